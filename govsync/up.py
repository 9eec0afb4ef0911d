"""`govsync up`: Kafka, PostgreSQL and the workers, started and kept running."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from govsync.terminal import help_text, print_json, say, tell, text
from schemas.bilingual import Refusal, Text

if TYPE_CHECKING:
    from infra.settings import Settings

app = typer.Typer(add_completion=False)

HELP = Text(
    "Start the platform and keep it running: Kafka, PostgreSQL (unless KAFKA_BOOTSTRAP_SERVERS and PGHOST name "
    "yours), tables, topics, and the workers. What dies is started again. Ctrl-C ends everything.",
    "启动平台并保持运行:Kafka、PostgreSQL(若已设置 KAFKA_BOOTSTRAP_SERVERS 与 PGHOST 则使用现有的)、"
    "数据表、主题与各处理进程。退出的进程会自动重启。按 Ctrl-C 全部停止。",
)
EXAMPLES = ("govsync up", "govsync up --detach --validators 2")


@app.command(help=help_text(HELP, *EXAMPLES))
def up(
    detach: Annotated[
        bool,
        typer.Option("--detach", help=text(Text("Return once everything runs.", "全部就绪后返回,后台运行。"))),
    ] = False,
    validators: Annotated[int, typer.Option(min=1, help=text(Text("How many validators.", "校验进程数。")))] = 1,
    materialisers: Annotated[int, typer.Option(min=1, help=text(Text("How many materialisers.", "入库进程数。")))] = 1,
    workers: Annotated[
        bool,
        typer.Option("--workers/--no-workers", help=text(Text("Start the workers too.", "同时启动处理进程。"))),
    ] = True,
    brokers: Annotated[
        int,
        typer.Option(
            min=1,
            max=5,
            help=text(
                Text(
                    "How many Kafka brokers; fixed for the life of a home.", "Kafka broker 数量,在同一目录中不可更改。"
                )
            ),
        ),
    ] = 1,
    kafka_port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help=text(Text("A fixed port for Kafka.", "Kafka 的固定端口。"))),
    ] = None,
    postgres_port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help=text(Text("A fixed port for PostgreSQL.", "PostgreSQL 的固定端口。"))),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help=text(Text("Print the processes as JSON once all run.", "就绪后以 JSON 输出进程。"))
        ),
    ] = False,
) -> None:
    """Run in the foreground, or start such a run and wait until it is ready."""
    from infra.local import platform
    from infra.settings import Settings

    settings = Settings.from_environment()
    if detach:
        _start(settings, [argument for argument in sys.argv[1:] if argument not in ("--detach", "--json")])
        _report(settings, platform.processes(settings.home), as_json=as_json)
        say(Text("End it with: govsync down", "停止请运行:govsync down"))
        return
    counts = (("validator", validators), ("materialiser", materialisers), ("comparer", 1), ("timekeeper", 1))
    plan = platform.Plan(kafka_port, postgres_port, counts if workers else (), brokers)

    def ready(_complete: "Settings", processes: list[dict[str, Any]]) -> None:
        _report(settings, processes, as_json=as_json)

    platform.run(settings, plan, _prepare, say, ready)


def _prepare(settings: "Settings") -> None:
    """Bring tables and topics up to date; make the key of the pseudonyms, if there is none."""
    from infra import migrations, pseudonym_key, topics

    pseudonym_key.make_key(settings)
    say(Text("Preparing tables and topics ...", "正在准备数据表与主题……"))
    migrations.apply(settings)
    topics.apply(settings)
    _apply_roles(settings)


def _apply_roles(settings: "Settings") -> None:
    """Let agencies read what is shared with them, where this database user may say so."""
    from contextlib import closing
    from datetime import UTC, datetime

    from infra import roles
    from infra.postgres import connect, transaction
    from schemas.directory_files import load_directory
    from stream_processors.rules.timeliness import beijing_date

    with closing(connect(settings, "govsync-up")) as connection, transaction(connection) as cursor:
        if roles.may_create_roles(cursor):
            today = beijing_date(datetime.now(UTC))  # noqa: TID251 - a command reads the clock
            roles.apply(cursor, load_directory(), today)
        else:
            say(
                Text(
                    "This database user may not create roles: run `govsync roles apply` as one who may (CREATEROLE).",
                    "当前数据库用户无权创建角色:请以有 CREATEROLE 权限的用户运行 `govsync roles apply`。",
                )
            )


def _report(settings: "Settings", processes: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json({"home": str(settings.home), "processes": processes})
    names = ", ".join(process["name"] for process in processes)
    say(
        Text(
            f'Ready in {settings.home}: {names}.\nTry in another terminal: govsync status; eval "$(govsync env)"',
            f'已就绪({settings.home}):{names}。\n可在另一个终端中尝试:govsync status;eval "$(govsync env)"',
        )
    )


@contextmanager
def running(settings: "Settings", *options: str) -> Iterator["Settings"]:
    """A platform in `settings.home` for the length of a block: `govsync up` with `options`, ready when it begins.

    It ends with the block, and with this process however that ends. Gives the complete settings.

    Raises:
        Refusal: it did not start.
    """
    from infra.local.programs import end_with_parent
    from infra.settings import read_environment

    supervisor = _start(settings, ["up", *options], end_with_parent(signal.SIGTERM))
    try:
        yield settings.completed_from(read_environment(settings.home))
    finally:
        supervisor.terminate()
        supervisor.wait()


@contextmanager
def private_platform(*options: str) -> "Iterator[Settings]":
    """A platform in a temporary folder for the length of a block, whatever the environment names; gone afterwards."""
    from infra.settings import Settings

    # Open to be passed through: PostgreSQL may run under another account.
    with tempfile.TemporaryDirectory(prefix="govsync-") as folder:
        Path(folder).chmod(0o711)
        settings = (
            Settings.from_environment().without_addresses().model_copy(update={"home": Path(folder) / ".govsync"})
        )
        tell(Text("Starting a platform of its own ...", "正在启动独立平台……"))
        with running(settings, *options) as complete:
            yield complete


def _start(
    settings: "Settings", arguments: Sequence[str], before_program: Callable[[], None] | None = None
) -> subprocess.Popen[bytes]:
    """Start `govsync` with `arguments`, an `up`, in the background and wait until its platform is ready.

    Raises:
        Refusal: it ended instead; carries what it printed.
    """
    from infra.local import homes, platform
    from infra.local.programs import tail, wait_until

    homes.make(settings.home)
    if platform.read_state(settings.home):
        raise homes.already_running(settings.home)
    log = settings.home / "log" / "up.log"
    with log.open("wb") as output:
        supervisor = subprocess.Popen(
            [sys.executable, "-P", "-m", "govsync", *arguments],
            env=_environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=before_program,  # noqa: PLW1509 - see end_with_parent
        )

    def is_decided() -> bool:
        state = platform.read_state(settings.home)
        is_ready = state.get("state") == "ready" and state.get("supervisor") == supervisor.pid
        return is_ready or supervisor.poll() is not None

    try:
        while not wait_until(is_decided, seconds=1):
            pass  # the supervisor itself bounds how long each of its steps may take
    except KeyboardInterrupt:
        supervisor.terminate()
        supervisor.wait()
        raise
    if supervisor.returncode is not None:
        printed = tail(log, lines=30)
        raise Refusal(
            f"The platform did not start. What it said ({log}):\n{printed}",
            f"平台未能启动。输出如下({log}):\n{printed}",
        )
    return supervisor


def _environment(settings: "Settings") -> dict[str, str]:
    from infra.settings import KAFKA_VARIABLES, POSTGRES_VARIABLES

    addresses = {*KAFKA_VARIABLES.values(), *POSTGRES_VARIABLES.values()}
    inherited = {name: value for name, value in os.environ.items() if name not in addresses}
    return inherited | settings.connection_environment() | {"GOVSYNC_HOME": str(settings.home)}
