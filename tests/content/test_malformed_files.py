"""Whatever bytes a file holds: a finding in that file, never an exception, never a long wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bekal.checks.run import check_project
from bekal.config import LIMITS
from bekal.findings import Severity
from projects import BASE, PAGE, TERMS, TODAY, make_project, with_translation

if TYPE_CHECKING:
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
BRACKETS = 200_000

# name: bytes of a page or data file, the rule that reports it, where, and what it says
ANY_FILE: dict[str, tuple[bytes, str, tuple[int, int], str]] = {
    "empty": (b"", "file-unreadable", (1, 1), "the file is empty"),
    "blank": (b" \n\n\t\n", "file-unreadable", (1, 1), "the file is empty"),
    "binary": (PNG, "file-unreadable", (1, 1), "the file is no text, it contains zero bytes"),
    "utf-16": (
        "﻿Surat".encode("utf-16"),
        "file-unreadable",
        (1, 1),
        "the file is no text, it contains zero bytes",
    ),
    "not UTF-8": (b"---\ntitle: caf\xe9\n---\n", "file-unreadable", (2, 11), "the byte 0xE9 is no UTF-8"),
    "large": (b"a\n" * 5_000_000, "file-unreadable", (1, 1), "the file is larger than {kilobytes} kB"),
    "long line": (
        b"x\n" + b"a" * 30_000,
        "file-unreadable",
        (2, 1),
        "the line has 30,000 characters, at most 20,000 are read",
    ),
    "long line of 10 MB": (
        b"a" * 10_000_000,
        "file-unreadable",
        (1, 1),
        "the file is larger than {kilobytes} kB",
    ),
    "bell": (b"a\nb\x07", "file-unreadable", (2, 2), "there is an invisible character here (U+0007)"),
    "turned text": (
        "a\u202eb".encode(),
        "file-unreadable",
        (1, 2),
        "there is an invisible character here (U+202E)",
    ),
    "line separator": (
        "a\u2028b".encode(),
        "file-unreadable",
        (1, 2),
        "there is an invisible character here (U+2028)",
    ),
    "old Mac": (
        b"---\rtitle: x\r---\r",
        "file-unreadable",
        (1, 4),
        "there is an invisible character here (U+000D)",
    ),
}


def front(text: str) -> bytes:
    return f"---\n{text}\n---\nSimpan suratmu.\n".encode()


PAGES: dict[str, tuple[bytes, str, tuple[int, int], str]] = {
    "brackets in a line": (
        front(f"title: {'[' * 19_000}"),
        "front-matter-syntax",
        (2, 19),
        "values are nested more than 12 deep",
    ),
    "brackets in lines": (
        front("[\n" * 100_000)[: LIMITS.page_bytes - 20] + b"\n---\n",
        "front-matter-syntax",
        (14, 1),
        "values are nested more than 12 deep",
    ),
    "never closed": (b"---\ntitle: x\n", "front-matter-syntax", (1, 1), "the front matter is never closed"),
    "one fence": (b"---", "front-matter-syntax", (1, 1), "the front matter is never closed"),
    "fence only": (b"---\n---\n", "front-matter-key", (1, 1), "the front matter is empty"),
    "late fence": (
        b"\n---\ntitle: x\n---\n",
        "front-matter-syntax",
        (1, 1),
        "the page does not begin with its front matter",
    ),
    "tab": (front("title:\n\t- x"), "front-matter-syntax", (3, 1), "a tab indents this line"),
    "key twice": (
        front("title: x\ntitle: y"),
        "front-matter-syntax",
        (3, 1),
        "the key 'title' stands here a second time, first in line 2",
    ),
    "alias": (front("title: *x"), "front-matter-syntax", (2, 8), "'*x' repeats another value"),
    "billion laughs": (
        front("a: &a [x, x]\nb: &b [*a, *a]"),
        "front-matter-syntax",
        (2, 4),
        "'&a' names a value for repeating",
    ),
    "tag": (
        front("title: !!python/object/apply:os.system [ls]"),
        "front-matter-syntax",
        (2, 8),
        "the sign '!!python/object/apply:os.system' changes how a value is read",
    ),
    "mark in the middle": (
        front("title: \ufeffx"),
        "file-unreadable",
        (2, 8),
        "there is an invisible character here (U+FEFF)",
    ),
    "a noncharacter": (
        front("title: \uffff"),
        "file-unreadable",
        (2, 8),
        "there is an invisible character here (U+FFFF)",
    ),
    "huge number": (
        front(f"last_reviewed: {'9' * 5_000}"),
        "front-matter-value",
        (2, 16),
        "'last_reviewed': '",
    ),
}

DATA: dict[str, tuple[bytes, str, tuple[int, int], str]] = {
    "200,000 brackets": (b"[\n" * BRACKETS, "data-syntax", (13, 1), "values are nested more than 12 deep"),
    "200,000 dashes": (b"- " * 9_000, "data-syntax", (1, 25), "values are nested more than 12 deep"),
    "a text": (b"contacts", "data-syntax", (1, 1), "the file is 'contacts', it must be a list of entries"),
    "null": (b"null\n", "data-syntax", (1, 1), "the file is nothing, it must be a list of entries"),
    "tab": (b"- id: x\n\tname: y\n", "data-syntax", (2, 1), "a tab indents this line"),
    "directive": (b"%YAML 1.1\n---\n- id: x\n", "data-syntax", (1, 1), "a line such as '---' or '%YAML'"),
    "two documents": (b"- id: x\n---\n- id: y\n", "data-syntax", (2, 1), "a line such as '---' or '%YAML'"),
    "huge number": (
        b"- id: " + b"9" * 5_000,
        "data-value",
        (1, 7),
        "'id' has 5000 characters, at most 60 fit",
    ),
    "key without value twice": (
        b"- ? a\n  ? a\n",
        "data-syntax",
        (2, 5),
        "the key 'a' stands here a second time",
    ),
}


def table(*tables: dict[str, tuple[bytes, str, tuple[int, int], str]]) -> list[object]:
    return [pytest.param(*row, id=name) for rows in tables for name, row in rows.items()]


@pytest.mark.parametrize(("content", "rule", "place", "message"), table(ANY_FILE, PAGES))
def test_a_malformed_page_gives_a_finding_in_that_page(
    content: bytes, rule: str, place: tuple[int, int], message: str, tmp_path: Path
) -> None:
    project = make_project(
        tmp_path, {**BASE, "docs/id/broken.md": content, "docs/en/broken.md": BASE["docs/en/index.md"]}
    )
    findings = [found for found in check_project(project, TODAY) if found.path == "docs/id/broken.md"]
    assert any(
        (found.rule, (found.line, found.column)) == (rule, place)
        and found.message.startswith(message.format(kilobytes=LIMITS.page_bytes // 1024))
        for found in findings
    ), findings


@pytest.mark.parametrize(("content", "rule", "place", "message"), table(ANY_FILE, DATA))
def test_a_malformed_data_file_gives_a_finding_in_that_file(
    content: bytes, rule: str, place: tuple[int, int], message: str, tmp_path: Path
) -> None:
    project = make_project(tmp_path, {**BASE, "docs/data/terms.yml": content})
    findings = check_project(project, TODAY)
    assert {found.path for found in findings} == {"docs/data/terms.yml"}
    assert any(
        (found.rule, (found.line, found.column)) == (rule, place)
        and found.message.startswith(message.format(kilobytes=LIMITS.data_bytes // 1024))
        for found in findings
    ), findings


MARKED = b"\xef\xbb\xbf"


@pytest.mark.parametrize("path", ["docs/id/index.md", "docs/data/terms.yml"])
@pytest.mark.parametrize(
    ("spoil", "message", "line"),
    [
        pytest.param(
            lambda text: MARKED + text, "the file begins with an invisible byte order mark", 1, id="BOM"
        ),
        pytest.param(
            lambda text: text.replace(b"\n", b"\r\n"),
            "lines of this file end as on Windows (CR LF)",
            1,
            id="CRLF",
        ),
    ],
)
def test_a_file_saved_on_windows_is_read_with_one_warning(
    path: str, spoil: object, message: str, line: int, tmp_path: Path
) -> None:
    text = {"docs/id/index.md": PAGE, "docs/data/terms.yml": TERMS}[path].encode()
    assert callable(spoil)
    project = make_project(tmp_path, {**BASE, path: spoil(text)})
    [finding] = check_project(project, TODAY)
    assert (finding.path, finding.line, finding.rule) == (path, line, "file-encoding")
    assert (finding.message, finding.severity) == (message, Severity.WARNING)


def test_a_folder_in_place_of_a_page_or_data_file_is_a_finding(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**BASE, "docs/id/a.md/x.txt": "", "docs/data/villages.yml/x": ""})
    findings = [(found.path, found.rule, found.message) for found in check_project(project, TODAY)]
    assert ("docs/id/a.md", "file-unreadable", "this is no file") in findings
    assert ("docs/data/villages.yml", "file-unreadable", "this is no file") in findings


def test_a_link_to_nothing_in_place_of_a_page_is_a_finding(tmp_path: Path) -> None:
    project = make_project(tmp_path, BASE)
    (project.docs / "id" / "a.md").symlink_to(tmp_path / "nothing")
    assert ("docs/id/a.md", "this is no file") in [
        (found.path, found.message) for found in check_project(project, TODAY)
    ]


def test_a_broken_data_file_is_blamed_once_and_not_in_every_page(tmp_path: Path) -> None:
    page = PAGE.replace("Simpan suratmu.", "[[term:disnaker]] [[fact:minimum-age]] [[law:uu-18-2017#13]]")
    files = {f"docs/data/{name}.yml": b"- [" for name in ("contacts", "facts", "laws", "sources", "terms")}
    project = make_project(tmp_path, {**BASE, **files, **with_translation({"docs/id/index.md": page})})
    found = {(finding.path, finding.rule) for finding in check_project(project, TODAY)}
    assert found == {(path, "data-syntax") for path in files}


def test_a_broken_entry_is_blamed_once_and_its_id_stays_known(tmp_path: Path) -> None:
    page = PAGE.replace("Simpan suratmu.", "[[term:disnaker]]")
    terms = TERMS.replace("short", "shrt")
    pages = with_translation({"docs/id/index.md": page})
    project = make_project(tmp_path, {**BASE, **pages, "docs/data/terms.yml": terms})
    found = [(finding.path, finding.rule) for finding in check_project(project, TODAY)]
    assert found == [("docs/data/terms.yml", "data-key")]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("contacts.yaml", "contacts.yml"), ("fact.yml", "facts.yml"), ("Terms.yml", "terms.yml")],
)
def test_a_data_file_that_nobody_reads_is_a_finding(name: str, meant: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, {**BASE, f"docs/data/{name}": "- id: x\n"})
    [finding] = check_project(project, TODAY)
    assert finding.message == "nothing reads a file of this name"
    assert finding.fix == f"did you mean '{meant}'?"
