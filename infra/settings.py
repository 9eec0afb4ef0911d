"""Where Kafka, PostgreSQL and the home are: from the environment, else from the local platform that runs in the home."""

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from infra.language import Language, language_of
from schemas.bilingual import Refusal

HOME_NAME = ".govsync"

# Field -> environment variable of the address, and what `psycopg2.connect` calls it.
KAFKA_VARIABLES = {"kafka_bootstrap_servers": "KAFKA_BOOTSTRAP_SERVERS"}
POSTGRES_VARIABLES = {
    "postgres_host": "PGHOST",
    "postgres_port": "PGPORT",
    "postgres_user": "PGUSER",
    "postgres_password": "PGPASSWORD",
    "postgres_database": "PGDATABASE",
}
POSTGRES_PARAMETERS = {
    "postgres_host": "host",
    "postgres_port": "port",
    "postgres_user": "user",
    "postgres_password": "password",
    "postgres_database": "dbname",
}


class Settings(BaseSettings):
    """Everything that differs from one installation to the next.

    Kafka's address is the usual `KAFKA_BOOTSTRAP_SERVERS`; PostgreSQL's are libpq's own `PG*`, and what is not
    named here (`PGSSLMODE`, `PGPASSFILE`, ...) libpq reads by itself.
    """

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    kafka_bootstrap_servers: str = Field("", validation_alias="KAFKA_BOOTSTRAP_SERVERS")
    postgres_host: str = Field("", validation_alias="PGHOST")
    postgres_port: str = Field("", validation_alias="PGPORT")
    postgres_user: str = Field("", validation_alias="PGUSER")
    postgres_password: str = Field("", validation_alias="PGPASSWORD", repr=False)
    postgres_database: str = Field("", validation_alias="PGDATABASE")
    pseudonym_key: str = Field("", validation_alias="GOVSYNC_PSEUDONYM_KEY", repr=False)
    home: Path = Field(default_factory=lambda: nearest_home(Path.cwd()), validation_alias="GOVSYNC_HOME")
    language: Language = Field(default_factory=lambda: language_of(os.environ), validation_alias="GOVSYNC_LANG")

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
        if not settings.is_complete() and is_platform_running(settings.home):
            settings = settings.completed_from(read_environment(settings.home))
        if not settings.is_complete():
            raise Refusal(
                f"No platform runs in {settings.home}, and KAFKA_BOOTSTRAP_SERVERS and PGHOST are not both set. "
                "Start one with `govsync up`, or set these variables (and PGUSER, PGPASSWORD, PGDATABASE) to "
                "your own Kafka and PostgreSQL.",
                f"{settings.home} 中没有正在运行的平台,且未同时设置 KAFKA_BOOTSTRAP_SERVERS 与 PGHOST。"
                "请运行 `govsync up` 启动本地平台,或将这些变量(及 PGUSER、PGPASSWORD、PGDATABASE)设为"
                "自有的 Kafka 与 PostgreSQL。",
            )
        return settings

    @classmethod
    def of_platform(cls, home: Path) -> Self:
        """Settings for the platform that runs, or last ran, in `home`, whatever the environment says."""
        alone = cls.from_environment().without_addresses().model_copy(update={"home": home})
        return alone.completed_from(read_environment(home))

    def is_complete(self) -> bool:
        """Whether both addresses are known."""
        return bool(self.kafka_bootstrap_servers and self.postgres_host)

    def completed_from(self, environment: Mapping[str, str]) -> Self:
        """These settings with what is missing taken from `environment`: Kafka's address, PostgreSQL's as a whole."""
        missing: dict[str, str] = {}
        if not self.kafka_bootstrap_servers:
            missing |= KAFKA_VARIABLES
        if not self.postgres_host:
            missing |= POSTGRES_VARIABLES
        return self.model_copy(update={field: environment.get(name, "") for field, name in missing.items()})

    def without_addresses(self) -> Self:
        """The same home and language, but neither Kafka's nor PostgreSQL's address."""
        return self.model_copy(update=dict.fromkeys(KAFKA_VARIABLES | POSTGRES_VARIABLES, ""))

    def postgres_parameters(self) -> dict[str, str]:
        """Keyword arguments of `psycopg2.connect`; what is empty is left to libpq's own defaults."""
        return self._named(POSTGRES_PARAMETERS)

    def connection_environment(self) -> dict[str, str]:
        """The environment variables by which another process reaches the same Kafka and PostgreSQL."""
        return self._named(KAFKA_VARIABLES | POSTGRES_VARIABLES)

    def _named(self, names: Mapping[str, str]) -> dict[str, str]:
        values = ((name, str(getattr(self, field))) for field, name in names.items())
        return {name: value for name, value in values if value}


def nearest_home(directory: Path) -> Path:
    """The `.govsync` folder of `directory` or of its nearest ancestor that has one, else where one would be made."""
    for place in (directory, *directory.parents):
        if (place / HOME_NAME).is_dir():
            return place / HOME_NAME
    return directory / HOME_NAME


def environment_path(home: Path) -> Path:
    """The file in which a local platform says how it is reached; readable by its owner only.

    It outlives the platform, which takes the same ports again if they are free.
    """
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
        raise foreign_home(home) from None
    return content


def foreign_home(home: Path) -> Refusal:
    """The refusal to work in a home of another user."""
    return Refusal(
        f"{home} belongs to another user. Work as that user, or set GOVSYNC_HOME to a folder of your own.",
        f"{home} 属于其他用户。请以该用户身份操作,或将 GOVSYNC_HOME 设为自己的目录。",
    )


def is_platform_running(home: Path) -> bool:
    """Whether a supervisor runs in `home`: it holds the folder's `flock` as long as it lives.

    Raises:
        Refusal: the home belongs to somebody else.
    """
    try:
        folder = os.open(home, os.O_RDONLY)
    except FileNotFoundError:
        return False
    except PermissionError:
        raise foreign_home(home) from None
    try:
        fcntl.flock(folder, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(folder)
    return False
