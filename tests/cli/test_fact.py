from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bekal.cli.editors import fact
from bekal.errors import ProjectError
from projects import BASE, FACTS, PAGE, make_project

if TYPE_CHECKING:
    from pathlib import Path

BODY = """\
Umur [[fact:minimum-age]], dua kali [[fact:minimum-age]]. [[law:uu-18-2017#13]] [[term:disnaker]]

/// contact | kp2mi-callcenter
///

/// contacts | country=ID
///
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path, {**BASE, "docs/id/index.md": PAGE.replace("Simpan suratmu.", BODY)})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026
    return tmp_path


def run(name: str, *options: str, locale: str = "en") -> str:
    result = CliRunner().invoke(fact, [*options, "--", name], obj=locale, standalone_mode=False)
    if result.exception:
        raise result.exception
    assert result.return_value == 0
    return result.stdout


@pytest.mark.usefixtures("project")
def test_a_fact_is_told_with_source_state_and_every_use() -> None:
    assert (
        run("minimum-age")
        == """\
minimum-age
===========

Fact: youngest age
------------------
what        value
stands in   docs/data/facts.yml:1
value (id)  18
value (en)  18
rests on    uu-18-2017#13
source      berita-2025 (Berita)
state       seen in a document, December 2025; fresh, expires on 1 December 2027

Used in 2 places
----------------
place
docs/id/index.md:10
docs/id/index.md:10
"""
    )


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("name", "told"),
    {
        "kp2mi-callcenter": [
            "Contact: Call centre",
            "0800-1000 (shown as a button; seen in a document, December 2025",
            "docs/id/index.md:12\ndocs/id/index.md:15\n",
        ],
        "uu-18-2017": [
            "Law: Law 18/2017",
            "13\n",
            "docs/id/index.md:6\ndocs/id/index.md:10\ndocs/data/facts.yml:1",
        ],
        "[[law:uu-18-2017#13]]": ["Law: Law 18/2017"],
        "fact:minimum-age": ["Fact: youngest age"],
        " disnaker ": ["Term: Disnaker", "manpower office", "docs/id/index.md:10"],
        "berita-2025": ["Source: Berita", "Koran", "No page uses it."],
    }.items(),
)
def test_contacts_laws_terms_and_sources_are_told_too(name: str, told: list[str]) -> None:
    found = run(name)
    for part in told:
        assert part in found


@pytest.mark.usefixtures("project")
def test_a_fact_is_told_in_indonesian_and_in_other_forms() -> None:
    assert "Fakta: umur paling muda" in run("minimum-age", locale="id")
    assert run("minimum-age", "--format", "markdown").startswith("# minimum-age\n")
    assert "<td>berita-2025 (Berita)</td>" in run("minimum-age", "--format", "html")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("name", "fix"),
    {
        "minimm-age": "did you mean 'minimum-age'?",
        "callcenter": "did you mean 'kp2mi-callcenter'?",
        "Minimum-Age": "did you mean 'minimum-age'?",
        "zzz": "look into facts.yml, contacts.yml, laws.yml, terms.yml, sources.yml",
        "": "look into facts.yml, contacts.yml, laws.yml, terms.yml, sources.yml",
        "[[": "look into facts.yml, contacts.yml, laws.yml, terms.yml, sources.yml",
        "\x00": "look into facts.yml, contacts.yml, laws.yml, terms.yml, sources.yml",
    }.items(),
)
def test_a_name_that_is_not_there_is_answered_with_the_nearest(name: str, fix: str) -> None:
    with pytest.raises(ProjectError) as raised:
        run(name)
    assert raised.value.fix == fix


def test_an_entry_with_a_mistake_is_said_to_have_one(project: Path) -> None:
    (project / "docs/data/facts.yml").write_text(FACTS.replace("kind: law", "kind: lw"), encoding="utf-8")
    with pytest.raises(ProjectError, match=r"'minimum-age' in docs/data/facts.yml has a mistake"):
        run("minimum-age")


def test_broken_data_is_no_traceback(project: Path) -> None:
    for name in ("contacts", "facts", "laws", "terms", "sources"):
        (project / f"docs/data/{name}.yml").write_bytes(b"- [")
    with pytest.raises(ProjectError, match="there is no 'minimum-age'"):
        run("minimum-age")
