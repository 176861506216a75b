"""What a stick is worth: the table of tampering, honest sticks, age, and names that viruses leave."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bekal.bundle.manifest import checksums
from bekal.bundle.minisign import sign
from bekal.errors import StickError
from bekal.locale import translator
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.seen import SeenReleases
from bekal.stick.verdict import Question, StickReport, Verdict
from bekal.stick.verify import inspect, judge
from bundles import KEY, PAYLOAD, STRANGER, TODAY, WORDS, make_bundle, make_edition
from fake_stick import FakeStick

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "BEKAL-2026.11.1"
NOTHING_SEEN = SeenReleases(Path("/nowhere/seen.json"))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    make_bundle(tmp_path / "stick")
    return tmp_path / "stick"


def report(
    stick: Path | FakeStick, *, today: dt.date = TODAY, seen: SeenReleases = NOTHING_SEEN, locale: str = "en"
) -> StickReport:
    volume = stick if isinstance(stick, FakeStick) else FolderVolume(stick)
    words = translator(locale)
    return judge(inspect(volume, [KEY.public], words), seen, today, words)


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


def write(path: str, data: bytes) -> Callable[[Path], object]:
    return lambda stick: (stick / path).write_bytes(data)


def replace(path: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    def act(stick: Path) -> None:
        data = (stick / path).read_bytes()
        assert old in data
        (stick / path).write_bytes(data.replace(old, new))

    return act


def swap(one: str, two: str) -> Callable[[Path], object]:
    def act(stick: Path) -> None:
        first, second = (stick / one).read_bytes(), (stick / two).read_bytes()
        (stick / one).write_bytes(second)
        (stick / two).write_bytes(first)

    return act


def forge_second_edition(stick: Path) -> None:
    other = stick.parent / "forged"
    make_bundle(other, make_edition("2027.1.1"), key=STRANGER)
    shutil.move(other / "BEKAL-2027.1.1", stick)
    shutil.copy(other / "BUKA.HTM", stick)


def sign_by_another_key(stick: Path) -> None:
    data = (stick / FOLDER / "manifest.json").read_bytes()
    comment = (stick / FOLDER / "manifest.json.minisig").read_text(encoding="ascii").split("\n")[2]
    (stick / FOLDER / "manifest.json.minisig").write_bytes(
        sign(data, STRANGER, comment.removeprefix("trusted comment: "))
    )


def sign_another_manifest(stick: Path, change: Callable[[bytes], bytes]) -> None:
    data = change((stick / FOLDER / "manifest.json").read_bytes())
    (stick / FOLDER / "manifest.json").write_bytes(data)
    (stick / FOLDER / "manifest.json.minisig").write_bytes(sign(data, KEY, "by the real key"))


def leave_the_folder(stick: Path) -> None:
    sign_another_manifest(stick, lambda data: data.replace(b'"HP/buku-en.html"', b'"../../evil.html"'))


def rename_the_edition(stick: Path) -> None:
    (stick / FOLDER).rename(stick / "BEKAL-2027.1.1")


def copy_like_a_worm(stick: Path) -> None:
    (stick / "Foto").mkdir()
    (stick / "Foto" / "foto.exe").write_bytes(b"x")


def hide_in_a_link(stick: Path) -> None:
    shutil.move(stick / FOLDER / "HP", stick.parent / "outside")
    (stick / FOLDER / "HP").symlink_to(stick.parent / "outside")


EMERGENCY = f"{FOLDER}/SITUS/complaints/emergency.html"
INDEX = f"{FOLDER}/SITUS/index.html"
ENGLISH = f"{FOLDER}/SITUS/en/index.html"
SEALED = f"{FOLDER}/manifest.json"
SIGNATURE = f"{FOLDER}/manifest.json.minisig"
CHANGED = "changed (same size, other content)"
NOT_SIGNED = "changed: it is not the one that was signed"
NOT_THE_LIST = "the list of files is not the one that was signed: "
PROGRAM = "a program, script or shortcut; a stick of ours has none"

TAMPERING: dict[str, tuple[Callable[[Path], object], list[tuple[str, str, str]]]] = {
    "a byte changed": (replace(INDEX, b"Selamat", b"selamat"), [("intact", INDEX, CHANGED)]),
    "a number swapped in a page": (
        replace(EMERGENCY, b"0800-1000", b"0811-9999"),
        [("intact", EMERGENCY, CHANGED)],
    ),
    "a number swapped in BUKA.HTM": (
        replace("BUKA.HTM", b"29244800", b"29244801"),
        [("complete", "BUKA.HTM", NOT_SIGNED)],
    ),
    "a file removed": (
        lambda stick: (stick / INDEX).unlink(),
        [("complete", INDEX, "missing from the stick")],
    ),
    "a file emptied": (write(INDEX, b""), [("intact", INDEX, "changed (0 bytes, expected 53)")]),
    "a file added": (
        write(f"{FOLDER}/HP/baru.html", b"x"),
        [("complete", f"{FOLDER}/HP/baru.html", "a file that is not on the signed list")],
    ),
    "a file renamed": (
        lambda stick: (stick / INDEX).rename(stick / FOLDER / "SITUS" / "Index.html"),
        [
            ("complete", f"{FOLDER}/SITUS/Index.html", "a file that is not on the signed list"),
            ("complete", INDEX, "missing from the stick"),
        ],
    ),
    "two files swapped": (swap(INDEX, ENGLISH), [("intact", ENGLISH, CHANGED), ("intact", INDEX, CHANGED)]),
    "the manifest edited": (
        replace(SEALED, b'"release":"2026.11.1"', b'"release":"2026.11.2"'),
        [("authentic", SEALED, NOT_THE_LIST + "the signature does not belong to these bytes")],
    ),
    "the manifest emptied": (
        write(SEALED, b""),
        [("authentic", SEALED, NOT_THE_LIST + "the signature does not belong to these bytes")],
    ),
    "the manifest removed": (
        lambda stick: (stick / SEALED).unlink(),
        [("authentic", SEALED, "the signed list of files is missing")],
    ),
    "the signature removed": (
        lambda stick: (stick / SIGNATURE).unlink(),
        [("authentic", SIGNATURE, "there is no signature: this folder is unfinished, or someone removed it")],
    ),
    "the signature emptied": (
        write(SIGNATURE, b""),
        [("authentic", SIGNATURE, "there is no signature: this folder is unfinished, or someone removed it")],
    ),
    "the signature binary": (
        write(SIGNATURE, bytes(range(256))),
        [("authentic", SIGNATURE, "this is no signature of ours: the signature is no plain text")],
    ),
    "the signature huge": (
        write(SIGNATURE, b"x" * 10_000_000),
        [("authentic", SIGNATURE, "this is no signature of ours: the signature is longer than 2048 bytes")],
    ),
    "the signed comment edited": (
        replace(SIGNATURE, b"trial", b"final"),
        [("authentic", SEALED, NOT_THE_LIST + "the signed comment was changed")],
    ),
    "signed by another key": (
        sign_by_another_key,
        [("authentic", SIGNATURE, f"unknown key, fingerprint {STRANGER.public.fingerprint}")],
    ),
    "the start page changed": (write("BUKA.HTM", b"x" * 512), [("complete", "BUKA.HTM", NOT_SIGNED)]),
    "the start page longer": (replace("BUKA.HTM", b"\n", b"\n\n"), [("complete", "BUKA.HTM", NOT_SIGNED)]),
    "the start page removed": (
        lambda stick: (stick / "BUKA.HTM").unlink(),
        [("complete", "BUKA.HTM", "missing from the stick")],
    ),
    "the readme changed": (
        replace("BACA-SAYA.txt", b"0800-1000", b"0811-9999"),
        [("complete", "BACA-SAYA.txt", NOT_SIGNED)],
    ),
    "the readme removed": (
        lambda stick: (stick / "BACA-SAYA.txt").unlink(),
        [("complete", "BACA-SAYA.txt", "missing from the stick")],
    ),
    "a path that leaves the folder, signed": (
        leave_the_folder,
        [
            (
                "authentic",
                SEALED,
                "the signed list of files cannot be used: '../../evil.html': the path leaves the edition's folder",
            )
        ],
    ),
    "a signed comment about another edition": (
        lambda stick: sign_another_manifest(stick, lambda data: data),
        [("authentic", SIGNATURE, "the signed comment and the signed list name different editions")],
    ),
    "autorun.inf": (
        write("AUTORUN.INF", b"[autorun]"),
        [("clean", "AUTORUN.INF", "a file that starts programs by itself")],
    ),
    "a shortcut": (write("Dokumen.lnk", b"x"), [("clean", "Dokumen.lnk", PROGRAM)]),
    "a script": (write("buka.vbs", b"x"), [("clean", "buka.vbs", PROGRAM)]),
    "an app": (write("bekal.apk", b"x"), [("clean", "bekal.apk", PROGRAM)]),
    "a shortcut that bears the edition's name": (
        write(f"{FOLDER}.lnk", b"x"),
        [
            (
                "clean",
                f"{FOLDER}.lnk",
                "a program or shortcut that bears the name of a folder: a virus does that",
            )
        ],
    ),
    "a program in the edition": (
        write(f"{FOLDER}/HP/hp.exe", b"x"),
        [("clean", f"{FOLDER}/HP/hp.exe", "a program or shortcut that is not on the signed list")],
    ),
    "a page that looks like the start page": (
        write("BUKA.HTML", b"x"),
        [("clean", "BUKA.HTML", "looks like BUKA.HTM and is not")],
    ),
    "a page that bears an edition's name": (
        write("BEKAL-2027.html", b"x"),
        [("clean", "BEKAL-2027.html", "bears an edition's name and is not signed")],
    ),
    "a book outside of the edition": (
        lambda stick: shutil.copytree(stick / FOLDER / "HP", stick / "HP"),
        [("clean", "HP", "looks like a folder of an edition, outside of it")],
    ),
    "an empty folder added": (
        lambda stick: (stick / FOLDER / "SITUS" / "baru").mkdir(),
        [("complete", f"{FOLDER}/SITUS/baru", "a folder that is not on the signed list")],
    ),
    "a forged second edition with its own start page": (
        forge_second_edition,
        [
            (
                "authentic",
                "BEKAL-2027.1.1/manifest.json.minisig",
                f"unknown key, fingerprint {STRANGER.public.fingerprint}",
            ),
            ("complete", "BUKA.HTM", NOT_SIGNED),
        ],
    ),
    "the edition's folder renamed to a newer release": (
        rename_the_edition,
        [("authentic", "BEKAL-2027.1.1", "this folder holds the edition 2026.11.1 under another name")],
    ),
    "the edition's folder removed": (
        lambda stick: shutil.rmtree(stick / FOLDER),
        [("complete", "BEKAL-…", "the folder that BUKA.HTM leads to is missing")],
    ),
    "SHA256SUMS edited": (
        replace(f"{FOLDER}/SHA256SUMS", b"HP/buku-id", b"HP/buku-xx"),
        [("intact", f"{FOLDER}/SHA256SUMS", CHANGED)],
    ),
    "SHA256SUMS removed": (
        lambda stick: (stick / FOLDER / "SHA256SUMS").unlink(),
        [("complete", f"{FOLDER}/SHA256SUMS", "missing from the stick")],
    ),
    "a folder replaced by a link": (
        hide_in_a_link,
        [
            ("clean", f"{FOLDER}/HP", "a link or a device, where only files belong"),
            ("complete", f"{FOLDER}/HP/buku-en.html", "missing from the stick"),
            ("complete", f"{FOLDER}/HP/buku-id.html", "missing from the stick"),
        ],
    ),
    "a link in the root": (
        lambda stick: (stick / "foto").symlink_to("/"),
        [("clean", "foto", "a link or a device, where only files belong")],
    ),
    "a pipe in the edition": (
        lambda stick: os.mkfifo(stick / FOLDER / "HP" / "a"),
        [("clean", f"{FOLDER}/HP/a", "a link or a device, where only files belong")],
    ),
    "a name with terminal commands": (
        write(f"{FOLDER}/\x1b[2Jx\n", b"x"),
        [("complete", f"{FOLDER}/\\x1b[2Jx\\x0a", "a file that is not on the signed list")],
    ),
    "a copy of a worm one level down": (
        copy_like_a_worm,
        [("clean", "Foto/foto.exe", "a program that bears a folder's name")],
    ),
    "a folder without a visible name": (
        lambda stick: (stick / "\u00a0").mkdir(),
        [("clean", "\\xa0", "a folder whose name cannot be seen: a virus hides files there")],
    ),
}


@pytest.mark.parametrize("case", TAMPERING)
def test_tampering_is_named_with_its_place_and_makes_the_stick_unsafe(stick: Path, case: str) -> None:
    tamper, expected = TAMPERING[case]
    tamper(stick)
    outcome = report(stick)
    assert said(outcome) == expected
    assert outcome.verdict is Verdict.UNSAFE
    assert all(finding.fix for finding in outcome.findings)


def test_a_changed_list_of_checksums_is_found_even_when_all_files_agree_with_it(stick: Path) -> None:
    (stick / INDEX).write_bytes(b"forged")
    sums = (stick / FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    forged = hashlib.sha256(b"forged").hexdigest() + "  SITUS/index.html"
    kept = [line for line in sums if not line.endswith("  SITUS/index.html")]
    (stick / FOLDER / "SHA256SUMS").write_text("\n".join(sorted([*kept, forged])) + "\n", encoding="ascii")
    assert [(kind, path) for kind, path, _message in said(report(stick))] == [
        ("intact", INDEX),
        ("intact", f"{FOLDER}/SHA256SUMS"),
    ]


def test_a_file_that_grows_without_end_is_not_read(stick: Path) -> None:
    with (stick / INDEX).open("r+b") as file:
        file.truncate(10**12)
    assert said(report(stick)) == [("intact", INDEX, "changed (1,000,000,000,000 bytes, expected 53)")]


def test_a_folder_full_of_strangers_is_named_to_a_limit(stick: Path) -> None:
    for number in range(1000):
        (stick / FOLDER / f"{number}.html").write_bytes(b"")
    assert len(report(stick).findings) == 400


def test_nothing_on_the_stick_is_trusted(stick: Path) -> None:
    shutil.rmtree(stick)
    make_bundle(stick, key=STRANGER)
    (stick / "key.pub").write_text(STRANGER.public.as_file(), encoding="ascii")
    assert [kind for kind, _path, _message in said(report(stick))] == ["authentic"]


def test_a_key_that_took_over_a_trusted_id_is_no_trusted_key(stick: Path) -> None:
    shutil.rmtree(stick)
    posing = dataclasses.replace(
        STRANGER, public=dataclasses.replace(STRANGER.public, key_id=KEY.public.key_id)
    )
    make_bundle(stick, key=posing)
    assert said(report(stick)) == [
        ("authentic", SEALED, NOT_THE_LIST + "the signature does not belong to these bytes")
    ]


def test_an_unfinished_folder_is_named_with_the_remedy(stick: Path) -> None:
    (stick / "BEKAL-2026.12.1" / "HP").mkdir(parents=True)
    (stick / "BEKAL-2026.12.1" / "HP" / "buku-id.html").write_bytes(b"half")
    (finding,) = report(stick).findings
    assert (finding.kind, finding.path) == (Question.AUTHENTIC, "BEKAL-2026.12.1/manifest.json.minisig")
    assert finding.message == "there is no signature: this folder is unfinished, or someone removed it"
    assert finding.fix == (
        "write the bundle to the stick again; if BEKAL-2026.12.1 is still named then, delete that folder"
    )


def test_an_honest_older_edition_may_be_used_but_is_old(stick: Path, tmp_path: Path) -> None:
    seen = SeenReleases(tmp_path / "seen.json")
    seen.remember(make_bundle(tmp_path / "newer", make_edition("2026.11.10")), KEY.public)
    outcome = report(stick, seen=seen)
    assert said(outcome) == [
        ("current", FOLDER, "this computer has already seen the newer release 2026.11.10")
    ]
    assert outcome.verdict is Verdict.OLD


def test_a_newer_release_for_another_village_or_by_another_key_makes_nothing_old(
    stick: Path, tmp_path: Path
) -> None:
    seen = SeenReleases(tmp_path / "seen.json")
    seen.remember(make_bundle(tmp_path / "a", make_edition("2026.11.10", village="oben")), KEY.public)
    seen.remember(make_bundle(tmp_path / "b", make_edition("2026.11.10")), STRANGER.public)
    assert report(stick, seen=seen).verdict is Verdict.SAFE


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


def test_a_page_that_leads_to_the_older_edition_makes_the_stick_old(tmp_path: Path) -> None:
    outcome = report(two_editions(tmp_path))
    assert said(outcome) == [
        ("current", "BUKA.HTM", f"the start page leads to {FOLDER}, though BEKAL-2026.12.1 is on the stick")
    ]
    assert outcome.verdict is Verdict.OLD


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
