"""Every kind of tampering is named: the attacks of TUF that a stick can meet, and what stick viruses leave.

The attacks themselves are the table in ``tampering``; here they meet ``verify`` as the command line uses it.
Attacks that need a memory of earlier sticks or a clock (rollback, freeze, fast-forward) stand below the table.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bekal.stick.clean import find_unclean
from bekal.stick.seen import SeenReleases
from bekal.stick.verdict import Question, StickReport, Verdict
from bekal.stick.volume import Entry, Kind
from bundles import KEY, STRANGER, WORDS, make_bundle, make_edition, read_tree
from fake_stick import WRITING, FakeStick
from judging import report
from tampering import CASES, FOLDER, SEALED, Said, write_honest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    write_honest(tmp_path / "stick")
    return tmp_path / "stick"


def said(outcome: StickReport) -> tuple[Said, ...]:
    return tuple((str(finding.kind), finding.path, finding.message) for finding in outcome.findings)


@pytest.mark.parametrize("case", CASES)
def test_tampering_is_named_with_its_place_and_what_to_do(stick: Path, case: str) -> None:
    CASES[case].damage(stick)
    outcome = report(stick)
    assert said(outcome) == CASES[case].findings
    assert outcome.verdict is CASES[case].verdict
    assert all(finding.fix for finding in outcome.findings)


@pytest.mark.parametrize("case", CASES)
def test_tampering_is_named_in_indonesian_too(stick: Path, case: str) -> None:
    CASES[case].damage(stick)
    english, indonesian = report(stick), report(stick, locale="id")
    assert [(finding.kind, finding.path) for finding in indonesian.findings] == [
        (finding.kind, finding.path) for finding in english.findings
    ]
    for here, there in zip(indonesian.findings, english.findings, strict=True):
        assert here.message != there.message
        assert here.fix != there.fix


def test_the_table_holds_every_attack_of_tuf_that_a_stick_can_meet() -> None:
    assert {case.attack for case in CASES.values()} == {
        "arbitrary change",
        "duplicate names",
        "endless data",
        "extraneous files",
        "fast-forward",
        "mix-and-match",
        "path escape",
        "rollback",
        "virus",
        "wrong key",
    }


def test_what_is_found_is_neither_opened_nor_deleted_nor_changed(stick: Path) -> None:
    for case in ("autorun.inf", "a script for Windows", "a copy of a worm one level down", "a file added"):
        CASES[case].damage(stick)
    fake = FakeStick()
    fake.load(stick)
    before = fake.content()
    assert report(fake).verdict is Verdict.UNSAFE
    assert (fake.content(), fake.calls) == (before, [])
    tree = read_tree(stick)
    assert report(stick).verdict is Verdict.UNSAFE
    assert read_tree(stick) == tree


def test_a_file_of_a_virus_is_judged_by_its_name_and_not_read(stick: Path) -> None:
    fake = FakeStick()
    fake.load(stick)
    for name in ("autorun.inf", "foto.exe", "Dokumen.lnk"):
        fake.files[name] = fake.files["BUKA.HTM"]
    assert len(report(fake).findings) == 3
    assert not {"autorun.inf", "foto.exe", "Dokumen.lnk"} & {
        path for call, path in fake.all_calls if call == "read_back"
    }
    assert not any(call in WRITING for call, _path in fake.calls)


def test_hidden_folders_are_found_and_those_of_the_system_are_not() -> None:
    fake = FakeStick()
    root = [
        Entry(name, Kind.FOLDER, 0, is_hidden=True)
        for name in (FOLDER, "Foto", "System Volume Information", "$RECYCLE.BIN", ".Trashes", "LOST.DIR")
    ]
    fake.folders |= {entry.name for entry in root}
    assert [(finding.kind, finding.path, finding.message) for finding in find_unclean(fake, root, WORDS)] == [
        (Question.CLEAN, name, "a hidden folder: a virus may have hidden it") for name in (FOLDER, "Foto")
    ]


def test_a_vaccine_folder_is_no_virus(stick: Path) -> None:
    (stick / "autorun.inf").mkdir()
    assert report(stick).verdict is Verdict.SAFE


def test_a_rollback_to_an_older_edition_is_told_by_a_computer_that_saw_the_newer(
    stick: Path, tmp_path: Path
) -> None:
    seen = SeenReleases(tmp_path / "seen.json")
    seen.remember(make_bundle(tmp_path / "newer", make_edition("2026.11.10")), KEY.public)
    outcome = report(stick, seen=seen)
    assert said(outcome) == (
        ("current", FOLDER, "this computer has already seen the newer release 2026.11.10"),
    )
    assert outcome.verdict is Verdict.OLD


@pytest.mark.parametrize(
    ("seen_before", "verdict"),
    [
        ("2026.11.1", Verdict.SAFE),  # equal
        ("2026.9.9", Verdict.SAFE),  # smaller as a number, larger as letters
        ("2025.12.9999", Verdict.SAFE),
        ("2026.11.2", Verdict.OLD),
        ("2026.11.10", Verdict.OLD),  # larger as a number, smaller as letters than .2
        ("2027.1.1", Verdict.OLD),
    ],
)
def test_a_release_is_old_only_when_a_larger_one_was_seen(
    stick: Path, tmp_path: Path, seen_before: str, verdict: Verdict
) -> None:
    seen = SeenReleases(tmp_path / "seen.json")
    seen.remember(make_bundle(tmp_path / "before", make_edition(seen_before)), KEY.public)
    assert report(stick, seen=seen).verdict is verdict


def test_an_older_stick_does_not_turn_the_memory_back(tmp_path: Path) -> None:
    seen = SeenReleases(tmp_path / "seen.json")
    for release in ("2026.11.10", "2026.11.9", "2026.11.10"):
        seen.remember(make_bundle(tmp_path / release, make_edition(release)), KEY.public)
        assert seen.newest(KEY.public, None) == "2026.11.10"


def test_a_newer_release_for_another_village_or_by_another_key_makes_nothing_old(
    stick: Path, tmp_path: Path
) -> None:
    seen = SeenReleases(tmp_path / "seen.json")
    seen.remember(make_bundle(tmp_path / "a", make_edition("2026.11.10", village="oben")), KEY.public)
    seen.remember(make_bundle(tmp_path / "b", make_edition("2026.11.10")), STRANGER.public)
    assert report(stick, seen=seen).verdict is Verdict.SAFE


def test_a_frozen_edition_says_since_when_it_is_to_be_asked_anew(tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick", make_edition(expires=dt.date(2027, 3, 1)))
    outcome = report(tmp_path / "stick", today=dt.date(2029, 1, 1))
    assert said(outcome) == (("current", FOLDER, "something in it should be asked anew since 1 March 2027"),)
    assert outcome.verdict is Verdict.OLD


def test_a_day_of_expiry_that_was_moved_is_not_believed(tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick", make_edition(expires=dt.date(2027, 3, 1)))
    manifest = tmp_path / "stick" / SEALED
    manifest.write_bytes(manifest.read_bytes().replace(b"2027-03-01", b"2087-03-01"))
    assert report(tmp_path / "stick").verdict is Verdict.UNSAFE


def test_age_never_makes_a_forged_stick_look_merely_old(stick: Path, tmp_path: Path) -> None:
    seen = SeenReleases(tmp_path / "seen.json")
    seen.remember(make_bundle(tmp_path / "newer", make_edition("2026.12.1")), KEY.public)
    CASES["a number swapped in a page"].damage(stick)
    outcome = report(stick, seen=seen)
    assert [str(finding.kind) for finding in outcome.findings] == ["intact", "current"]
    assert outcome.verdict is Verdict.UNSAFE
