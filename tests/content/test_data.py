from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from bekal.content.data import Age, Data, Display, add_months, parse_evidence_date
from sample_data import channel, contact, sample_data

MONTHS = {
    "the same day": ("2025-12-01", 18, "2027-06-01"),
    "the last day of a shorter month": ("2026-08-31", 6, "2027-02-28"),
    "a leap day": ("2027-08-31", 6, "2028-02-29"),
    "over the year": ("2025-12-15", 1, "2026-01-15"),
}


@pytest.mark.parametrize(("day", "months", "later"), MONTHS.values(), ids=MONTHS.keys())
def test_months_are_added_within_the_calendar(day: str, months: int, later: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025", dt.date(2025, 1, 1)), ("2025-12", dt.date(2025, 12, 1)), ("2025-12-04", dt.date(2025, 12, 4))],
)
def test_evidence_counts_from_the_first_day_it_can_mean(text: str, day: dt.date) -> None:
    assert parse_evidence_date(text) == day


@pytest.mark.parametrize("text", ["12-2025", "2025/12", "2025-13", "2025-02-30", "Desember 2025", ""])
def test_a_date_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"a date is written YYYY|is no day of the calendar"):
        parse_evidence_date(text)


@pytest.mark.parametrize(
    ("today", "age"),
    [
        ("2025-12-01", Age.FRESH),
        ("2026-11-30", Age.FRESH),
        ("2026-12-01", Age.AGEING),
        ("2027-05-31", Age.AGEING),
        ("2027-06-01", Age.EXPIRED),
    ],
)
def test_a_number_seen_in_a_document_ages_over_eighteen_months(today: str, age: Age) -> None:
    number = sample_data().contacts["police"].channels[0]
    assert number.age(dt.date.fromisoformat(today)) is age


def test_a_call_lives_twelve_months() -> None:
    number = sample_data().contacts["called"].channels[0]
    assert number.expires_on == dt.date(2027, 10, 5)


@pytest.mark.parametrize(
    ("status", "changes", "display"),
    [
        ("usable", {}, Display.BUTTON),
        ("usable", {"confidence": "medium"}, Display.TEXT),
        ("usable", {"confidence": "low"}, Display.TEXT),
        ("usable", {"confirmed_on": None}, Display.HIDDEN),
        ("check-first", {}, Display.HIDDEN),
        ("directory-only", {}, Display.HIDDEN),
    ],
)
def test_only_a_usable_dated_certain_number_becomes_a_button(
    status: str, changes: dict[str, object], display: Display
) -> None:
    somebody = contact("a", channel("110", **changes), status=status)
    assert somebody.display(somebody.channels[0]) is display


@pytest.mark.parametrize("value", ["08001000", "+62 21 29244800", "110", "+0123456789", ""])
def test_a_phone_number_is_international(value: str) -> None:
    with pytest.raises(ValidationError):
        contact("a", {**channel("110"), "type": "phone", "value": value})


def test_the_next_expiry_is_that_of_what_is_shown_and_not_yet_expired() -> None:
    data = sample_data()
    assert data.next_expiry(dt.date(2026, 11, 24)) == dt.date(2026, 12, 1)  # the premium
    assert data.next_expiry(dt.date(2026, 12, 1)) == dt.date(2027, 6, 1)  # the numbers
    assert Data().next_expiry(dt.date(2026, 11, 24)) is None


@pytest.mark.parametrize(
    ("reach", "in_row", "numbers"),
    [
        ("", False, ["0800-1000", "+62 21 29244800", "+62 811 0000 000"]),
        ("", True, ["0800-1000", "+62 21 29244800"]),
        ("inside", False, ["0800-1000"]),
        ("anywhere", False, ["+62 21 29244800", "+62 811 0000 000"]),
        ("anywhere", True, ["+62 21 29244800"]),
    ],
)
def test_a_row_shows_buttons_alone_and_a_card_uncertain_numbers_too(
    reach: str, in_row: bool, numbers: list[str]
) -> None:
    centre = sample_data().contacts["centre"]
    assert [number.printed for number in centre.shown_numbers(reach, in_row=in_row)] == numbers


def test_what_is_past_does_not_age_but_needs_a_date() -> None:
    premium = sample_data().facts["premium"]
    past = premium.model_copy(update={"kind": "past", "confirmed_on": dt.date(2012, 1, 1)})
    assert (past.expires_on, past.age(dt.date(2090, 1, 1))) == (None, Age.FRESH)
    assert past.model_copy(update={"confirmed_on": None}).age(dt.date(2026, 11, 24)) is Age.EXPIRED


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2025", dt.date(2025, 12, 31)),
        ("2024-02", dt.date(2024, 2, 29)),
        ("2024-02-05", dt.date(2024, 2, 5)),
        (None, None),
    ],
)
def test_a_date_means_up_to_its_last_day(written: str | None, last: dt.date | None) -> None:
    somebody = contact("a", channel("110", confirmed_on=written))
    assert somebody.channels[0].last_day == last
