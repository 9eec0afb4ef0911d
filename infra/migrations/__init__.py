"""Numbered, forward migrations in plain SQL; item migrations are generated from the contract."""

from pathlib import Path
from urllib.parse import quote

from yoyo import get_backend, read_migrations

from infra.settings import Settings

FOLDER = Path(__file__).parent


def apply(settings: Settings, folder: Path = FOLDER) -> list[str]:
    """Bring the database up to date; the ids of the migrations that were applied."""
    parameters = settings.postgres_parameters()
    user, password = (quote(parameters.get(k, ""), safe="") for k in ("user", "password"))
    address = f"{user}:{password}@{parameters['host']}:{parameters.get('port', '5432')}"
    with (
        get_backend(f"postgresql://{address}/{parameters.get('dbname', user)}") as backend,
        backend.lock(),
    ):
        pending = backend.to_apply(read_migrations(str(folder)))
        backend.apply_migrations(pending)
        return [migration.id for migration in pending]
