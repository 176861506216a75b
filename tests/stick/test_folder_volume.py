from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bekal.stick import folder_volume as module
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.volume import Entry, Kind, read_small

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [0, 1, 511, 512, 4096, 1024 * 1024, 1024 * 1024 + 1, 2_500_000]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_written_comes_back_whole(tmp_path: Path, size: int) -> None:
    stick = FolderVolume(tmp_path)
    data = os.urandom(size)
    stick.create_file("a", [data[: size // 2], data[size // 2 :]])
    stick.sync_file("a")
    stick.sync_folder("")
    assert b"".join(stick.read_back("a", size + 1)) == data
    assert b"".join(stick.read_back("a", 100)) == data[:100]
    assert read_small(stick, "a", 10) == data[:11]


@pytest.mark.parametrize("size", SIZES)
def test_reading_back_works_where_direct_reading_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(module, "_DIRECT", 0)
    data = os.urandom(size)
    (tmp_path / "a").write_bytes(data)
    assert b"".join(FolderVolume(tmp_path).read_back("a", size + 1)) == data


def test_reading_back_turns_to_the_other_way_when_a_direct_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"x" * 5000)
    readv, calls = os.readv, []

    def refuse_once(handle: int, buffers: list[memoryview]) -> int:
        calls.append(handle)
        if len(calls) == 1:
            raise OSError(22, "Invalid argument")
        return readv(handle, buffers)

    monkeypatch.setattr(
        module, "_open_for_reading", lambda place, **_options: (os.open(place, os.O_RDONLY), True)
    )
    monkeypatch.setattr(os, "readv", refuse_once)
    assert b"".join(FolderVolume(tmp_path).read_back("a", 6000)) == b"x" * 5000


def test_an_endless_file_is_read_to_the_limit_only(tmp_path: Path) -> None:
    (tmp_path / "zero").symlink_to("/dev/zero")
    with pytest.raises(OSError, match="symbolic links"):
        read_small(FolderVolume(tmp_path), "zero", 1000)
    os.mkfifo(tmp_path / "pipe")
    assert read_small(FolderVolume(tmp_path), "pipe", 1000) == b""


def test_entries_are_sorted_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"123")
    (tmp_path / "a").mkdir()
    (tmp_path / "c").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "d")
    assert FolderVolume(tmp_path).list_folder("") == [
        Entry("a", Kind.FOLDER),
        Entry("b", Kind.FILE, 3),
        Entry("c", Kind.LINK),
        Entry("d", Kind.OTHER),
    ]
    assert FolderVolume(tmp_path).look_at("b/x") is None
    assert FolderVolume(tmp_path).look_at("nothing") is None


def test_a_listing_without_end_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    for number in range(4):
        (tmp_path / str(number)).write_bytes(b"")
    with pytest.raises(OSError, match="File too large"):
        FolderVolume(tmp_path).list_folder("")


def test_overwriting_in_place_keeps_the_file_and_its_place(tmp_path: Path) -> None:
    page = tmp_path / "BUKA.HTM"
    page.write_bytes(b"a" * 512)
    inode = page.stat().st_ino
    FolderVolume(tmp_path).overwrite_in_place("BUKA.HTM", b"b" * 512)
    assert (page.read_bytes(), page.stat().st_ino) == (b"b" * 512, inode)


@pytest.mark.parametrize("length", [0, 100, 700])
def test_overwriting_a_page_of_another_length_leaves_the_right_one(tmp_path: Path, length: int) -> None:
    (tmp_path / "BUKA.HTM").write_bytes(b"a" * length)
    FolderVolume(tmp_path).overwrite_in_place("BUKA.HTM", b"b" * 512)
    assert (tmp_path / "BUKA.HTM").read_bytes() == b"b" * 512


def test_a_page_is_overwritten_without_being_cut_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "BUKA.HTM").write_bytes(b"a" * 512)

    def never(*_arguments: object) -> None:
        raise AssertionError("cut")

    monkeypatch.setattr(os, "ftruncate", never)
    flags: list[int] = []
    opened = os.open

    def record(path: Path, flag: int) -> int:
        flags.append(flag)
        return opened(path, flag)

    monkeypatch.setattr(os, "open", record)
    FolderVolume(tmp_path).overwrite_in_place("BUKA.HTM", b"b" * 512)
    assert [flag & os.O_TRUNC for flag in flags] == [0]


def test_a_file_that_is_there_is_never_created_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("a", "link"):
        with pytest.raises(FileExistsError):
            FolderVolume(tmp_path).create_file(name, [b"x"])
    assert not (tmp_path / "elsewhere").exists()


def test_removing_removes_a_link_and_not_its_target(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    stick = FolderVolume(tmp_path)
    stick.remove_file("link")
    stick.make_folder("f")
    stick.remove_folder("f")
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_only_one_writer_holds_the_stick(tmp_path: Path) -> None:
    stick = FolderVolume(tmp_path)
    with stick.locked() as first, stick.locked() as second:
        assert (first, second) == (True, False)
    with stick.locked() as again:
        assert again


def test_the_room_is_the_file_systems(tmp_path: Path) -> None:
    room = FolderVolume(tmp_path).room()
    assert room.free > 0
    assert room.cluster >= 512
    assert FolderVolume(tmp_path).name == str(tmp_path)
