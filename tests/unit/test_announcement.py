"""Who is told: the office in everyday matters, the responsible post once a matter is overdue."""

from datetime import date

from schemas.announcement import addressee, announced
from tests.events import DIRECTORY

AGENCY = DIRECTORY.agencies["gz-health"]


def test_a_warning_goes_to_the_office_and_what_is_overdue_to_the_head_through_the_office() -> None:
    early, late = (addressee(AGENCY, is_overdue=overdue) for overdue in (False, True))
    for language in (0, 1):
        assert AGENCY.contact.telephone in early[language]
        assert AGENCY.head[language] not in early[language]
        assert AGENCY.contact.office[language] in late[language]
        assert late[language].startswith(AGENCY.head[language])


def test_an_item_announces_where_everybody_who_provides_it_on_that_day_is_reached() -> None:
    item = DIRECTORY.items["np-birth"]
    (contacts,) = [e.value for e in announced(DIRECTORY, item, date(2026, 3, 2)) if e.key == "contacts"]
    for code in item.providers:
        assert DIRECTORY.agencies[code].contact.telephone in contacts.en
        assert DIRECTORY.agencies[code].name.zh in contacts.zh
