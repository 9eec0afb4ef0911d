"""`govsync digest`: what a provider holds, held against what is shared; and who has been silent (Articles 19(1), 43(3))."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core

from govsync.reaching import reached
from govsync.terminal import help_text, print_json, print_line, print_table, progress, say, tell, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from consumers.digest_reports import DigestReport
    from infra.settings import Settings
    from producers.digest import Detail, Digest, Narrowing, Progress, Request

WAIT_SECONDS = 600
"""How long `--wait` waits for a comparison."""

_STATE = "state"
_READING = Text("Reading rows", "读取行")


class _StatesByDefault(typer.core.TyperGroup):
    """`govsync digest FILE` is `govsync digest state FILE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the name of the command where it is left out."""
        is_named = not args or args[0] in self.commands or args[0] in self.get_help_option_names(ctx)
        return super().parse_args(ctx, args if is_named else [_STATE, *args])


app = typer.Typer(
    cls=_StatesByDefault,
    add_completion=False,
    no_args_is_help=True,
    help=text(
        Text(
            "State what you hold, and see how it compares with what is shared: `govsync digest FILE` is `govsync digest "
            "state FILE`. Example: govsync digest list --silent",
            "报送所持信息的摘要,查看与共享信息是否一致:`govsync digest FILE` 即 `govsync digest state FILE`。"
            "示例:govsync digest list --silent",
        )
    ),
)

_Json = Annotated[bool, typer.Option("--json", help=text(Text("Print one JSON object.", "以 JSON 对象输出。")))]
_Limit = Annotated[int, typer.Option(min=0, help=text(Text("Show so many rows.", "最多显示的行数。")))]


@app.command(
    _STATE,
    help=help_text(
        Text(
            "State the digest of a file that holds every record you have of an item: how many, and hashes of them, never "
            "the records. The platform compares it with what it had of you at your last event. Exit codes: 0 stated, or "
            "(with --wait) it agrees; 1 it differs; 2 could not run.",
            "报送一个文件的摘要,该文件应包含本部门某信息项的全部记录。摘要只含数量与散列,不含记录内容。平台按最后一个事件的时点"
            "与共享信息比对。退出码:0 已报送,或(带 --wait)一致;1 不一致;2 无法运行。",
        ),
        "govsync digest --item ot-air-quality --provider gz-ecology-environment --mapping air-quality-csv --wait stations.csv",
        "govsync digest --explain d-01990000-0000-7000-8000-000000000000 --mapping air-quality-csv stations.csv",
    ),
)
def state(
    file: Annotated[
        Path, typer.Argument(help=text(Text("The whole register, now.", "当前的全部记录。")), metavar="FILE")
    ],
    item: Annotated[
        str | None, typer.Option(help=text(Text("Item code of the directory.", "目录中的信息项代码。")))
    ] = None,
    provider: Annotated[str | None, typer.Option(help=text(Text("Your agency code.", "本部门代码。")))] = None,
    mapping: Annotated[
        str | None,
        typer.Option(help=text(Text("The mapping you publish with.", "报送时所用的映射。"))),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=text(Text("Only compute: nothing is sent.", "仅计算,不发送任何内容。"))),
    ] = False,
    wait: Annotated[
        bool,
        typer.Option(
            "--wait",
            help=text(
                Text(
                    "Wait for the comparison; where it differs, send the pseudonyms of the differing buckets and name your rows.",
                    "等待比对结果;不一致时发送相关桶的假名,并指出文件中的行。",
                )
            ),
        ),
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="REQUEST",
            help=text(
                Text(
                    "Explain an earlier digest: its id, or a file with what `govsync digest show ID --json` printed.",
                    "说明此前的摘要:其编号,或 `govsync digest show 编号 --json` 输出的文件。",
                )
            ),
        ),
    ] = None,
    limit: _Limit = 20,
    as_json: _Json = False,
) -> None:
    """Exit codes: 0 stated or agrees, 1 differs, 2 could not run."""
    from infra.settings import Settings
    from producers import digest as stating

    asked = None if explain is None else _asked(explain)
    if asked is not None:
        item, provider = asked.request["item"], asked.request["provider"]
    wanted = _wanted(file, item, provider, mapping)
    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    if asked is not None:
        settings = asked.settings or (Settings.from_environment() if dry_run else Settings.load())
        with _shown() as shown:
            found = _explain(settings, wanted, asked, send=not dry_run, now=now, shown=shown)
        _print_rows(found, limit, as_json=as_json)
        raise typer.Exit(1 if found else 0)
    with _shown() as shown:
        if dry_run:
            settings = Settings.from_environment()
            digest = stating.compute(settings, wanted, now=now, progress=shown)
        else:
            settings = Settings.load()
            with reached(settings):
                digest = stating.publish(settings, wanted, now=now, progress=shown)
    if not wait or dry_run:
        _print_digest(digest, as_json=as_json)
        return
    _follow(settings, wanted, digest, limit, as_json=as_json)


@app.command(
    "list",
    help=help_text(
        Text(
            "List every provider of every item: when it was last heard of, and whether its last digest agrees with what is "
            "shared. SILENT says only that nothing came for longer than expected; it is neither compliance nor breach.",
            "列出各信息项的提供部门:最近一次消息的时间,以及最近的摘要与共享信息是否一致。SILENT 仅表示超出预期时间没有消息,"
            "既非合规亦非违规。",
        ),
        "govsync digest list --silent",
        "govsync digest list --item ot-air-quality --json",
    ),
)
def list_digests(
    agency: Annotated[str | None, typer.Option(help=text(Text("Of this provider only.", "仅此提供部门。")))] = None,
    item: Annotated[str | None, typer.Option(help=text(Text("Of this item only.", "仅此信息项。")))] = None,
    silent: Annotated[
        bool, typer.Option("--silent", help=text(Text("Only those who are silent.", "仅显示没有消息的。")))
    ] = False,
    limit: _Limit = 50,
    as_json: _Json = False,
) -> None:
    """Exit codes: 0 done, 2 could not run."""
    from consumers import silence
    from consumers.digest_reports import OUTCOMES, reports
    from infra.settings import Settings
    from schemas.directory_files import load_directory

    if item is not None:
        load_directory().item(item)
    settings = Settings.load()
    now = datetime.now(UTC)  # noqa: TID251 - a command reads the clock
    with reached(settings):
        heard = [v for v in silence.voices(settings, now, agency=agency, item=item) if v.is_silent(now) or not silent]
        stated = reports(settings, agency=agency, item=item, limit=limit)
    if as_json:
        print_json({"voices": [v.as_json(now) for v in heard], "digests": [d.as_json() for d in stated]})
        return
    print_table(
        [
            Text("item", "信息项"), Text("agency", "部门"), Text("", ""), Text("last heard", "最近消息"),
            Text("expected within days", "预期天数"), Text("nothing changed as of", "确认无变更截至"),
            Text("last digest", "最近摘要"), Text("compared", "比对结果"),
        ],
        [
            [
                v.item, v.provider, "SILENT" if v.is_silent(now) else "", _minute(v.heard_at), v.within_days,
                v.attested_as_of, v.digest_id, text(OUTCOMES[v.digest_outcome or "WAITING"]) if v.digest_id else None,
            ]
            for v in heard[:limit]
        ],
    )  # fmt: skip
    if len(heard) > limit:
        say(
            Text(
                f"{limit} of {len(heard)}: --limit {len(heard)}", f"{len(heard)} 项中的 {limit} 项:--limit {len(heard)}"
            )
        )
    if any(v.is_silent(now) for v in heard):
        say(silence.SILENT)


@app.command(
    "show",
    help=help_text(
        Text(
            "Show a digest and what was found: counts, differing buckets, and the records that differ, under pseudonyms. "
            "Exit codes: 0 it agrees or waits, 1 it differs, 2 could not run.",
            "显示一个摘要及比对结果:数量、不一致的桶、不一致的记录(假名)。退出码:0 一致或等待中,1 不一致,2 无法运行。",
        ),
        "govsync digest show d-01990000-0000-7000-8000-000000000000",
    ),
)
def show(
    digest_id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help=text(Text("The id `govsync digest` printed.", "`govsync digest` 输出的编号。"))
        ),
    ],
    limit: _Limit = 20,
    as_json: _Json = False,
) -> None:
    """Exit codes: 0 agrees or waits, 1 differs, 2 could not run."""
    from consumers.digest_reports import report
    from infra.settings import Settings

    settings = Settings.load()
    with reached(settings):
        found = report(settings, digest_id)
    if as_json:
        print_json(found.as_json())
    else:
        _print_report(found, limit)
    raise typer.Exit(1 if found.outcome == "DIFFERS" else 0)


@dataclass(frozen=True)
class _Asked:
    """What is to be explained; `settings` where the platform's own tables were asked, so that the rest can be waited for."""

    request: Mapping[str, Any]
    settings: "Settings | None"

    @property
    def narrowing(self) -> "Narrowing":
        from producers.digest import Narrowing
        from schemas.held_set import Bucket

        named = {n: self.request[n] for n in ("digest_id", "provider", "item")}
        return Narrowing(
            **named,
            buckets={
                b["bucket"]: Bucket(b["record_count"], bytes.fromhex(b["content_hash"]))
                for b in self.request["differing_buckets"]
            },
        )

    @property
    def kinds(self) -> dict[str, tuple[str, int | None]]:
        """Kind and the platform's seq of each record that differs, by pseudonym; empty before it is narrowed down."""
        return {d["pseudonym"]: (d["kind"], d["seq"]) for d in self.request["differences"]}


def _asked(request: str) -> _Asked:
    from consumers.digest_reports import report
    from infra.settings import Settings

    path = Path(request)
    if not path.is_file():
        settings = Settings.load()
        with reached(settings):
            return _Asked(report(settings, request).as_json(), settings)
    try:
        asked = _Asked(json.loads(path.read_text("utf-8")), None)
        _ = asked.narrowing, asked.kinds
    except (ValueError, KeyError, TypeError):
        raise Refusal(
            f"{path.name} is not what `govsync digest show ID --json` prints. Ask the platform for that output again.",
            f"{path.name} 不是 `govsync digest show 编号 --json` 的输出。请向平台重新索取。",
        ) from None
    return asked


def _wanted(file: Path, item: str | None, provider: str | None, mapping: str | None) -> "Request":
    from producers import digest as stating
    from producers.mapping import load_mapping
    from schemas.directory_files import load_directory

    if item is None or provider is None:
        raise Refusal(
            "Give --item and --provider: of what the file is the register, and whose. See `govsync digest state --help`.",
            "请给出 --item 与 --provider,说明文件属于哪个部门的哪个信息项。参见 `govsync digest state --help`。",
        )
    return stating.request(
        load_directory(), provider=provider, item=item, file=file, mapping=load_mapping(mapping) if mapping else None
    )


def _follow(settings: "Settings", wanted: "Request", digest: "Digest", limit: int, *, as_json: bool) -> None:
    from consumers.digest_reports import wait

    assert digest.digest_id is not None
    with reached(settings):
        found = wait(settings, digest.digest_id, lambda report: report.outcome != "WAITING", WAIT_SECONDS)
        rows: list[dict[str, Any]] = []
        if found.outcome == "DIFFERS":
            tell(Text("It differs; narrowing it down ...", "不一致,正在定位……"))
            with _shown() as shown:
                asked = _Asked(found.as_json(), settings)
                rows = _explain(settings, wanted, asked, send=True, now=digest.held_at, shown=shown)
            found = wait(settings, digest.digest_id, lambda _: True, WAIT_SECONDS)
    if as_json:
        print_json({**_as_json(digest), "report": found.as_json(), "rows": rows})
    else:
        _print_report(found, 0)
        if rows:
            _print_rows(rows, limit, as_json=False)
    raise typer.Exit({"AGREES": 0, "DIFFERS": 1}.get(found.outcome, 2))


def _explain(
    settings: "Settings", wanted: "Request", asked: _Asked, *, send: bool, now: datetime, shown: "Progress"
) -> list[dict[str, Any]]:
    """The provider's own rows behind a difference; tells the platform their pseudonyms where it does not know them."""
    from consumers.digest_reports import wait
    from producers import digest as stating

    narrowing = asked.narrowing
    if not narrowing.buckets:
        return []
    detail = stating.explain(settings, wanted, narrowing, now=now, progress=shown)
    if asked.request["narrowing"] is None and send:
        stating.publish_detail(settings, wanted, narrowing, detail)
        if asked.settings is not None:
            with reached(settings):
                found = wait(settings, narrowing.digest_id, lambda r: r.narrowing is not None, WAIT_SECONDS)
            asked = _Asked(found.as_json(), settings)
    return _rows(detail, asked.kinds)


def _rows(detail: "Detail", kinds: Mapping[str, tuple[str, int | None]]) -> list[dict[str, Any]]:
    """The rows in question: those that differ, or all of the differing buckets where that is not known yet."""
    file_rows = {row.record.pseudonym.hex(): row.file_row for row in detail.rows}
    named = kinds or {pseudonym: ("", None) for pseudonym in file_rows}
    rows = [
        {
            "file_row": file_rows.get(pseudonym),
            "kind": kind or None,
            "seq": seq,
            "bucket": int(pseudonym[:2], 16),
            "pseudonym": pseudonym,
        }
        for pseudonym, (kind, seq) in named.items()
    ]
    return sorted(rows, key=lambda row: (row["file_row"] is None, row["file_row"] or 0, row["seq"] or 0))


@contextmanager
def _shown() -> "Iterator[Progress]":
    with progress() as bars:
        task = bars.add_task(text(_READING), total=None)
        yield lambda read: bars.update(task, completed=read)


def _as_json(digest: "Digest") -> dict[str, Any]:
    held = digest.held_set
    return {
        "digest_id": digest.digest_id,
        "provider": digest.provider,
        "item": digest.item,
        "seq": digest.seq,
        "held_at": digest.held_at.isoformat(),
        "pseudonym_key_id": digest.pseudonym_key_id,
        "record_count": held.record_count,
        "key_set_hash": held.key_set_hash.hex(),
        "buckets": [{"record_count": b.record_count, "content_hash": b.content_hash.hex()} for b in held.buckets],
    }


def _print_digest(digest: "Digest", *, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(digest))
        return
    held = digest.held_set
    print_line(
        text(
            Text(
                f"{held.record_count:,} records held after event {digest.seq:,}. Key set {held.key_set_hash.hex()}.",
                f"第 {digest.seq:,} 个事件之后持有 {held.record_count:,} 条记录。键集散列 {held.key_set_hash.hex()}。",
            )
        )
    )
    if digest.digest_id is None:
        print_line(text(Text("Nothing was sent.", "未发送任何内容。")))
        return
    print_line(
        text(
            Text(
                f"Digest {digest.digest_id}. How it compares: govsync digest show {digest.digest_id}",
                f"摘要 {digest.digest_id}。比对结果:govsync digest show {digest.digest_id}",
            )
        )
    )


def _print_report(found: "DigestReport", limit: int) -> None:
    from consumers.digest_reports import EXPLANATIONS, KINDS, OUTCOMES

    buckets = ", ".join(map(str, found.differing_buckets)) or None
    owed = None
    if found.obligation_id is not None:
        owed = f"{found.obligation_id} {found.obligation_state} {found.due_on or ''}".strip()
    rows: list[tuple[Text, str | None]] = [
        (Text("provider", "提供部门"), found.provider),
        (Text("item", "信息项"), found.item),
        (Text("as of seq", "截至序号"), f"{found.seq:,}"),
        (Text("held at", "持有时刻"), _minute(found.held_at)),
        (Text("compared", "比对结果"), text(OUTCOMES[found.outcome])),
        (Text("records held", "所持记录数"), f"{found.record_count:,}"),
        (Text("records shared", "共享记录数"), _number(found.shared_record_count)),
        (Text("seqs that never came", "未到达的序号数"), _number(found.missing_seqs)),
        (Text("differing buckets of 256", "不一致的桶(共 256)"), buckets),
        (Text("records that differ", "不一致的记录数"), _differing(found)),
        (Text("obligation", "义务"), owed),
    ]
    heading = [Text("digest", "摘要"), Text(found.digest_id, found.digest_id)]
    print_table(heading, [[text(name), value] for name, value in rows])
    if found.differences and limit:
        print_table(
            [
                Text("pseudonym", "假名"), Text("", ""), Text("changed on", "变更日期"), Text("shared by seq", "共享事件序号"),
                Text("in quarantine", "隔离中"),
            ],
            [
                [d.pseudonym, text(KINDS[d.kind]), d.changed_on, d.seq, text(Text("yes", "是")) if d.in_quarantine else None]
                for d in found.differences[:limit]
            ],
        )  # fmt: skip
    print_line(text(EXPLANATIONS[found.outcome]).format(digest_id=found.digest_id))


def _differing(found: "DigestReport") -> str | None:
    from consumers.digest_reports import KINDS

    if found.narrowing is None:
        return None
    if found.narrowing == "OTHER_REGISTER":
        return text(Text("the detail told does not belong to this digest", "所报明细不属于该摘要"))
    counts = {kind: sum(d.kind == kind for d in found.differences) for kind in KINDS}
    return ", ".join(f"{count:,} {text(KINDS[kind])}" for kind, count in counts.items() if count)


def _print_rows(rows: Sequence[Mapping[str, Any]], limit: int, *, as_json: bool) -> None:
    from consumers.digest_reports import KINDS

    if as_json:
        print_json({"rows": list(rows)})
        return
    if not rows:
        say(Text("There is nothing to explain: no bucket differs.", "没有需要说明的内容:各桶均一致。"))
        return
    for row in rows[:limit]:
        kind = text(KINDS[row["kind"]]) if row["kind"] else text(Text("in a differing bucket", "位于不一致的桶"))
        where = Text(f"row {row['file_row']}", f"第 {row['file_row']} 行")
        if row["file_row"] is None:
            where = Text(f"no row; shared by your event {row['seq']}", f"文件中无此行;由序号 {row['seq']} 的事件共享")
        print_line(f"✗ {text(where)}: {kind} ({row['pseudonym']})")
    if len(rows) > limit:
        left = len(rows) - limit
        print_line(text(Text(f"  and {left:,} more: --limit {len(rows)}", f"  另有 {left:,} 行:--limit {len(rows)}")))


def _minute(at: datetime | None) -> str | None:
    return None if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M}Z"


def _number(count: int | None) -> str | None:
    return None if count is None else f"{count:,}"
