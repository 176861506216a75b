"""What a stick is worth: honest sticks, age, two editions, wrong folders; tampering is ``test_tampering``."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from bekal.bundle.manifest import checksums
from bekal.errors import StickError
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.verdict import Question, StickReport, Verdict
from bekal.stick.verify import inspect
from bundles import KEY, PAYLOAD, WORDS, make_bundle, make_edition
from fake_stick import FakeStick
from judging import report
from tampering import CHANGED, FOLDER, INDEX, SEALED, SIGNATURE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    make_bundle(tmp_path / "stick")
    return tmp_path / "stick"


def said(outcome: StickReport) -> list[tuple[str, str, str]]:
    return [(str(finding.kind), finding.path, finding.message) for finding in outcome.findings]


def test_an_honest_stick_is_safe(stick: Path) -> None:
    outcome = report(stick)
    assert said(outcome) == []
    assert outcome.verdict is Verdict.SAFE
    assert outcome.files == len(PAYLOAD)
    assert outcome.key == KEY.public


def test_other_peoples_files_are_no_reason_for_alarm(stick: Path) -> None:
    (stick / "foto").mkdir()
    (stick / "HP").mkdir()
    (stick / "HP" / "kontak.txt").write_bytes(b"x")
    (stick / "foto" / "anak.jpg").write_bytes(b"x")
    (stick / "surat.pdf").write_bytes(b"x")
    (stick / "System Volume Information").mkdir()
    (stick / ".Trashes").mkdir()
    assert said(report(stick)) == []


def test_a_folder_full_of_strangers_is_named_to_a_limit(stick: Path) -> None:
    for number in range(1000):
        (stick / FOLDER / f"{number}.html").write_bytes(b"")
    *named, rest = said(report(stick))
    assert len(named) == 400
    assert rest == ("complete", FOLDER, "600 more files or folders that are not on the signed list")


def test_an_unfinished_folder_is_named_with_the_remedy(stick: Path) -> None:
    (stick / "BEKAL-2026.12.1" / "HP").mkdir(parents=True)
    (stick / "BEKAL-2026.12.1" / "HP" / "buku-id.html").write_bytes(b"half")
    (finding,) = report(stick).findings
    assert (finding.kind, finding.path) == (Question.AUTHENTIC, "BEKAL-2026.12.1/manifest.json.minisig")
    assert finding.message == "there is no signature: this folder is unfinished, or someone removed it"
    assert finding.fix == (
        "write the bundle to the stick again; if BEKAL-2026.12.1 is still named then, delete that folder"
    )


@pytest.mark.parametrize(
    ("expires", "today", "verdict"),
    [
        (None, dt.date(2040, 1, 1), Verdict.SAFE),
        (dt.date(2027, 3, 1), dt.date(2027, 2, 28), Verdict.SAFE),
        (dt.date(2027, 3, 1), dt.date(2027, 3, 1), Verdict.OLD),
        (dt.date(2026, 11, 24), dt.date(2027, 3, 1), Verdict.SAFE),  # had expired before the edition was made
        (dt.date(2027, 3, 1), dt.date(2001, 1, 1), Verdict.SAFE),  # a computer with a wrong clock
    ],
)
def test_only_what_expired_after_the_edition_was_made_makes_it_old(
    tmp_path: Path, expires: dt.date | None, today: dt.date, verdict: Verdict
) -> None:
    make_bundle(tmp_path / "stick", make_edition(expires=expires))
    outcome = report(tmp_path / "stick", today=today)
    assert outcome.verdict is verdict
    assert [message for _kind, _path, message in said(outcome)] == (
        ["something in it should be asked anew since 1 March 2027"] if verdict is Verdict.OLD else []
    )


def two_editions(tmp_path: Path) -> Path:
    make_bundle(tmp_path / "stick")
    make_bundle(tmp_path / "newer", make_edition("2026.12.1"))
    shutil.move(tmp_path / "newer" / "BEKAL-2026.12.1", tmp_path / "stick")
    return tmp_path / "stick"


def test_a_stick_with_two_editions_is_safe_when_the_page_leads_to_the_newest(tmp_path: Path) -> None:
    stick = two_editions(tmp_path)
    shutil.copy(tmp_path / "newer" / "BUKA.HTM", stick)
    outcome = report(stick)  # the readme is still the older edition's, as an interrupted update may leave it
    assert (outcome.verdict, outcome.files) == (Verdict.SAFE, 2 * len(PAYLOAD))
    assert outcome.manifest is not None
    assert outcome.manifest.release == "2026.12.1"


def test_damage_in_the_older_edition_counts_too(tmp_path: Path) -> None:
    stick = two_editions(tmp_path)
    shutil.copy(tmp_path / "newer" / "BUKA.HTM", stick)
    (stick / INDEX).write_bytes(b"")
    assert report(stick).verdict is Verdict.UNSAFE


def test_a_hidden_folder_is_found(stick: Path) -> None:
    fake = FakeStick()
    fake.load(stick)
    fake.hidden = {FOLDER}
    assert said(report(fake)) == [("clean", FOLDER, "a hidden folder: a virus may have hidden it")]


def test_a_byte_that_comes_back_wrong_is_found(stick: Path) -> None:
    fake = FakeStick(spoil=INDEX)
    fake.load(stick)
    assert said(report(fake)) == [("intact", INDEX, CHANGED)]


@pytest.mark.parametrize(
    ("choose", "message", "fix"),
    [
        (
            FOLDER,
            "{path} is an edition's folder and not the stick",
            "choose the folder above it: the one that holds BUKA.HTM",
        ),
        ("..", "{path} does not hold BUKA.HTM, but a folder in it does", "choose {path}/stick"),
        (
            f"{FOLDER}/SITUS",
            "{path} holds no BUKA.HTM",
            "choose the stick itself: the folder that holds BUKA.HTM and a folder BEKAL-…",
        ),
        (
            "kosong",
            "{path} is empty",
            "choose the stick itself: the folder that holds BUKA.HTM and a folder BEKAL-…",
        ),
        ("tidak-ada", "{path} cannot be read: No such file or directory", None),
    ],
)
def test_a_wrong_folder_is_answered_with_the_right_one(
    stick: Path, choose: str, message: str, fix: str | None
) -> None:
    (stick / "kosong").mkdir()
    path = stick / choose if choose != ".." else stick.parent
    with pytest.raises(StickError) as error:
        inspect(FolderVolume(path), [KEY.public], WORDS)
    assert error.value.message == message.format(path=path)
    assert error.value.fix == (fix or error.value.fix).format(path=path)


def test_everything_is_said_in_indonesian_too(stick: Path) -> None:
    (stick / INDEX).write_bytes(b"")
    (stick / SIGNATURE).write_bytes((stick / SIGNATURE).read_bytes())
    (finding,) = report(stick, locale="id").findings
    assert finding.message == "berubah (0 byte, seharusnya 53)"


def test_the_checksums_the_verifier_expects_are_those_the_bundle_has(stick: Path, tmp_path: Path) -> None:
    manifest = make_bundle(tmp_path / "same")
    digest = hashlib.sha256((stick / SEALED).read_bytes()).hexdigest()
    assert (stick / FOLDER / "SHA256SUMS").read_bytes() == checksums(manifest, digest)
