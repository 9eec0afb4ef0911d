"""The id of an event: the same however often it is sent."""

import uuid

EVENT_NAMESPACE = uuid.UUID("5b0c1d9e-3c1f-5a0e-9d5c-165201907010")
"""Namespace of event ids; constant for ever, since an event keeps its id however often it is sent."""


def event_id(provider: str, item: str, seq: int) -> str:
    """UUIDv5 of provider, item and seq."""
    return str(uuid.uuid5(EVENT_NAMESPACE, f"{provider}|{item}|{seq}"))
