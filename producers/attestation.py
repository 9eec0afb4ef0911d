"""A provider's statement that nothing has changed: silence that is told is evidence, silence alone is none."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from infra.settings import Settings
from producers.adoption import refuse_lost_state
from producers.numbering import Statement
from producers.outbox import Outbox
from producers.publisher import submission_id
from producers.state import open_state
from schemas.bilingual import Refusal
from schemas.directory import Item
from stream_processors.rules.timeliness import beijing_date


class Attested(NamedTuple):
    """An attestation as it was published."""

    submission_id: str
    seq: int
    as_of: date


def attest(settings: Settings, provider: str, item: Item, as_of: date, *, clock: Callable[[], datetime]) -> Attested:
    """Publish that nothing of the item changed up to and including a day, under the provider's next seq.

    Args:
        settings: where Kafka and the home are.
        provider: who states it.
        item: of what.
        as_of: the day.
        clock: the time now, in UTC.

    Raises:
        Refusal: the day is not over yet, the state or Kafka does not allow it, or it was not confirmed.
    """
    now = clock()
    if as_of > beijing_date(now):
        raise Refusal(
            f"{as_of} is still to come: what will change until then is not known. Give a day up to today.",
            f"{as_of} 尚未到来,届时是否变更未知。请给出不晚于今日的日期。",
        )
    with open_state(settings.home, provider, item.item) as state:
        refuse_lost_state(settings, provider, item.item, state)
        outbox = Outbox(settings, item, provider, state)
        outbox.deliver_pending()
        outbox.state_submissions(clock)
        statement = Statement(submission_id(now), "LIVE", None, now)
        state.begin(statement.submission_id, now)
        event = outbox.attest(as_of, statement)
        state.assign(statement.submission_id, [event])
        outbox.deliver([event])
        outbox.state_submissions(clock)
    return Attested(statement.submission_id, event.seq, as_of)
