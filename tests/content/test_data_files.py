from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bekal.content.data import FILES, Text
from bekal.content.data_files import load_data, parse_data_file
from projects import BASE, FACTS, TERMS, make_project

if TYPE_CHECKING:
    from pathlib import Path


def test_every_file_is_loaded_by_id(tmp_path: Path) -> None:
    data, findings = load_data(make_project(tmp_path, BASE))
    assert findings == []
    assert list(data.contacts) == ["kp2mi-callcenter"]
    assert data.contacts["kp2mi-callcenter"].channels[0].value == "08001000"
    assert data.facts["minimum-age"].value == 18
    assert data.facts["minimum-age"].perishes is False
    assert data.facts["minimum-age"].confirmed_on == dt.date(2025, 12, 1)
    assert data.laws["uu-18-2017"].articles[0].number == "13"
    assert data.terms["disnaker"].short == Text(id="Disnaker", en="Disnaker")
    assert data.villages == {}


def test_a_number_of_four_digits_is_no_year() -> None:
    text = FACTS.replace("value: 18", "value: 1500")
    file = parse_data_file("facts", "docs/data/facts.yml", text, FILES["facts"])
    assert file.entries["minimum-age"].value == 1500


def test_a_project_without_data_has_none(tmp_path: Path) -> None:
    data, findings = load_data(make_project(tmp_path, {}))
    assert findings == []
    assert data.contacts == {}


def test_a_broken_entry_does_not_hide_the_others() -> None:
    broken = TERMS.replace("disnaker", "p3mi").replace("long:", "lang:")
    file = parse_data_file("terms", "docs/data/terms.yml", broken + TERMS, FILES["terms"])
    assert list(file.entries) == ["disnaker"]
    assert file.ids == frozenset({"p3mi", "disnaker"})
    assert [(problem.line, problem.message) for problem in file.problems] == [
        (3, "the key 'lang' is not known here")
    ]
