"""The Rules as pure functions over data: conformance, timeliness, the calendar, obligation kinds."""
