"""The key of the pseudonyms in digests: shared by the platform and those who state digests, and by nobody else."""

import os
import secrets
from pathlib import Path

from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.held_set import KEY_BYTES, Pseudonyms


def load_pseudonyms(settings: Settings) -> Pseudonyms:
    """The names that the key of these settings gives: `GOVSYNC_PSEUDONYM_KEY`, else the home's.

    Raises:
        Refusal: there is no key, or it is none.
    """
    text = settings.pseudonym_key or _kept(settings.home)
    if not text:
        raise Refusal(
            f"There is no key for pseudonyms: neither GOVSYNC_PSEUDONYM_KEY nor {_path(settings.home)}. Ask the platform "
            "management agency for it and set the variable; a local platform makes its own with `govsync up`.",
            f"没有假名密钥:既未设置 GOVSYNC_PSEUDONYM_KEY,也没有 {_path(settings.home)}。请向平台管理机构索取并设置该变量;"
            "本地平台由 `govsync up` 自动生成。",
        )
    try:
        return Pseudonyms(bytes.fromhex(text))
    except ValueError:
        raise Refusal(
            f"The key for pseudonyms is not {2 * KEY_BYTES} hexadecimal digits. Copy it again as you were given it.",
            f"假名密钥应为 {2 * KEY_BYTES} 位十六进制数字。请按收到的内容重新复制。",
        ) from None


def make_key(settings: Settings) -> None:
    """Give the home a key, unless it has one or the environment states it."""
    if settings.pseudonym_key:
        return
    path = _path(settings.home)
    unfinished = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    try:
        # Of several that start at once the first one's key stays.
        os.link(unfinished, path)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def _kept(home: Path) -> str:
    try:
        return _path(home).read_text().strip()
    except FileNotFoundError:
        return ""


def _path(home: Path) -> Path:
    return home / "pseudonym.key"
