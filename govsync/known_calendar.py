"""The calendar a command counts by: the packaged notices, and those loaded into the platform it is used with."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stream_processors.rules.calendar import Calendar


def known_calendar() -> "Calendar":
    """The packaged notices where no platform is named or runs here, else those of the platform as well.

    Raises:
        Refusal: a platform is named and cannot be reached; its notices are not to be left out silently.
    """
    from infra.settings import Settings, is_platform_running
    from stream_processors.rules.calendar import Calendar

    packaged = Calendar.load()
    given = Settings.from_environment()
    if not given.is_complete() and not is_platform_running(given.home):
        return packaged
    from govsync.reaching import reached
    from infra import reference

    settings = Settings.load()
    with reached(settings):
        return packaged.amended(reference.from_database(settings).notices)
