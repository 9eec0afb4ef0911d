"""Which of the product's two languages a person reads."""

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["en", "zh"]


def language_of(environment: Mapping[str, str]) -> Language:
    """`GOVSYNC_LANG` where it names one of the two; else Chinese where the locale is Chinese; else English.

    The locale is the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set (POSIX).
    """
    for chosen in get_args(Language):
        if environment.get("GOVSYNC_LANG") == chosen:
            language: Language = chosen
            return language
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return "zh" if locale.startswith("zh") else "en"
