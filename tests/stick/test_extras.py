"""What lies among the files of an edition: how it is called, how much of it is read, and that it stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bekal.stick.verdict import Verdict
from bundles import PAYLOAD, make_bundle
from fake_stick import FakeFile, FakeStick
from judging import report
from tampering import BOOK, CASES, FOLDER, write_honest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def stick(tmp_path: Path) -> FakeStick:
    write_honest(tmp_path / "stick")
    fake = FakeStick()
    fake.load(tmp_path / "stick")
    return fake


def put(stick: FakeStick, path: str, data: bytes) -> None:
    stick.files[path] = FakeFile(data, data)


def read(stick: FakeStick) -> list[str]:
    return [path for call, path in stick.all_calls if call == "read_back"]


def said(stick: FakeStick, locale: str = "en") -> list[tuple[str, str, str]]:
    return [(one.path, one.message, one.fix) for one in report(stick, locale=locale).findings]


def test_a_renamed_file_is_told_to_be_the_same_and_what_its_name_must_be(stick: FakeStick) -> None:
    put(stick, f"{FOLDER}/HP/buku-id (1).html", stick.files.pop(BOOK).data)
    assert said(stick) == [
        (
            f"{FOLDER}/HP/buku-id (1).html",
            "this is 'buku-id.html', unchanged: only its name is another",
            "rename it back to exactly 'buku-id.html'; or delete it, and write the bundle to the stick again",
        )
    ]
    assert said(stick, "id") == [
        (
            f"{FOLDER}/HP/buku-id (1).html",
            "ini 'buku-id.html', isinya masih utuh: hanya namanya yang berubah",
            (
                "kembalikan namanya menjadi persis 'buku-id.html'; "
                "atau hapus berkas ini, lalu tulis lagi paketnya ke flashdisk"
            ),
        )
    ]
    assert report(stick).verdict is Verdict.UNSAFE


def test_doing_what_is_said_makes_the_stick_whole(tmp_path: Path) -> None:
    write_honest(tmp_path / "stick")
    book = tmp_path / "stick" / BOOK
    for name in ("buku-id.html.txt", "../SITUS/Copy of buku-id.html"):
        book.rename(book.parent / name)
        assert report(tmp_path / "stick").verdict is Verdict.UNSAFE
        (book.parent / name).rename(book)
        assert report(tmp_path / "stick").verdict is Verdict.SAFE


@pytest.mark.parametrize(
    "case", ["a file moved to another folder of the edition", "a second copy of a file beside it"]
)
def test_nobody_is_told_of_a_virus_when_the_bytes_are_ours(tmp_path: Path, case: str) -> None:
    write_honest(tmp_path / "stick")
    CASES[case].damage(tmp_path / "stick")
    for locale in ("en", "id"):
        (finding,) = report(tmp_path / "stick", locale=locale).findings
        assert "virus" not in f"{finding.message} {finding.fix}"


def test_only_an_extra_that_is_as_large_as_a_listed_file_is_read(stick: FakeStick) -> None:
    put(stick, f"{FOLDER}/HP/other.mp4", b"x" * 4096)
    put(stick, f"{FOLDER}/HP/same-size.html", b"x" * len(stick.files[BOOK].data))
    put(stick, f"{FOLDER}/HP/same-size.exe", stick.files[BOOK].data)
    put(stick, f"{FOLDER}/HP/empty.html", b"")
    strangers = [message for _path, message, _fix in said(stick)]
    assert strangers.count("a file that is not on the signed list") == 3
    assert strangers.count("a program or shortcut that is not on the signed list") == 1
    assert f"{FOLDER}/HP/same-size.html" in read(stick)
    assert not {f"{FOLDER}/HP/{name}" for name in ("other.mp4", "same-size.exe", "empty.html")} & {
        *read(stick)
    }


def test_all_extras_together_are_read_for_no_more_bytes_than_the_list_names(stick: FakeStick) -> None:
    data = stick.files[BOOK].data
    for number in range(300):
        put(stick, f"{FOLDER}/HP/copy-{number:03}.html", data)
    messages = [message for _path, message, _fix in said(stick)]
    copies = messages.count("a copy of 'buku-id.html', unchanged: it does no harm")
    listed = [path for path in stick.files if path.startswith(FOLDER) and "copy-" not in path]
    assert copies == sum(len(stick.files[path].data) for path in listed) // len(data)
    assert messages.count("a file that is not on the signed list") == 300 - copies
    assert len([path for path in read(stick) if "copy-" in path]) == copies


def test_an_extra_that_is_longer_than_its_folder_says_is_no_copy(stick: FakeStick) -> None:
    data = stick.files[BOOK].data
    stick.files[f"{FOLDER}/HP/copy.html"] = FakeFile(data, data + b"x" * 10_000)
    assert [message for _path, message, _fix in said(stick)] == ["a file that is not on the signed list"]


def test_an_extra_that_cannot_be_read_is_named_all_the_same(stick: FakeStick) -> None:
    put(stick, f"{FOLDER}/HP/copy.html", stick.files[BOOK].data)
    said(stick)
    stick.fail_at = [path for _call, path in stick.all_calls].index(f"{FOLDER}/HP/copy.html")
    stick.all_calls.clear()
    assert [message for _path, message, _fix in said(stick)] == ["a file that is not on the signed list"]


def test_of_two_files_with_the_same_bytes_the_missing_one_is_meant(tmp_path: Path) -> None:
    twins = {
        f"SITUS/{name}.html": "<!doctype html><title>Sama</title>" for name in ("a", "b", "en/a", "en/c")
    }
    make_bundle(tmp_path / "stick", payload={**PAYLOAD, **twins})
    site = tmp_path / "stick" / FOLDER / "SITUS"
    for name in ("b", "en/a", "en/c"):
        (site / f"{name}.html").rename(site / f"{name} (1).html")
    assert [
        (finding.path.removeprefix(f"{FOLDER}/SITUS/"), finding.message)
        for finding in report(tmp_path / "stick").findings
    ] == [
        ("b (1).html", "this is 'b.html', unchanged: only its name is another"),
        ("en/a (1).html", "this is 'a.html', unchanged: only its name is another"),
        ("en/c (1).html", "this is 'c.html', unchanged: only its name is another"),
    ]
