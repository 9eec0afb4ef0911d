"""The shared databases and their readers."""
