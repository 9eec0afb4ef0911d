"""Where Kafka, PostgreSQL and the home are: from the environment, else from the local platform that runs in the home."""

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.bilingual import Refusal

Language = Literal["en", "zh"]

HOME_NAME = ".govsync"


class Settings(BaseSettings):
    """Everything that differs from one installation to the next.

    Kafka's address is the usual `KAFKA_BOOTSTRAP_SERVERS`; PostgreSQL's are libpq's own `PG*`, and what is not
    named here (`PGSSLMODE`, `PGPASSFILE`, ...) libpq reads by itself.
    """

    model_config = SettingsConfigDict(
        env_ignore_empty=True, populate_by_name=True, extra="ignore", frozen=True
    )

    kafka_bootstrap_servers: str = Field("", validation_alias="KAFKA_BOOTSTRAP_SERVERS")
    postgres_host: str = Field("", validation_alias="PGHOST")
    postgres_port: str = Field("", validation_alias="PGPORT")
    postgres_user: str = Field("", validation_alias="PGUSER")
    postgres_password: str = Field("", validation_alias="PGPASSWORD", repr=False)
    postgres_database: str = Field("", validation_alias="PGDATABASE")
    home: Path = Field(default_factory=lambda: nearest_home(Path.cwd()), validation_alias="GOVSYNC_HOME")
    language: Language = Field(
        default_factory=lambda: language_of_locale(os.environ), validation_alias="GOVSYNC_LANG"
    )

    @classmethod
    def from_environment(cls) -> Self:
        """What the environment alone says; either address may be empty.

        Raises:
            Refusal: a variable has a value that cannot be used.
        """
        try:
            settings = cls()
        except ValidationError as error:
            names = ", ".join(str(part) for fault in error.errors() for part in fault["loc"])
            raise Refusal(
                f"The environment variable {names} has a value govsync cannot use. "
                "GOVSYNC_LANG is en or zh, GOVSYNC_HOME is a path; unset it to get the default.",
                f"环境变量 {names} 的值无法使用。GOVSYNC_LANG 应为 en 或 zh,GOVSYNC_HOME 应为路径;"
                "取消设置即采用默认值。",
            ) from None
        return settings.model_copy(update={"home": settings.home.absolute()})

    @classmethod
    def load(cls) -> Self:
        """Settings with both addresses known: the environment's, else those of the platform running in the home.

        `PGHOST` decides for PostgreSQL: where it is set, every `PG*` is taken from the environment, so that a
        user name left over from another database never mixes with the local platform's address.

        Raises:
            Refusal: an address is not in the environment and no platform runs in the home.
        """
        settings = cls.from_environment()
        if settings.kafka_bootstrap_servers and settings.postgres_host:
            return settings
        if not is_platform_running(settings.home):
            raise Refusal(
                f"No platform runs in {settings.home}, and KAFKA_BOOTSTRAP_SERVERS and PGHOST are not both set. "
                "Start one with `govsync up`, or set these variables (and PGUSER, PGPASSWORD, PGDATABASE) to "
                "your own Kafka and PostgreSQL.",
                f"{settings.home} 中没有正在运行的平台,且未同时设置 KAFKA_BOOTSTRAP_SERVERS 与 PGHOST。"
                "请运行 `govsync up` 启动本地平台,或将这些变量(及 PGUSER、PGPASSWORD、PGDATABASE)设为"
                "自有的 Kafka 与 PostgreSQL。",
            )
        return settings.completed_from(read_environment(settings.home))

    def completed_from(self, environment: Mapping[str, str]) -> Self:
        """These settings with each missing address taken from `environment` (Kafka's, and PostgreSQL's as a whole)."""
        found: dict[str, str] = {}
        if not self.kafka_bootstrap_servers:
            found["kafka_bootstrap_servers"] = environment["KAFKA_BOOTSTRAP_SERVERS"]
        if not self.postgres_host:
            found |= {
                "postgres_host": environment["PGHOST"],
                "postgres_port": environment["PGPORT"],
                "postgres_user": environment["PGUSER"],
                "postgres_password": environment["PGPASSWORD"],
                "postgres_database": environment["PGDATABASE"],
            }
        return self.model_copy(update=found)

    def postgres_parameters(self) -> dict[str, str]:
        """Keyword arguments of `psycopg2.connect`; what is empty is left to libpq's own defaults."""
        parameters = {
            "host": self.postgres_host,
            "port": self.postgres_port,
            "user": self.postgres_user,
            "password": self.postgres_password,
            "dbname": self.postgres_database,
        }
        return {name: value for name, value in parameters.items() if value}

    def connection_environment(self) -> dict[str, str]:
        """The environment variables by which another process reaches the same Kafka and PostgreSQL."""
        environment = {
            "KAFKA_BOOTSTRAP_SERVERS": self.kafka_bootstrap_servers,
            "PGHOST": self.postgres_host,
            "PGPORT": self.postgres_port,
            "PGUSER": self.postgres_user,
            "PGPASSWORD": self.postgres_password,
            "PGDATABASE": self.postgres_database,
        }
        return {name: value for name, value in environment.items() if value}


def nearest_home(directory: Path) -> Path:
    """The `.govsync` folder of `directory` or of its nearest ancestor that has one, else where one would be made."""
    for place in (directory, *directory.parents):
        if (place / HOME_NAME).is_dir():
            return place / HOME_NAME
    return directory / HOME_NAME


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Chinese where the locale is Chinese, else English. `LC_ALL` precedes `LC_MESSAGES` precedes `LANG` (POSIX)."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return "zh" if locale.startswith("zh") else "en"


def lock_path(home: Path) -> Path:
    """The file whose `flock` the supervisor holds as long as it runs."""
    return home / "run" / "supervisor.lock"


def environment_path(home: Path) -> Path:
    """The file in which a local platform says how it is reached; readable by its owner only."""
    return home / "run" / "environment.json"


def read_environment(home: Path) -> dict[str, str]:
    """What the local platform in `home` last said about how it is reached; empty if it never ran.

    Raises:
        Refusal: the file belongs to somebody else.
    """
    try:
        content: dict[str, str] = json.loads(environment_path(home).read_text())
    except FileNotFoundError:
        return {}
    except PermissionError:
        raise Refusal(
            f"{home} belongs to another user. Work as that user, or set GOVSYNC_HOME to a folder of your own.",
            f"{home} 属于其他用户。请以该用户身份操作,或将 GOVSYNC_HOME 设为自己的目录。",
        ) from None
    return content


def is_platform_running(home: Path) -> bool:
    """Whether a supervisor holds the home and has said how its platform is reached."""
    try:
        with lock_path(home).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except PermissionError:
        return True  # somebody else's: read_environment says so
    except BlockingIOError:
        return environment_path(home).exists()
    return False
