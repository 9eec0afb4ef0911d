"""What an agency was granted, as commands that give whole records ask for it."""

from datetime import date

from infra.roles import has_whole
from infra.settings import Settings
from schemas.bilingual import Refusal


def has_grant(agency: str, item: str, today: date) -> bool:
    """Whether all of an item was granted to an agency on a day; where no platform is, no grant is on record."""
    try:
        settings = Settings.load()
    except Refusal:
        return False
    return has_whole(settings, agency, item, today)
