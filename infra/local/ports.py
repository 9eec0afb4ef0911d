"""Which TCP ports of 127.0.0.1 the local platform listens on."""

import random
import socket
from pathlib import Path

from schemas.bilingual import Refusal

ADDRESS = "127.0.0.1"
LOWEST = 20_000
TRIES = 200
_EPHEMERAL_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
_EPHEMERAL_LOWEST = 32_768


def is_free(port: int) -> bool:
    """Whether nobody listens on `port`."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def choose(preferred: int | None) -> int:
    """`preferred` if it is free, else any free port.

    Ports that the system hands out to outgoing connections are avoided: one of those could take the port while a
    killed broker is being restarted.

    Raises:
        Refusal: no port is free.
    """
    if preferred and is_free(preferred):
        return preferred
    highest = _lowest_ephemeral() - 1
    candidates = range(LOWEST, highest) if highest > LOWEST else range(1_024, LOWEST)
    for port in random.SystemRandom().sample(candidates, TRIES):
        if is_free(port):
            return port
    raise Refusal(
        f"No free TCP port was found on {ADDRESS}. End programs that listen there and try again.",
        f"在 {ADDRESS} 上找不到空闲的 TCP 端口。请关闭占用端口的程序后重试。",
    )


def require_free(port: int, option: str) -> None:
    """Refuse a port that somebody asked for by `option` but that is taken.

    Raises:
        Refusal: the port is in use.
    """
    if not is_free(port):
        raise Refusal(
            f"Port {port} ({option}) is in use on {ADDRESS}. End the program that listens there, name another port, "
            f"or leave out {option} to get a free one.",
            f"{ADDRESS} 的端口 {port}({option})已被占用。请关闭占用该端口的程序、改用其他端口,"
            f"或省略 {option} 以自动选择空闲端口。",
        )


def _lowest_ephemeral() -> int:
    try:
        return int(_EPHEMERAL_RANGE.read_text().split()[0])
    except FileNotFoundError:
        return _EPHEMERAL_LOWEST
