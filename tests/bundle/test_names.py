from __future__ import annotations

import pytest

from bekal.bundle.names import (
    check_payload_path,
    check_unique,
    is_edition_name,
    is_program,
    looks_like,
    printable,
    release_of_folder,
)
from bekal.bundle.refused import NameRefusedError


@pytest.mark.parametrize(
    "path",
    ["HP/buku-id.html", "SITUS/en/complaints/emergency.html", "PERIKSA.html", "CETAK/a.b-2.pdf", "a.html"],
)
def test_a_payload_path_is_accepted(path: str) -> None:
    check_payload_path(path)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "a name is empty"),
        ("HP//a", "a name is empty"),
        ("HP/", "a name is empty"),
        ("/etc/passwd", "the path leaves the edition's folder"),
        ("../BUKA.HTM", "the path leaves the edition's folder"),
        ("HP/../../a", "the path leaves the edition's folder"),
        ("HP/./a", "the path leaves the edition's folder"),
        ("C:/a", "the path leaves the edition's folder"),
        ("HP\\a", "a path is written with / and never with a backslash"),
        ("hp/Buku.html", "a name holds only a-z, 0-9, - and ."),
        ("SITUS/HP/a", "a name holds only a-z, 0-9, - and ."),
        ("HP/é.html", "a name holds only a-z, 0-9, - and ."),
        ("HP/a b", "a name holds only a-z, 0-9, - and ."),
        ("HP/a:b", "a name holds only a-z, 0-9, - and ."),
        ("HP/.htaccess", "a name does not begin with . or -, nor end with ."),
        ("HP/-a", "a name does not begin with . or -, nor end with ."),
        ("HP/a.", "a name does not begin with . or -, nor end with ."),
        ("HP/con", "Windows keeps this name for itself"),
        ("HP/aux.html", "Windows keeps this name for itself"),
        ("com1/a", "Windows keeps this name for itself"),
        ("manifest.json", "this name belongs to the edition's own seals"),
        ("sha256sums", "this name belongs to the edition's own seals"),
        ("HP/" + "a" * 61, "the name has 61 characters, more than 60"),
        ("/".join(["a" * 40] * 3), "the path has 122 characters, more than 120"),
    ],
)
def test_a_path_that_some_device_would_not_keep_is_refused(path: str, reason: str) -> None:
    with pytest.raises(NameRefusedError) as refusal:
        check_payload_path(path)
    assert str(refusal.value) == reason


@pytest.mark.parametrize(
    ("paths", "reason"),
    [
        (["a", "a"], "the path stands there twice, or differs from another in upper and lower case only"),
        (
            ["PERIKSA.html", "periksa.html"],
            "the path stands there twice, or differs from another in upper and lower case only",
        ),
        (["HP/a", "hp/b"], "a folder is spelled twice, once in upper and once in lower case"),
        (["a", "a/b"], "the same name is a file and a folder"),
    ],
)
def test_names_that_a_stick_would_confuse_are_refused(paths: list[str], reason: str) -> None:
    with pytest.raises(NameRefusedError) as refusal:
        check_unique(paths)
    assert str(refusal.value) == reason


def test_programs_and_shortcuts_are_known_by_their_ending() -> None:
    assert [
        name
        for name in (
            "a.exe",
            "foto.jpg.EXE",
            "a.lnk",
            "a.apk",
            "autorun.inf",
            "x.vbs. ",
            "a.html",
            "a.pdf",
            "exe",
            "a.txt",
        )
        if is_program(name)
    ] == ["a.exe", "foto.jpg.EXE", "a.lnk", "a.apk", "autorun.inf", "x.vbs. "]


def test_what_people_would_take_for_the_start_page() -> None:
    assert [
        name
        for name in (
            "BUKA.HTM",
            "buka.htm",
            "BUKA.HTML",
            "BUKA .HTM",
            "BUKA (1).HTM",
            "BU\u200bKA.HTM",
            "buku.html",
        )
        if looks_like(name, "BUKA.HTM")
    ] == ["buka.htm", "BUKA.HTML", "BUKA .HTM", "BUKA (1).HTM", "BU\u200bKA.HTM"]


def test_what_people_would_take_for_an_edition() -> None:
    names = ("BEKAL-2026.11.1", "bekal-2027", "Bekal 2026", "BEKAL2027", "BEKAL-", "Bekal makanan", "foto")
    assert [name for name in names if is_edition_name(name)] == list(names[:5])


def test_the_release_is_read_from_the_folder() -> None:
    assert release_of_folder("BEKAL-2026.11.1") == "2026.11.1"
    assert [
        release_of_folder(name) for name in ("BEKAL-", "2026.11.1", "BEKAL-2026.13.1", "BEKAL-2026.01.1")
    ] == [None] * 4


def test_a_name_for_the_screen_holds_no_commands_and_no_broken_bytes() -> None:
    assert printable("a\x1b[31m\n\udcff\u202eb\u00a0é") == "a\\x1b[31m\\x0a\\xdcff\\x202eb\\xa0é"
