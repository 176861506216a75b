"""The files that guard the text: each mistake at its place, all of a file together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.data import FILES
from bekal.content.data_files import load_data, parse_data_file
from projects import BASE, make_project

if TYPE_CHECKING:
    from pathlib import Path

GUARDS: dict[str, str | bytes] = {
    "docs/data/blocked-numbers.yml": """\
        - id: misprint
          number: 0811-1112-9129
          why: One digit too many.
          instead: null
        - id: tawau
          number: "+6089772052"
          rule: label
          label_words: [24 jam]
          why: {id: Nomor kantor., en: Office line.}
          instead: {id: "Kantor, jam kerja", en: "Office, working hours"}
        - id: look-alike
          kind: address
          number: peduliwni.com
          why: Private.
        """,
    "docs/data/avoid-words.yml": """\
        - word: ilegal
          better: tanpa dokumen
          locales: [id]
        - word: illegal
          forms: [illegals]
          better: without papers
          why: It blames.
          locales: [en]
          allowed_in: [about/words]
        """,
    "docs/data/never.yml": """\
        - id: row-1
          says: {id: Paspor gratis, en: The passport is free}
          patterns:
            id: ['paspor.{0,20}gratis']
            en: ['passport.{0,20}free']
          unless: {id: ['tanyakan']}
          better: {id: Tanyakan di loket., en: Ask at the counter.}
        """,
    "docs/data/waivers.yml": """\
        - rule: sentence-long
          page: docs/id/index.md
          reason: Menunggu jawaban kantor.
          given_on: 2026-11-24
          until: 2026-12-24
        """,
    "docs/data/cases.csv": """\
        # Kabupaten Kupang
        id,year,what,count,reported_on,source
        handled-2022,2022,"cases, handled",23,2025-10-15,berita-2025
        cases-2023,2023,cases,10,,berita-2025 berita-2025
        """,
}


def test_every_guard_is_loaded(tmp_path: Path) -> None:
    data, findings = load_data(make_project(tmp_path, {**BASE, **GUARDS}))
    assert findings == []
    assert [(entry.id, entry.kind, entry.rule) for entry in data.blocked_numbers.values()] == [
        ("misprint", "number", "never"),
        ("tawau", "number", "label"),
        ("look-alike", "address", "never"),
    ]
    assert list(data.avoid_words) == ["ilegal", "illegal"]
    assert data.never["row-1"].patterns.in_locale("en") == ("passport.{0,20}free",)
    assert [waiver.rule for waiver in data.waivers.values()] == ["sentence-long"]
    assert [
        (case.year, case.what, case.count, case.reported_on, case.source) for case in data.cases.values()
    ] == [
        (2022, "cases, handled", 23, "2025-10-15", ("berita-2025",)),
        (2023, "cases", 10, None, ("berita-2025", "berita-2025")),
    ]


def problems_of(name: str, text: str) -> list[tuple[int, int, str, str]]:
    file = parse_data_file(name, f"docs/data/{name}", text, FILES[name])
    return [(problem.line, problem.column, problem.message, problem.fix) for problem in file.problems]


def test_a_blocked_number_says_everything_that_is_wrong_with_it() -> None:
    text = (
        "- {id: a, number: 0811, why: x, rule: label}\n"
        "- {id: b, number: abc, why: x}\n"
        "- {id: c, kind: address, number: abc, why: x}\n"
        "- {id: d, kind: adress, nmber: x}\n"
    )
    assert problems_of("blocked-numbers", text) == [
        (1, 3, "this entry is a group of keys: `rule: label` needs `label_words: […]`", "correct this entry"),
        (
            2,
            19,
            "'number': 'abc' is no number; write digits, `+`, spaces, dashes and brackets",
            "correct 'number'",
        ),
        (3, 34, "'number': 'abc' is no address such as example.org", "correct 'number'"),
        (4, 3, "the key 'why' is missing", "add `why: …`"),
        (4, 17, "'kind' is 'adress', that is no choice", "did you mean 'address'?"),
        (4, 25, "the key 'nmber' is not known here", "did you mean 'number'?"),
    ]


def test_a_pattern_that_could_run_away_is_refused_where_it_stands() -> None:
    text = (
        "- id: row-1\n"
        "  says: {id: a, en: a}\n"
        "  better: {id: a, en: a}\n"
        "  patterns:\n"
        "    id: ['gratis', '(\\w+ ?)+x']\n"
        f"    en: ['{'a' * 201}', 'a(']\n"
    )
    assert problems_of("never", text) == [
        (
            5,
            20,
            r"entry 2 of 'id' is '(\\w+ ?)+x': a repeat around another repeat or a choice can take hours",
            "correct entry 2 of 'id'",
        ),
        (6, 10, "entry 1 of 'en' has 201 characters, at most 200 fit", "shorten it"),
        (
            6,
            215,
            (
                "entry 2 of 'en' is 'a(': this expression cannot be read "
                "(missing ), unterminated subpattern at position 1)"
            ),
            "correct entry 2 of 'en'",
        ),
    ]


def test_the_same_word_and_the_same_waiver_stand_once() -> None:
    words = "- {word: ilegal, better: x}\n- {word: ilegal, better: y}\n"
    assert problems_of("avoid-words", words) == [
        (2, 10, "line 1 has the same word", "keep one of the two entries")
    ]
    waiver = "- {rule: a, page: b, reason: c, given_on: 2026-11-24, until: 2026-11-25}\n"
    assert problems_of("waivers", waiver + waiver) == [
        (2, 10, "line 1 has the same rule and page", "keep one of the two entries")
    ]


def test_a_table_says_everything_that_is_wrong_with_it() -> None:
    header = "id,year,what,count,reported_on,source\n"
    assert problems_of("cases", header + "a,2022,a,b,2025-13,\nb,22,a,-1,2025,x y\n") == [
        (2, 1, "the key 'source' is missing", "add `source: …`"),
        (
            2,
            10,
            "'count' is 'b', it must be a whole number, without dots",
            "write a whole number, without dots",
        ),
        (2, 12, "'reported_on': 2025-13 is no day of the calendar", "correct 'reported_on'"),
        (3, 3, "'year' is '22', it must be at least 2000", "correct 'year'"),
        (3, 8, "'count' is '-1', it must be at least 0", "correct 'count'"),
    ]
    assert problems_of("cases", header + 'a,2022\nb,2022,"a,1,2025,x\nc,2022,a"b,1,2025,x\n') == [
        (
            2,
            1,
            "this row has 2 cells, the first line names 6 columns",
            'write a cell for each column; a text with a comma stands in quotes: "…, …"',
        ),
        (
            3,
            8,
            "the quotes of this cell do not fit",
            'put the whole cell in quotes, and write a quote inside it twice: "…""…"',
        ),
        (
            4,
            8,
            "the quotes of this cell do not fit",
            'put the whole cell in quotes, and write a quote inside it twice: "…""…"',
        ),
    ]
    assert problems_of("cases", "year,year,,source\n") == [
        (1, 6, "the column 'year' stands here a second time", "name each column once"),
        (1, 11, "a column has no name", "name each column once"),
    ]
    assert problems_of("cases", "# nothing\n") == [
        (1, 1, "there is nothing here but comments", "write the columns and the rows")
    ]
    assert problems_of("cases", "id,yeer,what,count,reported_on,source\na,2022,a,1,2025,x\n") == [
        (2, 3, "the key 'yeer' is not known here", "did you mean 'year'?")
    ]


def test_a_quote_inside_a_cell_is_written_twice() -> None:
    file = parse_data_file(
        "cases",
        "docs/data/cases.csv",
        'id,year,what,count,reported_on,source\na,2022, "a ""b""" ,1,2025,x\n',
        FILES["cases"],
    )
    assert [case.what for case in file.entries.values()] == ['a "b"']
    assert [(node.child("what") or node).column for node in file.nodes.values()] == [10]


def test_a_source_that_a_row_names_exists(tmp_path: Path) -> None:
    table = "id,year,what,count,reported_on,source\na,2022,cases,1,2025,berita-2025 berita-2052\n"
    _, findings = load_data(make_project(tmp_path, {**BASE, "docs/data/cases.csv": table}))
    assert [(found.line, found.column, found.message, found.fix) for found in findings] == [
        (2, 33, "there is no source 'berita-2052' in docs/data/sources.yml", "did you mean 'berita-2025'?")
    ]


def test_a_file_that_nobody_reads_is_named(tmp_path: Path) -> None:
    files = {
        "docs/data/cases.yml": "- a\n",
        "docs/data/waiver.yml": "- a\n",
        "docs/data/avoid_words.yml": "- a\n",
    }
    _, findings = load_data(make_project(tmp_path, {**BASE, **files}))
    assert [(found.path, found.fix) for found in findings] == [
        ("docs/data/avoid_words.yml", "did you mean 'avoid-words.yml'?"),
        ("docs/data/cases.yml", "did you mean 'cases.csv'?"),
        ("docs/data/waiver.yml", "did you mean 'waivers.yml'?"),
    ]
