"""Everyone who can be measured, by name."""

from collections.abc import Sequence

from govsync.benchmark.peers.contender import OURS, Contender, Role
from govsync.benchmark.peers.copy_floor import CopyFloor
from govsync.benchmark.peers.debezium_jdbc import DebeziumJdbc
from govsync.benchmark.peers.flink_sql import FlinkSql
from govsync.benchmark.peers.idiomatic import Idiomatic
from govsync.benchmark.peers.kafka_streams import KafkaStreams
from govsync.benchmark.peers.quix import Quix
from govsync.benchmark.peers.workers import Workers
from schemas.bilingual import Refusal


def everyone() -> list[Contender]:
    """All contenders in all their roles, in the order in which they take turns."""
    return [
        Workers(Role.MATERIALISER),
        CopyFloor(),
        FlinkSql(newest_wins=False),
        FlinkSql(newest_wins=True),
        DebeziumJdbc(keeps_history=True),
        DebeziumJdbc(keeps_history=False),
        Quix(Role.MATERIALISER),
        Idiomatic(Role.MATERIALISER),
        Workers(Role.VALIDATOR),
        KafkaStreams(),
        Quix(Role.VALIDATOR),
        Idiomatic(Role.VALIDATOR),
        Workers(Role.CHAIN),
        Idiomatic(Role.CHAIN),
    ]


def chosen(names: str | None) -> Sequence[Contender]:
    """Those named, separated by commas, and ours, with which they are compared; all of them where none is named.

    Raises:
        Refusal: there is no such contender.
    """
    contenders = everyone()
    known = list(dict.fromkeys(contender.name for contender in contenders))
    wanted = [name.strip() for name in names.split(",")] if names else known
    if unknown := [name for name in wanted if name not in known]:
        raise Refusal(
            f"There is no contender {', '.join(unknown)}. Choose among: {', '.join(known)}.",
            f"没有参测者 {'、'.join(unknown)}。可选:{'、'.join(known)}。",
        )
    roles = {contender.role for contender in contenders if contender.name in wanted and contender.name != OURS}
    return [
        contender
        for contender in contenders
        if (contender.name in wanted and contender.name != OURS)
        or (contender.name == OURS and (contender.role in roles or not roles))
    ]
