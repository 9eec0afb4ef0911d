"""Dates by which clocks of working days are due, for lawyers to read beside the State Council's notices.

Each row: the day the clock starts (not counted), the date at whose end it is due, and which days count; in between all
others are days off. "Before" a festival is the last working day before it. Every Spring Festival and National Day since
the Rules are in force, the ends of the years, the leap days.
"""

from datetime import date

from stream_processors.rules.calendar import Calendar
from stream_processors.rules.obligations import Kinds
from stream_processors.rules.parameters import Parameters
from stream_processors.rules.timeliness import due_at

CALENDAR = Calendar.load()
PARAMETERS = Parameters.load()
KINDS = Kinds.load(PARAMETERS)


def due_on(kind: str, opened_on: str, working_days: int | None = None) -> str:
    """The due date of a clock of the register, written as a date."""
    return str(KINDS(kind).due(date.fromisoformat(opened_on), working_days, CALENDAR, PARAMETERS).due_on)


def ends_at(kind: str, opened_on: str) -> str:
    """The instant at which it has passed, in UTC; 16:00 of a date is 24:00 of it in Beijing."""
    end = due_at(date.fromisoformat(due_on(kind, opened_on)), date.fromisoformat(opened_on), PARAMETERS)
    return f"{end:%Y-%m-%dT%H:%M:%SZ}"


ONE_WORKING_DAY = [
    ("2020-01-23", "2020-02-03", "before Spring Festival 2020: 3"),
    ("2021-02-10", "2021-02-18", "before Spring Festival 2021: 18"),
    ("2022-01-30", "2022-02-07", "before Spring Festival 2022: 7"),
    ("2023-01-20", "2023-01-28", "before Spring Festival 2023: 28 (Sat, make-up)"),
    ("2024-02-09", "2024-02-18", "before Spring Festival 2024: 18 (Sun, make-up)"),
    ("2025-01-27", "2025-02-05", "before Spring Festival 2025: 5"),
    ("2026-02-14", "2026-02-24", "before Spring Festival 2026: 24"),
    ("2019-09-30", "2019-10-08", "before National Day 2019: 8"),
    ("2020-09-30", "2020-10-09", "before National Day 2020: 9"),
    ("2021-09-30", "2021-10-08", "before National Day 2021: 8"),
    ("2022-09-30", "2022-10-08", "before National Day 2022: 8 (Sat, make-up)"),
    ("2023-09-28", "2023-10-07", "before National Day 2023: 7 (Sat, make-up)"),
    ("2024-09-30", "2024-10-08", "before National Day 2024: 8"),
    ("2025-09-30", "2025-10-09", "before National Day 2025: 9"),
    ("2026-09-30", "2026-10-08", "before National Day 2026: 8"),
    ("2019-12-31", "2020-01-02", "at the year's end: 2"),
    ("2020-12-31", "2021-01-04", "at the year's end: 4"),
    ("2021-12-31", "2022-01-04", "at the year's end: 4"),
    ("2022-12-30", "2023-01-03", "at the year's end: 3"),
    ("2023-12-29", "2024-01-02", "at the year's end: 2"),
    ("2024-12-31", "2025-01-02", "at the year's end: 2"),
    ("2025-12-31", "2026-01-04", "at the year's end: 4 (Sun, make-up)"),
    ("2020-02-28", "2020-03-02", "before the leap day, a Saturday: 2"),
    ("2020-02-29", "2020-03-02", "on the leap day: 2"),
    ("2024-02-28", "2024-02-29", "before the leap day, a Thursday: 29"),
    ("2024-02-29", "2024-03-01", "on the leap day: 1"),
]

FIVE_WORKING_DAYS = [
    ("2020-01-23", "2020-02-07", "before Spring Festival 2020: 3, 4, 5, 6, 7"),
    ("2021-02-10", "2021-02-23", "before Spring Festival 2021: 18, 19, 20 (Sat, make-up), 22, 23"),
    ("2022-01-30", "2022-02-11", "before Spring Festival 2022: 7, 8, 9, 10, 11"),
    ("2023-01-20", "2023-02-01", "before Spring Festival 2023: 28 (Sat, make-up), 29 (Sun, make-up), 30, 31, 1 Feb"),
    ("2024-02-09", "2024-02-22", "before Spring Festival 2024: 18 (Sun, make-up), 19, 20, 21, 22"),
    ("2025-01-27", "2025-02-10", "before Spring Festival 2025: 5, 6, 7, 8 (Sat, make-up), 10"),
    ("2026-02-14", "2026-02-28", "before Spring Festival 2026: 24, 25, 26, 27, 28 (Sat, make-up)"),
    ("2019-09-30", "2019-10-12", "before National Day 2019: 8, 9, 10, 11, 12 (Sat, make-up)"),
    ("2020-09-30", "2020-10-14", "before National Day 2020: 9, 10 (Sat, make-up), 12, 13, 14"),
    ("2021-09-30", "2021-10-13", "before National Day 2021: 8, 9 (Sat, make-up), 11, 12, 13"),
    ("2022-09-30", "2022-10-12", "before National Day 2022: 8 (Sat, make-up), 9 (Sun, make-up), 10, 11, 12"),
    ("2023-09-28", "2023-10-11", "before National Day 2023: 7 (Sat, make-up), 8 (Sun, make-up), 9, 10, 11"),
    ("2024-09-30", "2024-10-12", "before National Day 2024: 8, 9, 10, 11, 12 (Sat, make-up)"),
    ("2025-09-30", "2025-10-14", "before National Day 2025: 9, 10, 11 (Sat, make-up), 13, 14"),
    ("2026-09-30", "2026-10-13", "before National Day 2026: 8, 9, 10 (Sat, make-up), 12, 13"),
    ("2019-12-31", "2020-01-08", "at the year's end: 2, 3, 6, 7, 8"),
    ("2020-12-31", "2021-01-08", "at the year's end: 4, 5, 6, 7, 8"),
    ("2021-12-31", "2022-01-10", "at the year's end: 4, 5, 6, 7, 10"),
    ("2022-12-30", "2023-01-09", "at the year's end: 3, 4, 5, 6, 9"),
    ("2023-12-29", "2024-01-08", "at the year's end: 2, 3, 4, 5, 8"),
    ("2024-12-31", "2025-01-08", "at the year's end: 2, 3, 6, 7, 8"),
    ("2025-12-31", "2026-01-08", "at the year's end: 4 (Sun, make-up), 5, 6, 7, 8"),
    ("2020-02-28", "2020-03-06", "before the leap day, a Saturday: 2, 3, 4, 5, 6"),
    ("2020-02-29", "2020-03-06", "on the leap day: 2, 3, 4, 5, 6"),
    ("2024-02-28", "2024-03-06", "before the leap day, a Thursday: 29, 1 Mar, 4, 5, 6"),
    ("2024-02-29", "2024-03-07", "on the leap day: 1, 4, 5, 6, 7"),
]

FIFTEEN_WORKING_DAYS = [
    ("2020-01-23", "2020-02-21", "before Spring Festival 2020: 3 Feb to 21 Feb"),
    ("2021-02-10", "2021-03-09", "before Spring Festival 2021: 18 Feb to 9 Mar, with 20 Feb (Sat) made up"),
    ("2022-01-30", "2022-02-25", "before Spring Festival 2022: 7 Feb to 25 Feb"),
    (
        "2023-01-20",
        "2023-02-15",
        "before Spring Festival 2023: 28 Jan to 15 Feb, with 28 Jan (Sat) and 29 Jan (Sun) made up",
    ),
    ("2024-02-09", "2024-03-07", "before Spring Festival 2024: 18 Feb to 7 Mar, with 18 Feb (Sun) made up"),
    ("2025-01-27", "2025-02-24", "before Spring Festival 2025: 5 Feb to 24 Feb, with 8 Feb (Sat) made up"),
    ("2026-02-14", "2026-03-13", "before Spring Festival 2026: 24 Feb to 13 Mar, with 28 Feb (Sat) made up"),
    ("2019-09-30", "2019-10-25", "before National Day 2019: 8 Oct to 25 Oct, with 12 Oct (Sat) made up"),
    ("2020-09-30", "2020-10-28", "before National Day 2020: 9 Oct to 28 Oct, with 10 Oct (Sat) made up"),
    ("2021-09-30", "2021-10-27", "before National Day 2021: 8 Oct to 27 Oct, with 9 Oct (Sat) made up"),
    ("2022-09-30", "2022-10-26", "before National Day 2022: 8 Oct to 26 Oct, with 8 Oct (Sat) and 9 Oct (Sun) made up"),
    ("2023-09-28", "2023-10-25", "before National Day 2023: 7 Oct to 25 Oct, with 7 Oct (Sat) and 8 Oct (Sun) made up"),
    ("2024-09-30", "2024-10-25", "before National Day 2024: 8 Oct to 25 Oct, with 12 Oct (Sat) made up"),
    ("2025-09-30", "2025-10-28", "before National Day 2025: 9 Oct to 28 Oct, with 11 Oct (Sat) made up"),
    ("2026-09-30", "2026-10-27", "before National Day 2026: 8 Oct to 27 Oct, with 10 Oct (Sat) made up"),
    ("2019-12-31", "2020-01-21", "at the year's end: 2 Jan to 21 Jan, with 19 Jan (Sun) made up"),
    ("2020-12-31", "2021-01-22", "at the year's end: 4 Jan to 22 Jan"),
    ("2021-12-31", "2022-01-24", "at the year's end: 4 Jan to 24 Jan"),
    ("2022-12-30", "2023-01-28", "at the year's end: 3 Jan to 28 Jan, with 28 Jan (Sat) made up"),
    ("2023-12-29", "2024-01-22", "at the year's end: 2 Jan to 22 Jan"),
    ("2024-12-31", "2025-01-22", "at the year's end: 2 Jan to 22 Jan"),
    ("2025-12-31", "2026-01-22", "at the year's end: 4 Jan to 22 Jan, with 4 Jan (Sun) made up"),
    ("2020-02-28", "2020-03-20", "before the leap day, a Saturday: 2 Mar to 20 Mar"),
    ("2020-02-29", "2020-03-20", "on the leap day: 2 Mar to 20 Mar"),
    ("2024-02-28", "2024-03-20", "before the leap day, a Thursday: 29 Feb to 20 Mar"),
    ("2024-02-29", "2024-03-21", "on the leap day: 1 Mar to 21 Mar"),
]
