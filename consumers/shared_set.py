"""What the platform has of a provider's records as of one of its seqs: its side of a digest."""

from collections.abc import Iterator
from typing import NamedTuple

from infra.postgres import Connection
from schemas.content import content_hash
from schemas.directory import Item
from schemas.held_set import Pseudonyms
from schemas.tables import KEY

_FETCHED_ROWS = 5000
_STATED = ("seq", "changed_on", "valid_from_on", "decided_on")


class SharedRecord(NamedTuple):
    """A record as the provider's events up to a seq left it; `seq` is the one that did."""

    pseudonym: bytes
    fingerprint: bytes
    seq: int


def shared_records(
    connection: Connection, item: Item, provider: str, seq: int, pseudonyms: Pseudonyms
) -> Iterator[SharedRecord]:
    """Every record of the item that the provider's events up to `seq` leave standing, in no order.

    Of each record the largest version counts, and of equal ones the first that arrived; a deletion leaves nothing, and
    attestations change nothing. Later events, and those of other providers, are as if they had not been.

    The rows are fetched as they are needed, so memory does not grow with their number. The transaction stays open
    meanwhile; it is one statement, so what commits beside it is not seen.
    """
    elements = tuple(element.name for element in item.elements)
    columns = ", ".join((*KEY, *_STATED, *elements))
    history = f"{item.database}.{item.table}_history"
    sql = f"""
    WITH latest AS (
      SELECT DISTINCT ON ({", ".join(KEY)}) topic_partition, kafka_offset, deleted FROM {history}
      WHERE provider = %s AND seq <= %s AND operation <> 'ATTEST'
      ORDER BY {", ".join(KEY)}, record_version DESC, topic_partition, kafka_offset
    )
    SELECT {columns} FROM (SELECT topic_partition, kafka_offset FROM latest WHERE NOT deleted) standing
    JOIN {history} USING (topic_partition, kafka_offset)"""
    with connection.cursor("shared_records") as cursor:
        cursor.itersize = _FETCHED_ROWS
        cursor.execute(sql, (provider, seq))
        for identity_type, number, record_id, its_seq, changed_on, valid_from_on, decided_on, *values in cursor:
            pseudonym = pseudonyms.of(identity_type, number, record_id)
            stated = {name: value for name, value in zip(elements, values, strict=True) if value is not None}
            content = content_hash(changed_on, valid_from_on, decided_on, stated)
            yield SharedRecord(pseudonym, pseudonyms.fingerprint(pseudonym, content), its_seq)
