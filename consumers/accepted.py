"""Whether the event in a refused record's bytes has been accepted: it is in history with the same content."""

from collections.abc import Collection, Sequence
from typing import Any

from consumers.columns import payload_columns
from infra.postgres import Cursor, rows
from schemas.codec import HEADER_BYTES, Decoder, MalformedMessage, read_header
from schemas.directory import Item
from schemas.released import WireSchemas


class AcceptedEvents:
    """Looks refused bytes up in the history tables."""

    def __init__(self, schemas: WireSchemas) -> None:
        self._schemas = schemas
        self._decoders: dict[int, Decoder] = {}

    def among(self, cursor: Cursor, item: Item, refused: Sequence[tuple[str, int, bytes]]) -> Collection[int]:
        """The positions of those refused records of an item that are in its history.

        Args:
            cursor: where to look.
            item: the item.
            refused: provider, seq and bytes of each.
        """
        if not refused:
            return ()
        columns = payload_columns(item)
        found = rows(
            cursor,
            f"SELECT {', '.join(f'h.{c}' for c in ('provider', 'seq', *columns))} "
            f"FROM {item.database}.{item.table}_history h "
            "JOIN unnest(%s::text[], %s::bigint[]) AS asked (provider, seq) USING (provider, seq)",
            ([provider for provider, *_ in refused], [seq for _, seq, _ in refused]),
        )
        accepted = {(provider, seq): content for provider, seq, *content in found}
        return [
            position
            for position, (provider, seq, value) in enumerate(refused)
            if (provider, seq) in accepted and self.is_same(value, columns, accepted[provider, seq])
        ]

    def is_same(self, value: bytes, columns: Sequence[str], content: Sequence[Any]) -> bool:
        """Whether framed bytes are the event that has this content in these columns of history."""
        event = self._decoded(value)
        return event is not None and [event.get(name) for name in columns] == list(content)

    def _decoded(self, value: bytes) -> dict[str, Any] | None:
        """The event's fields and those of its record, or None if the bytes are no event."""
        try:
            schema = self._schemas.by_id.get(read_header(value))
            if schema is None:
                return None
            decoder = self._decoders.setdefault(schema.id, Decoder(schema))
            event = decoder.decode(value[HEADER_BYTES:])
        except MalformedMessage:
            return None
        return {**event, **(event.get("after") or {})}
