"""The local platform as a whole: Kafka and PostgreSQL (unless they are given), preparation, workers, one supervisor."""

import json
import os
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import psutil

from infra.local import kafka, postgres
from infra.local.homes import held
from infra.local.ports import ADDRESS, choose, require_free
from infra.local.programs import Program, wait_until
from infra.local.supervisor import Supervisor, Tell
from infra.settings import Settings, environment_path, is_platform_running, read_environment
from schemas.bilingual import Refusal, Text

SECONDS_TO_END = 90
SECONDS_FOR_GIVEN_SERVERS = 15
WORKERS = ("validator", "materialiser", "comparer", "timekeeper")


@dataclass(frozen=True)
class Plan:
    """What to run: fixed ports, if any, how many workers of each kind, and how many brokers."""

    kafka_port: int | None = None
    postgres_port: int | None = None
    workers: tuple[tuple[str, int], ...] = tuple((name, 1) for name in WORKERS)
    brokers: int = 1


class Stopped(BaseException):
    """A signal asked the supervisor to end; not an Exception, so that nothing on the way takes it for a failure."""


def run(
    settings: Settings,
    plan: Plan,
    prepare: Callable[[Settings], None],
    tell: Tell,
    ready: Callable[[Settings, list[dict[str, Any]]], None],
) -> None:
    """Run the platform in `settings.home` until SIGTERM, SIGINT or SIGHUP; leave no process behind.

    `prepare` brings tables and topics up to date once both servers can be reached; `ready` is told the complete
    settings and the processes once everything runs; `tell` gets one sentence per event.

    Raises:
        Refusal: see `held`, `Supervisor.start`, and `kafka.programs`, `postgres.program`.
    """
    home = settings.home
    interruption = _Interruption()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, interruption)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as under nohup(1)
        signal.signal(signal.SIGHUP, interruption)
    with suppress(Stopped), held(home):
        given = _without_own_addresses(settings)
        stages = [] if given.postgres_host else [_postgres(home, plan)]
        stages += [] if given.kafka_bootstrap_servers else [_kafka(home, plan)]
        own = {name: value for stage in stages for name, value in stage.environment.items()}
        _write_privately(environment_path(home), json.dumps(own))
        complete = given.completed_from(own)
        supervisor = Supervisor(_state_file(home), tell)
        try:
            for stage in stages:
                tell(stage.announcement)
                supervisor.start(stage.programs)
                stage.after_start()
            _require_given_servers(given)
            prepare(complete)
            supervisor.start(worker_programs(complete, plan.workers))
            supervisor.ready()
            ready(complete, supervisor.described())
            supervisor.run()
        finally:
            tell(Text("Stopping.", "正在停止。"))
            supervisor.stop()


def processes(home: Path) -> list[dict[str, Any]]:
    """The supervised processes of the platform running in `home`: name, pid, state, restarts. None if none runs."""
    shown: list[dict[str, Any]] = read_state(home).get("processes", [])
    return shown


def read_state(home: Path) -> dict[str, Any]:
    """The state file of the platform running in `home`; empty if none runs.

    Raises:
        Refusal: the home is another user's.
    """
    if not is_platform_running(home):
        return {}
    try:
        state: dict[str, Any] = json.loads(_state_file(home).read_text())
    except FileNotFoundError:
        return {}
    return state


def end(home: Path) -> bool:
    """End the platform running in `home` and wait until it is gone. False if none runs.

    Raises:
        Refusal: the home is another user's.
    """
    supervisor = read_state(home).get("supervisor")
    if supervisor is None:
        return False
    for sent in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(supervisor, sent)
        if wait_until(lambda: _is_gone(supervisor), SECONDS_TO_END):
            break
    return True


def _is_gone(pid: int) -> bool:
    """Whether the process has ended; one that nobody has reaped yet has."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@dataclass(frozen=True)
class _Stage:
    """One embedded server: its programs, how others reach it, and what to do once it is up."""

    programs: Sequence[Program]
    environment: dict[str, str]
    announcement: Text
    after_start: Callable[[], None]


def _postgres(home: Path, plan: Plan) -> _Stage:
    port = _port(plan.postgres_port, "--postgres-port", read_environment(home).get("PGPORT"))
    password = postgres.password(home) or secrets.token_urlsafe(24)
    postgres.write_password(home, password)
    return _Stage(
        programs=[postgres.program(home, port)],
        environment={
            "PGHOST": ADDRESS,
            "PGPORT": str(port),
            "PGUSER": postgres.USER,
            "PGPASSWORD": password,
            "PGDATABASE": postgres.DATABASE,
        },
        announcement=Text(f"Starting PostgreSQL on {ADDRESS}:{port} ...", f"正在启动 PostgreSQL({ADDRESS}:{port})……"),
        after_start=lambda: postgres.create_database(port, password),
    )


def _kafka(home: Path, plan: Plan) -> _Stage:
    servers = read_environment(home).get("KAFKA_BOOTSTRAP_SERVERS", "").split(",")
    last = [server.rpartition(":")[2] or None for server in servers] + [None] * plan.brokers
    ports = [_port(plan.kafka_port if at == 0 else None, "--kafka-port", last[at]) for at in range(plan.brokers)]
    nodes = [kafka.Node(number, port, choose(None)) for number, port in enumerate(ports, 1)]
    addresses = ",".join(f"{ADDRESS}:{port}" for port in ports)
    return _Stage(
        programs=kafka.programs(home, nodes),
        environment={"KAFKA_BOOTSTRAP_SERVERS": addresses},
        announcement=Text(f"Starting Kafka on {addresses} ...", f"正在启动 Kafka({addresses})……"),
        after_start=lambda: None,
    )


def _port(fixed: int | None, option: str, last: str | None) -> int:
    """The port asked for, else the one of last time, so that addresses in a shell or a tool stay valid."""
    if fixed is None:
        return choose(int(last) if last else None)
    require_free(fixed, option)
    return fixed


def worker_programs(settings: Settings, counts: Sequence[tuple[str, int]]) -> Sequence[Program]:
    """So many workers of each kind, as they are started for the platform that `settings` reach."""
    environment = os.environ | settings.connection_environment() | {"GOVSYNC_HOME": str(settings.home)}
    instances = [(name, f"{name}-{number}") for name, count in counts for number in range(count)]
    return [
        Program(
            name=instance,
            command=(sys.executable, "-P", "-m", "govsync", "worker", name),
            environment=environment | {"GOVSYNC_INSTANCE": instance},
            log=settings.home / "log" / f"{instance}.log",
            folder=settings.home,
        )
        for name, instance in instances
    ]


def _without_own_addresses(settings: Settings) -> Settings:
    """Settings without the addresses that this home itself handed out: `govsync env` may still be in the shell."""
    own = read_environment(settings.home)
    update: dict[str, str] = {}
    if settings.kafka_bootstrap_servers == own.get("KAFKA_BOOTSTRAP_SERVERS"):
        update["kafka_bootstrap_servers"] = ""
    if settings.postgres_password and settings.postgres_password == postgres.password(settings.home):
        update["postgres_host"] = ""
    return settings.model_copy(update=update)


def _require_given_servers(given: Settings) -> None:
    """Refuse servers that were given but do not answer."""
    if given.postgres_host and (fault := postgres.fault_of(given.postgres_parameters())):
        raise Refusal(
            f"PGHOST names {given.postgres_host}, but PostgreSQL does not let us in: {fault} Correct the PG* "
            "variables, or unset PGHOST to have PostgreSQL started here.",
            f"PGHOST 指向 {given.postgres_host},但无法连接 PostgreSQL:{fault} 请更正 PG* 变量,"
            "或取消设置 PGHOST 以在本机启动 PostgreSQL。",
        )
    servers = given.kafka_bootstrap_servers
    if servers and not wait_until(lambda: kafka.is_reachable(servers), SECONDS_FOR_GIVEN_SERVERS):
        raise Refusal(
            f"KAFKA_BOOTSTRAP_SERVERS names {servers}, where no broker answers. Correct it, or unset it to have "
            "Kafka started here.",
            f"KAFKA_BOOTSTRAP_SERVERS 指向 {servers},但没有 broker 应答。请更正,或取消设置以在本机启动 Kafka。",
        )


def _state_file(home: Path) -> Path:
    return home / "run" / "processes.json"


def _write_privately(path: Path, content: str) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    unfinished.write_text(content)
    unfinished.replace(path)


class _Interruption:
    """The signal handler: the first signal ends the run; later ones do not disturb the ending."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if not self._asked:
            self._asked = True
            raise Stopped
