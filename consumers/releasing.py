"""Letting a refused record in because its provider confirmed that the code was really issued (Article 20(2)).

A decision is about one record and the rules that held it. It travels with the record's replay, so the validator needs
no memory of decisions and none can be missed: it accepts exactly this record, with these rules as flags.
"""

import re
from datetime import datetime
from typing import NamedTuple

from consumers.held import Held, Selection, one
from consumers.replay import plan_within
from infra.postgres import connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.rule_catalogue import rule_catalogue
from schemas.severity import Severity

_NO_LIMIT = 2**15 - 1
"""A decision opens one more attempt, however many there were."""


_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{15,18}(?![0-9A-Za-z])")


def require_written(option: str, given: str) -> None:
    """What an officer writes about a decision is there, and names nobody whose data it is.

    Raises:
        Refusal: it is empty, or holds what looks like a person's or an enterprise's number.
    """
    if not given.strip():
        raise Refusal(
            f"{option} is empty: a decision says who takes it and why (Article 43). Give {option}.",
            f"{option} 为空:决定须写明决定人和理由(第四十三条)。请填写 {option}。",
        )
    if any(any(c.isdigit() for c in number) for number in _LONG_NUMBER.findall(given)):
        raise Refusal(
            f"{option} holds what looks like an identity number or a code. Refer to the record by its id in quarantine.",
            f"{option} 中含有疑似证件号码或代码。请以隔离编号指代该记录。",
        )


class Grounds(NamedTuple):
    """Who decided, what the provider stated, and why that is believed; all are kept with the decision."""

    officer: str
    statement: str
    reason: str


def decide(settings: Settings, quarantine_id: int, grounds: Grounds, now: datetime) -> tuple[str, ...]:
    """Record the decision and plan the replay that carries it out, in one transaction.

    Returns:
        The rules that do not hold the record back any more.

    Raises:
        Refusal: the grounds are not stated, there is no such row, it is not held, a rule that holds it cannot be waived, or it was decided before.
    """
    for option, given in zip(("--officer", "--statement", "--reason"), grounds, strict=True):
        require_written(option, given)
    connection = connect(settings, "govsync-release")
    try:
        with transaction(connection) as cursor:
            record = one(cursor, quarantine_id)
            rules = waivable_rules(record)
            cursor.execute(
                "INSERT INTO platform.quarantine_release "
                "(quarantine_id, rules, value_sha256, officer, statement, reason, decided_at) "
                "SELECT quarantine_id, %s, value_sha256, %s, %s, %s, %s FROM platform.quarantine "
                "WHERE quarantine_id = %s AND state = 'OPEN' ON CONFLICT DO NOTHING",
                (list(rules), *grounds, now, quarantine_id),
            )
            if not cursor.rowcount:
                ((officer, decided_at),) = rows(
                    cursor,
                    "SELECT officer, decided_at FROM platform.quarantine_release WHERE quarantine_id = %s",
                    (quarantine_id,),
                )
                raise Refusal(
                    f"The release of {quarantine_id} was decided by {officer} at {decided_at:%Y-%m-%dT%H:%M:%SZ}. If it is "
                    f"still held, another rule refused it since, or its replay was interrupted: see `govsync quarantine "
                    f"show {quarantine_id}`, and replay it with `govsync quarantine replay {quarantine_id} --yes`.",
                    f"{quarantine_id} 已由 {officer} 于 {decided_at:%Y-%m-%dT%H:%M:%SZ} 决定放行。若仍被隔离,则其后又有其他规则"
                    f"拒收,或重放中断:请用 `govsync quarantine show {quarantine_id}` 查看,并以 "
                    f"`govsync quarantine replay {quarantine_id} --yes` 重放。",
                )
            plan_within(cursor, Selection(ids=(quarantine_id,)), _NO_LIMIT, grounds.officer, now)
    finally:
        connection.close()
    return rules


def waivable_rules(record: Held) -> tuple[str, ...]:
    """The rules that hold a record, if every one of them may be waived.

    Raises:
        Refusal: the record is not held, its bytes are not kept, or a rule that holds it cannot be waived.
    """
    if record.state != "OPEN":
        raise Refusal(
            f"{record.quarantine_id} is not held any more: its event has been accepted.",
            f"{record.quarantine_id} 已不再隔离:该事件已被接收。",
        )
    if record.bytes_size is None:
        raise Refusal(
            f"The bytes of {record.quarantine_id} are not kept, so it cannot be let in. Let the provider send the record "
            "again.",
            f"{record.quarantine_id} 的原始字节未保留,无法放行。请提供部门重新报送。",
        )
    holding = [reason for reason in record.reasons if Severity.named(reason.severity) >= Severity.QUARANTINE]
    others = sorted({r.rule for r in holding if not _is_releasable(r.rule) or r.severity != Severity.QUARANTINE.wire})
    if others:
        releasable = sorted(rule.code for rule in rule_catalogue().values() if rule.is_releasable)
        raise Refusal(
            f"{record.quarantine_id} is also held by {', '.join(others)}, which no confirmation removes. Only a code that "
            f"was really issued can be confirmed ({', '.join(releasable)}); anything else the provider corrects, or the "
            "rule is changed and the record replayed.",
            f"{record.quarantine_id} 还因 {'、'.join(others)} 被隔离,不能凭确认放行。只有确已签发的代码可以确认"
            f"({'、'.join(releasable)});其他情形由提供部门更正,或调整规则后重放。",
        )
    return tuple(sorted({reason.rule for reason in holding}))


def _is_releasable(code: str) -> bool:
    rule = rule_catalogue().get(code)
    return rule is not None and rule.is_releasable
