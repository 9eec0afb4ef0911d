"""Identity numbers from standard input, where no shell's history and no list of processes keeps them."""

import json
import sys
from collections.abc import Iterator

from schemas.bilingual import Refusal


def read_numbers(source: str, identity_type: str | None) -> Iterator[tuple[str, str]]:
    """Type and value of every line of standard input that is not blank, as written.

    Args:
        source: what stands on the command line in the place of a number: a hyphen.
        identity_type: the type of all numbers, one a line; without it every line is JSON with `type` and `value`.

    Raises:
        Refusal: a number on the command line, an unknown type, or a line that is no such JSON.
    """
    if source != "-":
        raise Refusal(
            "A number on the command line stays in the shell's history and the list of processes. "
            "Send it through standard input and write - in its place.",
            "命令行中的号码会留在命令历史和进程列表中。请通过标准输入传入，并在此处写 -。",
        )
    if identity_type is not None:
        _known_type(identity_type)
    return _lines(identity_type)


def _lines(identity_type: str | None) -> Iterator[tuple[str, str]]:
    for number, raw in enumerate(sys.stdin.buffer, 1):
        # Bytes that are no UTF-8 become characters no identifier allows: such a line is judged, not fatal.
        line = raw.decode("utf-8", "surrogateescape").removeprefix("\ufeff").rstrip("\r\n")
        if line.strip():
            yield (identity_type, line) if identity_type is not None else _from_json(line, number)


def _from_json(line: str, number: int) -> tuple[str, str]:
    try:
        record = json.loads(line)
        identity_type, value = record["type"], record["value"]
    except (ValueError, TypeError, KeyError, RecursionError):
        identity_type = value = None
    if not isinstance(identity_type, str) or not isinstance(value, str):
        raise Refusal(
            f'Line {number} of standard input is not an object {{"type": "...", "value": "..."}} with two strings. '
            "For bare numbers, one a line, give --type.",
            f'标准输入第 {number} 行不是含两个字符串的对象 {{"type": "...", "value": "..."}}。'
            "如每行只有号码，请指定 --type。",
        )
    return identity_type, value


def _known_type(identity_type: str) -> None:
    from schemas.identifiers import IDENTITY_TYPES

    if identity_type not in IDENTITY_TYPES:
        known = ", ".join(IDENTITY_TYPES)
        raise Refusal(
            f"--type names no identity type. Use one of: {known}.",
            f"--type 不是已知的证件类型。可用：{known}。",
        )
