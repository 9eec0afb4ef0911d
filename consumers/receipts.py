"""What became of a submission: its manifest held against the outcomes of its events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic, sleep
from typing import Any

from consumers import held, standing
from consumers.held import Held
from consumers.standing import OUTCOMES
from infra.postgres import Connection, Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal, Text
from schemas.directory_files import load_directory

_EVERY_SECONDS = 0.2
_MANIFEST = (
    "provider", "item", "started_at", "finished_at", "published", "rows_read", "rows_unchanged", "rows_refused",
)  # fmt: skip
_COUNTS = (*OUTCOMES, "flagged", "late", "past_target")


@dataclass(frozen=True)
class Receipt:
    """One submission.

    The manifest's fields are None until it has arrived: it is the last thing a publisher sends. `flagged`, `late` and
    `past_target` are counted among what was applied or superseded. `refused` are the quarantine rows of the submission,
    released ones included.
    """

    submission_id: str
    provider: str
    item: str
    started_at: datetime | None
    finished_at: datetime | None
    published: int | None
    rows_read: int | None
    rows_unchanged: int | None
    rows_refused: int | None
    applied: int
    superseded: int
    repeat: int
    quarantined: int
    attested: int
    flagged: int
    late: int
    past_target: int
    complete: bool
    refused: Sequence[Held]

    @property
    def became(self) -> int:
        """Events that have an outcome, repeats included."""
        return sum(getattr(self, name) for name in OUTCOMES)

    @property
    def is_clean(self) -> bool:
        """Whether nothing of the submission is refused: no row of its file, and no event still held."""
        return not self.quarantined and not self.rows_refused

    def as_json(self) -> dict[str, Any]:
        """The receipt as the command prints it, without the refused rows."""
        shown = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "refused"}
        return {n: v.isoformat() if isinstance(v, datetime) else v for n, v in shown.items()}


def receipt(settings: Settings, submission_id: str) -> Receipt:
    """What is known of a submission now.

    Raises:
        Refusal: neither its manifest nor any event of it has arrived.
    """
    connection = connect(settings, "govsync-receipt")
    try:
        found = _read(settings, connection, submission_id)
    finally:
        connection.close()
    if found is None:
        raise _unknown(submission_id)
    return found


def wait(
    settings: Settings, submission_id: str, timeout_seconds: float, progress: Callable[[Receipt], None]
) -> Receipt:
    """Wait until a submission is complete, at most so long; `progress` is told of every change.

    Returns:
        The last receipt; `complete` says whether the time sufficed.

    Raises:
        Refusal: nothing of the submission has arrived in all that time.
    """
    deadline = monotonic() + timeout_seconds
    told: Receipt | None = None
    connection = connect(settings, "govsync-receipt")
    try:
        while True:
            found = _read(settings, connection, submission_id)
            if found is not None and found != told:
                progress(found)
                told = found
            if found is not None and found.complete:
                return found
            if monotonic() > deadline:
                break
            sleep(_EVERY_SECONDS)
    finally:
        connection.close()
    if found is None:
        raise _unknown(submission_id)
    return found


def _read(settings: Settings, connection: Connection, submission_id: str) -> Receipt | None:
    connection.set_session(isolation_level="READ COMMITTED", readonly=True)
    with transaction(connection) as cursor:
        manifest = rows(
            cursor, f"SELECT {', '.join(_MANIFEST)} FROM platform.submission WHERE submission_id = %s", (submission_id,)
        )
        sums = ", ".join(f"coalesce(sum({name}), 0)::bigint" for name in _COUNTS)
        outcomes = rows(
            cursor,
            f"SELECT min(provider), min(item), {sums} FROM platform.submission_outcome WHERE submission_id = %s",
            (submission_id,),
        )[0]
        stated = dict(zip(_MANIFEST, manifest[0], strict=True)) if manifest else dict.fromkeys(_MANIFEST)
        provider, item = stated["provider"] or outcomes[0], stated["item"] or outcomes[1]
        if provider is None:
            return None
        counts = dict(zip(_COUNTS, outcomes[2:], strict=True))
        became = sum(counts[name] for name in OUTCOMES)
        published = stated["published"]
        # After a crash a publisher sends again what was not confirmed: such repeats stand for no published event.
        complete = published is not None and (
            became - counts["repeat"] >= published
            or (became >= published and _is_all_here(settings, cursor, str(item)))
        )
        refused = held.of_submission(cursor, submission_id) if counts["quarantined"] else []
    told = {**stated, **counts, "provider": provider, "item": item}
    return Receipt(submission_id=submission_id, complete=complete, refused=refused, **told)


def _is_all_here(settings: Settings, cursor: Cursor, item: str) -> bool:
    directory = load_directory()
    lag = standing.read_offsets(settings, directory, cursor).consumer_lag
    return not any(n for topic, n in lag.items() if topic.endswith(f".{item}") or topic.startswith("platform."))


def _unknown(submission_id: str) -> Refusal:
    return Refusal(
        f"Nothing is known of a submission {submission_id!r}. Check the id that `govsync publish` printed; if it was just "
        "published, wait for it with --wait, and see with `govsync status` whether the workers run.",
        f"没有报送 {submission_id!r} 的任何信息。请核对 `govsync publish` 给出的编号;若刚刚报送,请用 --wait 等待,"
        "并用 `govsync status` 查看各进程。",
    )


def progress_text(found: Receipt) -> Text:
    """How far a submission is, in one sentence."""
    of = "?" if found.published is None else f"{found.published:,}"
    return Text(
        f"{found.became:,} of {of} events have an outcome ...", f"{of} 个事件中已有 {found.became:,} 个有结果……"
    )
