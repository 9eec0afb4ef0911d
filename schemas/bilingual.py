"""Text that people read, in English and Chinese, and the error that carries it."""

from typing import NamedTuple


class Text(NamedTuple):
    """One sentence or paragraph in both languages of the product."""

    en: str
    zh: str

    def __str__(self) -> str:
        return f"{self.en} / {self.zh}"


class Contradiction(ValueError):
    """Two columns of one row contradict each other: the one to look at, and why."""

    def __init__(self, column: str, en: str, zh: str) -> None:
        super().__init__(f"{column}: {en}")
        self.column = column
        self.text = Text(en, zh)


class Refusal(Exception):
    """Something a person asked for cannot be done: says what is wrong, why, and what to do.

    `govsync` prints it in the reader's language and exits with 2. It is for the user's own input and
    surroundings (a missing column, a port in use); a finding about data is a value, never a Refusal.
    """

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.text = Text(en, zh)
