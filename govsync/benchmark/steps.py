"""What a person sees of a long measurement: one line per step, with a bar where it is known how far it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from govsync.terminal import progress, text
from schemas.bilingual import Text

if TYPE_CHECKING:
    from rich.progress import Progress


class Steps:
    """Steps on a progress display."""

    def __init__(self, bars: "Progress") -> None:
        self._bars = bars

    @contextmanager
    def step(self, words: Text, total: int = 1) -> Iterator[Callable[[int], None]]:
        """A step for the length of a block, which may tell how much of it is done; it is complete when it ends."""
        task = self._bars.add_task(text(words), total=total)
        yield lambda done: self._bars.update(task, completed=done)
        self._bars.update(task, completed=total)


@contextmanager
def steps() -> Iterator[Steps]:
    """Steps for the length of a block; a pipe gets silence."""
    with progress() as bars:
        yield Steps(bars)
