"""A provider's file, published: what changed since the last time becomes numbered, confirmed events.

A file is a delta against what was last published. It is read twice: once to find out which rows say something new,
once to publish them. Memory does not grow with it.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import polars as pl

from infra.settings import Settings
from producers.adoption import adopt, refuse_lost_state
from producers.mapping import (
    ORIGINS,
    Change,
    Mapping,
    RecordKey,
    Refused,
    RowMapper,
    check_columns,
    content_hashes,
    default_mapping,
    statements,
)
from producers.numbering import CHUNK_BYTES, CHUNK_EVENTS, Draft, Prepared, Statement
from producers.outbox import Outbox
from producers.reader import BLOCK_BYTES, SourceFile, open_file
from producers.state import PublisherState, open_state
from schemas.bilingual import Refusal, Text
from schemas.directory import Directory, Item
from stream_processors.rules.timeliness import beijing_date

LARGEST_UNASKED_SHARE = 0.2
"""A complete file that would delete more of the records than this is more likely a mistake than a change."""

ABSENT = "ABSENT_FROM_COMPLETE_FILE"
"""Reason of the deletions that `complete` brings about."""

REFUSED_SHOWN = 100


class Step(Enum):
    """What a publisher is doing, as people read it."""

    READ = Text("Reading rows", "读取行")
    PUBLISH = Text("Publishing events", "发布事件")


Progress = Callable[[Step, int, int | None], None]
"""Told the step, how much of it is done, and of how much if that is known."""


class Deletions(NamedTuple):
    """What a complete file would delete: how many records, of how many."""

    missing: int
    of: int

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.missing / self.of


@dataclass(frozen=True)
class Request:
    """What is to be published.

    Attributes:
        complete: the file holds every record there is; what is not in it is deleted.
        approved: large deletions have been looked at by a person.
        adopt_topic: rebuild the publisher's state from the topic first.
    """

    provider: str
    item: Item
    file: Path
    mapping: Mapping
    origin: str = "LIVE"
    origin_ref: str | None = None
    complete: bool = False
    approved: bool = False
    adopt_topic: bool = False


@dataclass(frozen=True)
class Summary:
    """What became of a file. `sent_again` counts events of earlier runs, which belong to their own submissions."""

    submission_id: str
    rows_read: int
    unchanged: int
    published: int
    deleted: int
    refused: int
    refused_rows: list[tuple[int, Refused]]
    first_seq: int | None
    last_seq: int | None
    sent_again: int
    adopted: int | None


def request(
    directory: Directory,
    *,
    provider: str,
    item: str,
    file: Path,
    mapping: Mapping | None,
    origin: str = "LIVE",
    origin_ref: str | None = None,
    complete: bool = False,
    approved: bool = False,
    adopt_topic: bool = False,
) -> Request:
    """A request that the directory allows.

    Raises:
        Refusal: there is no such item, the agency does not provide it, or the origin lacks its proof.
    """
    wanted = providing(directory, provider, item)
    if origin not in ORIGINS:
        raise Refusal(
            f"There is no origin {origin!r}. Use one of {', '.join(ORIGINS)}.",
            f"没有来由 {origin!r}。可用:{', '.join(ORIGINS)}。",
        )
    if origin != "LIVE" and not origin_ref:
        raise Refusal(
            f"The origin {origin} needs its proof: give --origin-ref with the approved window or the ticket, "
            "for example --origin-ref initial-load.",
            f"来由 {origin} 需要证明:请用 --origin-ref 给出已批准的窗口或工单,例如 --origin-ref initial-load。",
        )
    return Request(
        provider,
        wanted,
        file,
        mapping or default_mapping(wanted),
        origin,
        origin_ref,
        complete,
        approved,
        adopt_topic,
    )


def providing(directory: Directory, provider: str, item: str) -> Item:
    """The item, if the agency provides it.

    Raises:
        Refusal: there is no such item, or the directory does not make the agency its provider.
    """
    wanted = directory.item(item)
    if provider not in wanted.providers:
        raise Refusal(
            f"The directory does not make {provider!r} provider of {item}. Its providers: {', '.join(wanted.providers)}. "
            "Publish under your own agency code, or ask the information sharing authority to record the responsibility.",
            f"目录未将 {provider!r} 登记为 {item} 的提供部门。提供部门:{', '.join(wanted.providers)}。"
            "请使用本部门代码,或向信息共享主管部门登记责任。",
        )
    return wanted


def publish(
    settings: Settings,
    wanted: Request,
    *,
    clock: Callable[[], datetime],
    ask: Callable[[Deletions], bool],
    progress: Progress,
) -> Summary:
    """Publish what a file says that was not published yet.

    Args:
        settings: where Kafka and the home are.
        wanted: what to publish.
        clock: the time now, in UTC.
        ask: whether a person agrees to the deletions; only asked for a complete file that was not approved.
        progress: told how it goes.

    Raises:
        Refusal: the file, the mapping, the state or Kafka does not allow it, or events were not confirmed.
    """
    source = open_file(wanted.file)
    started_at = clock()
    mapping = wanted.mapping if source.columns is None else wanted.mapping.narrowed(source.columns)
    mapper = RowMapper(mapping, wanted.item, beijing_date(started_at))
    if source.columns is not None:
        check_columns(wanted.mapping, source.columns, wanted.file.name)
    with open_state(settings.home, wanted.provider, wanted.item.item) as state:
        adopted = None
        if wanted.adopt_topic:
            adopted = adopt(settings, wanted.provider, wanted.item.item, state)
        else:
            refuse_lost_state(settings, wanted.provider, wanted.item.item, state)
        outbox = Outbox(settings, wanted.item, wanted.provider, state)
        sent_again = outbox.deliver_pending()
        outbox.state_submissions(clock)
        statement = Statement(submission_id(started_at), wanted.origin, wanted.origin_ref, started_at)
        state.begin(statement.submission_id, started_at)
        run = _Run(wanted, source, mapper, sorted(mapping.columns()), state, outbox, statement, progress)
        try:
            run.survey()
            run.survey_absent(ask)
        except Refusal:
            state.abandon(statement.submission_id)
            raise
        run.publish_rows()
        run.publish_deletions()
        (stated,) = outbox.state_submissions(clock)
        return Summary(
            submission_id=stated.submission_id,
            rows_read=stated.rows_read,
            unchanged=stated.rows_unchanged,
            published=stated.published,
            deleted=run.absent,
            refused=stated.rows_refused,
            refused_rows=state.refused_rows(stated.submission_id, REFUSED_SHOWN),
            first_seq=stated.first_seq,
            last_seq=stated.last_seq,
            sent_again=sent_again,
            adopted=adopted,
        )


def submission_id(started_at: datetime) -> str:
    """A new id of a submission."""
    return sortable_id("s", started_at)


def sortable_id(prefix: str, at: datetime) -> str:
    """A new id that sorts by time: the prefix and a UUID of version 7 (RFC 9562)."""
    milliseconds = int(at.timestamp() * 1000)
    bits = milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return f"{prefix}-{UUID(int=bits)}"


@dataclass
class _Run:
    """One submission of one file."""

    wanted: Request
    source: SourceFile
    mapper: RowMapper
    columns: Sequence[str]
    state: PublisherState
    outbox: Outbox
    statement: Statement
    progress: Progress
    planned: int = 0
    absent: int = 0
    published: int = field(default=0, init=False)

    def survey(self) -> None:
        """First reading: what each row is about and whether it says something new."""
        read = good = 0
        names: set[str] = set()
        for batch in self.source.batches(self.columns, rows=CHUNK_EVENTS):
            changes = self.mapper.changes_of(batch)
            seen = changes.frame
            keys = seen.select("file_row", *RecordKey._fields).iter_rows()
            self.state.see(keys, content_hashes(seen), statements(seen))
            self.state.refuse(self.statement.submission_id, changes.refused)
            if self.source.columns is None:
                names |= batch.names
            read += len(batch.numbers) + len(batch.unreadable)
            good += seen.height
            self.progress(Step.READ, read, None)
        if self.source.columns is None and names:
            check_columns(self.wanted.mapping, names, self.wanted.file.name)
        self.planned = self.state.plan()
        self.state.count(self.statement.submission_id, read=read, unchanged=good - self.planned)

    def survey_absent(self, ask: Callable[[Deletions], bool]) -> None:
        """Which records a complete file no longer has, and whether they may be deleted."""
        if not self.wanted.complete:
            return
        name = self.wanted.file.name
        if self.state.refused_rows(self.statement.submission_id, 1):
            raise Refusal(
                f"{name} has rows that could not be read, so a record missing from it may only be hidden in one of them: "
                "nothing was published. Publish without --complete to see these rows, correct them, and try again.",
                f"{name} 有无法读取的行,缺失的记录可能就在其中,因此未发布任何内容。请先不带 --complete 报送以查看这些行,"
                "更正后再试。",
            )
        deletions = Deletions(*self.state.plan_absent())
        if deletions.missing and not self.wanted.approved:
            if deletions.share > LARGEST_UNASKED_SHARE:
                raise Refusal(
                    f"{name} lacks {deletions.missing:,} of the {deletions.of:,} records published ({deletions.share:.0%}). "
                    "Deleting more than 20 % at once is more often a cut-off file than a change: nothing was published. "
                    "If it is right, run the command again with --yes.",
                    f"{name} 缺少已发布 {deletions.of:,} 条记录中的 {deletions.missing:,} 条({deletions.share:.0%})。"
                    "一次删除超过 20 % 多半是文件不完整,因此未发布任何内容。确认无误请加 --yes 重新运行。",
                )
            if not ask(deletions):
                raise Refusal(
                    "Nothing was published. Without --complete, records missing from the file are left alone.",
                    "未发布任何内容。不带 --complete 时,文件中缺失的记录保持不变。",
                )
        self.absent = deletions.missing

    def publish_rows(self) -> None:
        """Second reading: publish the rows that say something new."""
        if not self.planned:
            return
        awaited = self.planned
        chunk: list[pl.DataFrame] = []
        contents: list[bytes] = []
        for batch in self.source.batches(self.columns, rows=CHUNK_EVENTS):
            planned = self.state.planned(batch.numbers[0], batch.numbers[-1]) if batch.numbers else {}
            if not planned:
                continue
            changes = self.mapper.changes_of(batch.only(planned))
            assert not changes.refused
            chunk.append(changes.frame)
            contents.extend(planned.values())
            awaited -= len(planned)
            if len(contents) >= CHUNK_EVENTS:
                rows = pl.concat(chunk)
                self._send_rows(rows[:CHUNK_EVENTS], contents[:CHUNK_EVENTS])
                chunk, contents = [rows[CHUNK_EVENTS:]], contents[CHUNK_EVENTS:]
            elif len(chunk) * BLOCK_BYTES >= CHUNK_BYTES:
                self._send_rows(pl.concat(chunk), contents)
                chunk, contents = [], []
            if not awaited:
                break
        if contents:
            self._send_rows(pl.concat(chunk), contents)

    def _send_rows(self, rows: pl.DataFrame, contents: list[bytes]) -> None:
        self._send(self.outbox.prepare_columns(rows, contents, self.statement))

    def publish_deletions(self) -> None:
        """Publish the deletion of what a complete file no longer has, dated by the day on which it was found missing."""
        changed_on = beijing_date(self.statement.recorded_at)
        last = 0
        while self.absent and (records := self.state.absent(last, CHUNK_EVENTS)):
            gone = [Change(record, changed_on, None, {"reason": ABSENT}) for _, record in records]
            drafts = [Draft(change, change.content(), None) for change in gone]
            self._send(self.outbox.prepare(drafts, self.statement))
            last = records[-1][0]

    def _send(self, prepared: Prepared) -> None:
        self.source.check_unchanged()
        self.state.refuse(self.statement.submission_id, prepared.refused)
        self.state.assign(self.statement.submission_id, prepared.events)
        self.published += self.outbox.deliver(prepared.events)
        self.progress(Step.PUBLISH, self.published, self.planned + self.absent)
