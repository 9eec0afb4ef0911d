"""Kafka or PostgreSQL that cannot be reached, or has not been set up, as a sentence instead of a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from schemas.bilingual import Refusal

if TYPE_CHECKING:
    from infra.settings import Settings


@contextmanager
def reached(settings: "Settings") -> Iterator[None]:
    """Turn the errors of a server that is away, or empty, into a refusal; others pass.

    Raises:
        Refusal: says which server, its address, and what to do.
    """
    import psycopg2
    from confluent_kafka import KafkaError, KafkaException

    from infra.postgres import is_transient

    try:
        yield
    except psycopg2.errors.UndefinedTable as error:
        raise Refusal(
            f"PostgreSQL at {_postgres(settings)} does not have this release's tables. Bring it up to date with `govsync up`.",
            f"PostgreSQL({_postgres(settings)})中没有本版本的数据表。请运行 `govsync up` 更新。",
        ) from error
    except psycopg2.Error as error:
        if not is_transient(error):
            raise
        reason = str(error).strip().splitlines()[0] if error.pgcode is None and str(error).strip() else error.pgcode
        raise Refusal(
            f"PostgreSQL at {_postgres(settings)} cannot be reached: {reason}. See `govsync status`, or check PGHOST, "
            "PGPORT, PGUSER, PGPASSWORD and PGDATABASE.",
            f"无法连接 PostgreSQL({_postgres(settings)}):{reason}。请查看 `govsync status`,或检查 PGHOST、PGPORT、"
            "PGUSER、PGPASSWORD、PGDATABASE。",
        ) from error
    except KafkaException as error:
        cause = error.args[0]
        if isinstance(cause, KafkaError) and cause.code() == KafkaError.UNKNOWN_TOPIC_OR_PART:
            raise Refusal(
                "Kafka does not have this release's topics. Create them with `govsync topics apply`.",
                "Kafka 中没有本版本的主题。请运行 `govsync topics apply` 创建。",
            ) from error
        if not isinstance(cause, KafkaError) or cause.code() not in (
            KafkaError._TRANSPORT,
            KafkaError._TIMED_OUT,
            KafkaError._ALL_BROKERS_DOWN,
            KafkaError._RESOLVE,
        ):
            raise
        raise Refusal(
            f"Kafka at {settings.kafka_bootstrap_servers} cannot be reached: {cause.name()}. See `govsync status`, or check "
            "KAFKA_BOOTSTRAP_SERVERS and the address the broker advertises.",
            f"无法连接 Kafka({settings.kafka_bootstrap_servers}):{cause.name()}。请查看 `govsync status`,"
            "或检查 KAFKA_BOOTSTRAP_SERVERS 及 Kafka 对外公布的地址。",
        ) from error


def _postgres(settings: "Settings") -> str:
    return f"{settings.postgres_host}:{settings.postgres_port or 5432}"
