"""Many findings that are alike are said once: with their number, three names and one next step; none gets lost."""

from __future__ import annotations

from bekal.locale import translator
from bekal.stick.alike import MANY, folder_of, say_alike_once, say_each
from bekal.stick.verdict import Question, StickFinding

WORDS = translator("en")
AGAIN = "write the bundle to the stick again"


def missing(*paths: str) -> list[StickFinding]:
    return [StickFinding(Question.COMPLETE, path, "missing from the stick", AGAIN) for path in paths]


def said(findings: list[StickFinding]) -> list[tuple[str, str, str]]:
    return [(line.path, line.message, line.fix) for line in say_alike_once(findings, WORDS)]


def test_seventy_five_missing_files_are_one_line_with_three_names() -> None:
    findings = missing(*(f"BEKAL-1/SITUS/en/{number:02}.html" for number in reversed(range(75))))
    assert said(findings) == [
        (
            "BEKAL-1/SITUS",
            "missing from the stick: 75 in this folder, for example en/00.html, en/01.html, en/02.html",
            AGAIN,
        )
    ]
    (line,) = say_alike_once(findings, WORDS)
    assert sorted(one.path for one in line.findings) == sorted(one.path for one in findings)


def test_a_few_are_said_one_by_one() -> None:
    few = missing(*(f"BEKAL-1/HP/{number}.html" for number in range(MANY - 1)))
    assert said(few) == [(one.path, one.message, one.fix) for one in few]


def test_folders_and_answers_are_counted_apart() -> None:
    paths = [f"BEKAL-1/{part}/{number}.html" for part in ("HP", "SITUS") for number in range(MANY)]
    clean = [StickFinding(Question.CLEAN, f"{number}.lnk", "a shortcut", "scan it") for number in range(MANY)]
    lines = say_alike_once([*clean, *missing(*paths)], WORDS)
    assert [(line.kind, line.path, len(line.findings)) for line in lines] == [
        (Question.COMPLETE, "BEKAL-1/HP", MANY),
        (Question.COMPLETE, "BEKAL-1/SITUS", MANY),
        (Question.CLEAN, "the stick itself", MANY),
    ]


def test_what_differs_in_a_number_only_is_alike_when_it_says_so() -> None:
    sizes = [
        StickFinding(
            Question.INTACT, f"BEKAL-1/HP/{size}.html", f"changed ({size} bytes)", AGAIN, many="changed"
        )
        for size in range(MANY)
    ]
    assert said(sizes) == [
        ("BEKAL-1/HP", f"changed: {MANY} in this folder, for example 0.html, 1.html, 2.html", AGAIN)
    ]


def test_many_with_a_remedy_each_get_one_for_all() -> None:
    renamed = [
        StickFinding(
            Question.COMPLETE, f"BEKAL-1/HP/{name} (1)", name, f"call it {name}", many="another name"
        )
        for name in "abcdef"
    ]
    assert said(renamed) == [
        (
            "BEKAL-1/HP",
            "another name: 6 in this folder, for example a (1), b (1), c (1)",
            "delete them, and write the bundle to the stick again",
        )
    ]


def test_each_can_be_said_in_the_same_order_as_together() -> None:
    findings = [*missing("b", "a"), StickFinding(Question.AUTHENTIC, "z", "unknown key", "compare")]
    assert [line.path for line in say_each(findings)] == ["z", "a", "b"]
    assert say_each(findings) == say_alike_once(findings, WORDS)


def test_the_folder_of_a_finding_is_the_editions_part() -> None:
    assert {
        path: folder_of(path) for path in ("a", "Foto/a", "B/HP/a", "B/SITUS/en/c/a", "B/SHA256SUMS")
    } == {
        "a": "",
        "Foto/a": "Foto",
        "B/HP/a": "B/HP",
        "B/SITUS/en/c/a": "B/SITUS",
        "B/SHA256SUMS": "B",
    }
