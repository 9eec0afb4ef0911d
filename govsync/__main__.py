"""The one entry point: finds the subcommand, runs it, turns a refusal into a sentence and an exit code.

Exit codes: 0 done, 1 a checking command found something, 2 could not run.
"""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer.core
import typer.main

from govsync.terminal import print_json, say, text
from schemas.bilingual import Refusal, Text

# Name -> module with `app: typer.Typer`. Such a module imports at its top only what its help needs.
SUBCOMMANDS = {
    "alerts": "govsync.alerts",
    "attest": "govsync.attest",
    "backup": "govsync.backup",
    "bench": "govsync.bench",
    "calendar": "govsync.calendar",
    "demo": "govsync.demo",
    "digest": "govsync.digest",
    "directory": "govsync.directory",
    "down": "govsync.down",
    "due": "govsync.due",
    "env": "govsync.env",
    "event": "govsync.event",
    "faults": "govsync.faults",
    "finding": "govsync.finding",
    "identifier": "govsync.identifier",
    "mapping": "govsync.mapping",
    "metrics": "govsync.metrics",
    "obligation": "govsync.obligation",
    "ownership": "govsync.ownership",
    "publish": "govsync.publish",
    "quarantine": "govsync.quarantine",
    "rebuild": "govsync.rebuild",
    "receipt": "govsync.receipt",
    "reconcile": "govsync.reconcile",
    "roles": "govsync.roles",
    "register": "govsync.register",
    "show": "govsync.show",
    "restore": "govsync.restore",
    "snapshot": "govsync.snapshot",
    "status": "govsync.status",
    "subscribe": "govsync.subscribe",
    "timeliness": "govsync.timeliness",
    "topics": "govsync.topics",
    "up": "govsync.up",
    "validate": "govsync.validate",
    "worker": "govsync.worker",
}


class Subcommands(Mapping[str, Any]):
    """The commands by name, each imported when it is first asked for."""

    def __getitem__(self, name: str) -> Any:
        command = typer.main.get_command(import_module(SUBCOMMANDS[name]).app)
        command.name = name
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(SUBCOMMANDS)

    def __len__(self) -> int:
        return len(SUBCOMMANDS)


def main() -> None:
    """Run the subcommand named on the command line."""
    group = typer.core.TyperGroup(
        name="govsync",
        commands=Subcommands(),  # type: ignore[arg-type]  # only ever read: a mapping is enough
        no_args_is_help=True,
        help=text(
            Text(
                "Keeps a city's shared basic databases true. Start with `govsync up`.",
                "让城市的共享基础数据库保持真实准确。请从 `govsync up` 开始。",
            )
        ),
    )
    try:
        group.main(prog_name="govsync")
    except Refusal as refusal:
        if "--json" in sys.argv:
            print_json({"error": refusal.text._asdict()})
        say(refusal.text)
        sys.exit(2)


if __name__ == "__main__":
    main()
