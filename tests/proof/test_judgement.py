"""What a reader meets in a state; every kind of broken state, made up, must be found bad."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from proof.judgement import Expectation, meet
from proof.releases import describe, foreign_digests, make_bundle, write_foreign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD, NEW = "BEKAL-2026.11.1", "BEKAL-2026.11.2"


@pytest.fixture
def expectation(tmp_path: Path) -> Expectation:
    for name, release in (("old", "2026.11.1"), ("new", "2026.11.2")):
        make_bundle(tmp_path / name, release)
    editions = tuple(describe(tmp_path / name, name) for name in ("old", "new"))
    return Expectation(editions, foreign_digests())


@pytest.fixture
def stick(tmp_path: Path, expectation: Expectation) -> Path:
    """Give a stick in the middle of an update: the new folder whole, the start page still the old one."""
    folder = tmp_path / "stick"
    folder.mkdir()
    write_foreign(folder)
    for bundle in ("new", "old"):
        for path in (tmp_path / bundle).rglob("*"):
            if path.is_file():
                target = folder / path.relative_to(tmp_path / bundle)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    return folder


def test_in_the_middle_of_an_update_the_old_edition_opens_whatever_the_new_folder_holds(
    stick: Path, expectation: Expectation
) -> None:
    (stick / NEW / "HP" / "buku-id.html").unlink()
    met = meet(stick, expectation)
    assert (met.opened, met.problems, met.readme) == ("old", [], "old")


def test_after_the_switch_the_new_edition_opens(
    tmp_path: Path, stick: Path, expectation: Expectation
) -> None:
    (stick / "BUKA.HTM").write_bytes((tmp_path / "new" / "BUKA.HTM").read_bytes())
    assert meet(stick, expectation).opened == "new"


def spoil_start_page(stick: Path) -> None:
    (stick / "BUKA.HTM").write_bytes(bytes(512))


def remove_start_page(stick: Path) -> None:
    (stick / "BUKA.HTM").unlink()


def spoil_page(stick: Path) -> None:
    page = stick / OLD / "SITUS" / "index.html"
    page.write_bytes(page.read_bytes()[:-1] + b"\0")


def shorten_book(stick: Path) -> None:
    (stick / OLD / "HP" / "buku-id.html").write_bytes(b"")


def remove_seal(stick: Path) -> None:
    (stick / OLD / "manifest.json.minisig").unlink()


def spoil_photo(stick: Path) -> None:
    (stick / "DCIM" / "100PHOTO" / "IMG_0001.JPG").write_bytes(b"")


def remove_letter(stick: Path) -> None:
    (stick / "Surat nikah.pdf").unlink()


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (spoil_start_page, "BUKA.HTM is changed"),
        (remove_start_page, "BUKA.HTM is missing"),
        (spoil_page, f"BUKA.HTM opens old, where 1 files are wrong: {OLD}/SITUS/index.html is changed"),
        (shorten_book, f"BUKA.HTM opens old, where 1 files are wrong: {OLD}/HP/buku-id.html is changed"),
        (remove_seal, f"BUKA.HTM opens old, where 1 files are wrong: {OLD}/manifest.json.minisig is missing"),
        (spoil_photo, "the foreign file DCIM/100PHOTO/IMG_0001.JPG is changed"),
        (remove_letter, "the foreign file Surat nikah.pdf is missing"),
    ],
)
def test_a_broken_state_is_found_bad(
    stick: Path, expectation: Expectation, spoil: Callable[[Path], None], problem: str
) -> None:
    spoil(stick)
    assert meet(stick, expectation).problems == [problem]


def test_a_stick_without_an_edition_may_lead_nowhere_but_not_astray(
    stick: Path, expectation: Expectation
) -> None:
    fresh = replace(expectation, editions=expectation.editions[1:], may_be_none=True)
    assert meet(stick, fresh).problems == ["BUKA.HTM is changed"]
    remove_start_page(stick)
    met = meet(stick, fresh)
    assert (met.opened, met.problems) == ("", [])


def test_what_is_expected_reaches_the_guest_unchanged(expectation: Expectation) -> None:
    assert Expectation.from_json(expectation.as_json()) == expectation
