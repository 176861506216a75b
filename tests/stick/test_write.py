"""Writing: the order of operations, interruption at every one of them, refusals, and what is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bekal.errors import StickError
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.plan import prepare
from bekal.stick.verdict import Verdict
from bekal.stick.write import Written, carry_out
from bundles import KEY, PAYLOAD, STRANGER, WORDS, make_bundle, make_edition
from fake_stick import FakeFile, FakeStick
from judging import report

if TYPE_CHECKING:
    from pathlib import Path

    from bekal.bundle.minisign import SecretKey

OLD, NEW, NEXT = "2026.9.1", "2026.11.1", "2026.12.1"


def bundle(
    tmp_path: Path, release: str, *, text: str = "", key: SecretKey = KEY, village: str | None = None
) -> FolderVolume:
    folder = tmp_path / f"bundle-{release}-{village}{len(text)}"
    if not folder.exists():
        payload = {path: f"{content} {release} {text}" for path, content in PAYLOAD.items()}
        make_bundle(folder, make_edition(release, village=village), key=key, payload=payload)
    return FolderVolume(folder)


def write(source: FolderVolume, stick: FakeStick | FolderVolume) -> Written:
    return carry_out(prepare(source, stick, [KEY.public], WORDS), WORDS)


def stick_with(tmp_path: Path, *releases: str) -> FakeStick:
    stick = FakeStick()
    for release in releases:
        write(bundle(tmp_path, release), stick)
    stick.calls.clear()
    return stick


def refused(source: FolderVolume, stick: FakeStick | FolderVolume) -> str:
    with pytest.raises(StickError) as error:
        write(source, stick)
    assert error.value.fix
    return error.value.message


def test_a_fresh_stick_becomes_the_bundle_exactly(tmp_path: Path) -> None:
    source, stick = bundle(tmp_path, NEW), FakeStick()
    done = write(source, stick)
    expected = {
        path.relative_to(source.root).as_posix(): path.read_bytes()
        for path in source.root.rglob("*")
        if path.is_file()
    }
    assert stick.content() == expected
    assert (done.written, done.kept, done.removed, done.proven) == (
        len(expected),
        0,
        (),
        frozenset({f"BEKAL-{NEW}"}),
    )
    assert report(stick).verdict is Verdict.SAFE


def test_the_start_page_changes_last_and_in_place(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD)
    write(bundle(tmp_path, NEW), stick)
    folder = f"BEKAL-{NEW}"
    inner = ["HP", "SITUS", "SITUS/complaints", "SITUS/en", "SITUS/en/complaints"]
    files = sorted(PAYLOAD)
    assert stick.calls == [
        ("make_folder", folder),
        *(("make_folder", f"{folder}/{path}") for path in inner),
        *(("create_file", f"{folder}/{path}") for path in files),
        *(("sync_file", f"{folder}/{path}") for path in files),
        *(("sync_folder", f"{folder}/{path}") for path in reversed(inner)),
        ("sync_folder", folder),
        ("sync_folder", ""),
        *(
            (call, f"{folder}/{name}")
            for name in ("SHA256SUMS", "manifest.json", "manifest.json.minisig")
            for call in ("create_file", "sync_file")
        ),
        ("sync_folder", folder),
        ("sync_folder", ""),
        ("overwrite_in_place", "BACA-SAYA.txt"),
        ("overwrite_in_place", "BUKA.HTM"),
    ]


def test_the_first_start_page_is_created_last(tmp_path: Path) -> None:
    stick = FakeStick()
    write(bundle(tmp_path, NEW), stick)
    assert stick.calls[-3:] == [("create_file", "BUKA.HTM"), ("sync_file", "BUKA.HTM"), ("sync_folder", "")]


def opened_edition(stick: FakeStick) -> str:
    """Give the folder the start page leads to, after proving that all of it is there and right."""
    page = stick.content()["BUKA.HTM"].decode("ascii")
    (release,) = [release for release in (OLD, NEW, NEXT) if f"BEKAL-{release}/" in page]
    folder = f"BEKAL-{release}"
    outcome = report(stick)
    assert [finding for finding in outcome.findings if finding.path.startswith(f"{folder}/")] == []
    assert not any(
        finding.path in ("BUKA.HTM", "BACA-SAYA.txt") and finding.kind != "current"
        for finding in outcome.findings
    )
    return release


@pytest.mark.parametrize("is_done", [False, True])
def test_pulling_the_stick_at_any_call_leaves_the_old_or_the_new_edition(
    tmp_path: Path, *, is_done: bool
) -> None:
    source = bundle(tmp_path, NEXT)
    whole = stick_with(tmp_path, OLD, NEW)
    write(source, whole)
    opened = []
    for call in range(len(whole.calls)):
        stick = stick_with(tmp_path, OLD, NEW)
        stick.pull_at, stick.is_done_when_pulled = call, is_done
        with pytest.raises(StickError) as error:
            write(source, stick)
        assert error.value.message == "E: was pulled out or is failing: Input/output error"
        stick.plug_in()
        opened.append(opened_edition(stick))
        write(source, stick)
        assert stick.content() == whole.content(), call
        assert report(stick).findings == ()
    switched = opened.index(NEXT) if NEXT in opened else len(opened)
    assert opened == [NEW] * switched + [NEXT] * (len(opened) - switched)
    assert switched == len(opened) - is_done


def test_pulling_a_first_write_at_any_call_can_be_repeated(tmp_path: Path) -> None:
    source, whole = bundle(tmp_path, NEW), FakeStick()
    write(source, whole)
    for call in range(len(whole.calls)):
        stick = FakeStick(pull_at=call)
        refused(source, stick)
        stick.plug_in()
        write(source, stick)
        assert stick.content() == whole.content(), call


def test_writing_again_keeps_what_is_right(tmp_path: Path) -> None:
    stick, source = FakeStick(), bundle(tmp_path, NEW)
    stick.pull_at = 15  # six folders and six files are made, three files synced
    refused(source, stick)
    stick.plug_in()
    kept = {path for path, data in stick.content().items() if data == (source.root / path).read_bytes()}
    done = write(source, stick)
    assert done.kept == len(kept) == 3
    assert not {path for call, path in stick.calls if call in ("create_file", "remove_file")} & kept


def test_writing_the_same_bundle_again_writes_nothing(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD, NEW)
    done = write(bundle(tmp_path, NEW), stick)
    assert (done.written, done.kept, done.removed) == (0, len(PAYLOAD), ())
    assert {call for call, _path in stick.calls} <= {"sync_file", "sync_folder"}


def test_writing_again_repairs_a_damaged_edition_and_its_signposts(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, NEW)
    whole = stick.content()
    for path in (f"BEKAL-{NEW}/HP/buku-id.html", f"BEKAL-{NEW}/manifest.json", "BUKA.HTM", "BACA-SAYA.txt"):
        stick.files[path] = FakeFile(b"damaged", b"damaged")
    del stick.files[f"BEKAL-{NEW}/SITUS/index.html"]
    write(bundle(tmp_path, NEW), stick)
    assert stick.content() == whole


def test_the_edition_before_last_goes_at_the_next_update_only(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD, NEW)
    assert {path for path in stick.folders if "/" not in path and path} == {f"BEKAL-{OLD}", f"BEKAL-{NEW}"}
    done = write(bundle(tmp_path, NEXT), stick)
    assert done.removed == (f"BEKAL-{OLD}",)
    assert done.proven == {f"BEKAL-{NEW}", f"BEKAL-{NEXT}"}
    assert {path for path in stick.folders if "/" not in path and path} == {f"BEKAL-{NEW}", f"BEKAL-{NEXT}"}
    first_new = next(number for number, (call, _path) in enumerate(stick.calls) if call == "make_folder")
    removal = stick.calls[:first_new]
    assert {call for call, _path in removal} == {"remove_file", "remove_folder", "sync_folder"}
    assert not any(call.startswith("remove") for call, _path in stick.calls[first_new:])
    assert removal[-6:] == [
        ("sync_folder", f"BEKAL-{OLD}"),  # the device has its files removed before the first seal goes
        ("remove_file", f"BEKAL-{OLD}/SHA256SUMS"),
        ("remove_file", f"BEKAL-{OLD}/manifest.json"),
        ("remove_file", f"BEKAL-{OLD}/manifest.json.minisig"),
        ("remove_folder", f"BEKAL-{OLD}"),
        ("sync_folder", ""),
    ]


def test_nothing_is_removed_when_the_current_edition_is_damaged(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD, NEW)
    stick.spoil = f"BEKAL-{NEW}/HP/buku-id.html"
    done = write(bundle(tmp_path, NEXT), stick)
    assert done.removed == ()
    assert f"BEKAL-{OLD}/manifest.json" in stick.content()


def test_other_peoples_files_stay_even_inside_an_old_edition(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD, NEW)
    stick.folders |= {"foto"}
    for path in ("foto/anak.jpg", "surat.pdf", f"BEKAL-{OLD}/HP/catatan.txt"):
        stick.files[path] = FakeFile(b"mine", b"mine")
    write(bundle(tmp_path, NEXT), stick)
    for path in ("foto/anak.jpg", "surat.pdf", f"BEKAL-{OLD}/HP/catatan.txt"):
        assert stick.content()[path] == b"mine"
    assert [finding.path for finding in report(stick).findings] == [f"BEKAL-{OLD}/HP/catatan.txt"]


def test_an_older_release_is_refused_by_number(tmp_path: Path) -> None:
    assert refused(bundle(tmp_path, OLD), stick_with(tmp_path, NEW)) == (
        "E: holds the newer release 2026.11.1; 2026.9.1 would be a step back"
    )


def test_another_bundle_with_the_same_release_is_refused(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, NEW)
    assert refused(bundle(tmp_path, NEW, text="changed"), stick) == (
        "E: holds another edition with the same release 2026.11.1"
    )
    assert refused(bundle(tmp_path, NEW, village="oben"), stick) == (
        "E: holds release 2026.11.1 as the edition for every village, "
        "and this is the edition of the village oben"
    )


def test_a_strangers_edition_with_the_same_release_is_refused(tmp_path: Path) -> None:
    stick = FakeStick()
    stick.load(bundle(tmp_path, NEW, text="theirs", key=STRANGER).root)
    assert refused(bundle(tmp_path, NEW), stick) == "E: holds another edition with the same release 2026.11.1"


def test_a_strangers_newer_edition_does_not_stop_a_write_and_is_named_afterwards(tmp_path: Path) -> None:
    stick = FakeStick()
    stick.load(bundle(tmp_path, NEXT, key=STRANGER).root)
    write(bundle(tmp_path, NEW), stick)
    assert [finding.path for finding in report(stick).findings] == [f"BEKAL-{NEXT}/manifest.json.minisig"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("BUKA.HTM", b"<p>my own page"),
        ("BACA-SAYA.txt", b"catatan saya"),
        ("buka.htm", b""),
        (f"bekal-{NEW}", b""),
    ],
)
def test_something_else_of_the_same_name_is_not_written_over(tmp_path: Path, path: str, data: bytes) -> None:
    stick = FakeStick()
    stick.files[path] = FakeFile(data, data)
    assert refused(bundle(tmp_path, NEW), stick) == f"E: holds something else called {path}"
    assert (stick.calls, stick.content()) == ([], {path: data})


def test_a_link_in_the_place_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    stick, outside = tmp_path / "stick", tmp_path / "outside"
    (stick / f"BEKAL-{NEW}").mkdir(parents=True)
    outside.mkdir()
    (stick / f"BEKAL-{NEW}" / "HP").symlink_to(outside)
    assert refused(bundle(tmp_path, NEW), FolderVolume(stick)).endswith(
        f"holds something else called BEKAL-{NEW}/HP"
    )
    assert list(outside.iterdir()) == []


def test_a_full_stick_is_refused_with_what_is_missing_before_anything_changes(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD, NEW)
    before = stick.content()
    stick.free -= stick.room().free + 8192
    # 10 clusters for files and 12 for folders are needed and 2 more are overdrawn; the outdated edition gives 6 back
    assert refused(bundle(tmp_path, NEXT), stick) == (
        "E: is too full: 73,728 bytes are missing for release 2026.12.1 beside what must stay"
    )
    assert (stick.content(), stick.calls) == (before, [])


def test_room_that_only_a_damaged_current_edition_withholds_is_counted_again(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD, NEW)
    stick.free -= stick.room().free - 17 * 4096
    stick.spoil = f"BEKAL-{NEW}/HP/buku-id.html"
    assert refused(bundle(tmp_path, NEXT), stick) == (
        "E: is too full: 20,480 bytes are missing for release 2026.12.1 beside what must stay"
    )
    assert stick.calls == []


def test_a_stick_that_becomes_full_says_how_much_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = stick_with(tmp_path, NEW)
    plan = prepare(bundle(tmp_path, NEXT), stick, [KEY.public], WORDS)
    stick.free -= stick.room().free - 8 * 4096
    with pytest.raises(StickError) as error:
        carry_out(plan, WORDS)
    assert error.value.message == "E: became full: 32,768 bytes are missing"
    assert opened_edition(stick) == NEW


def test_a_read_only_stick_says_so(tmp_path: Path) -> None:
    assert (
        refused(bundle(tmp_path, NEW), FakeStick(is_read_only=True))
        == "E: cannot be written: Read-only file system"
    )


def test_a_stick_that_linux_made_read_only_is_to_be_repaired(tmp_path: Path) -> None:
    with pytest.raises(StickError) as error:
        write(bundle(tmp_path, NEW), FakeStick(is_read_only=True))
    assert "let the computer repair it" in error.value.fix


@pytest.mark.parametrize("inner", ["", "/SITUS/en"])
def test_on_fat_an_unfinished_folder_is_begun_anew_because_it_may_take_no_files(
    tmp_path: Path, inner: str
) -> None:
    stick, folder = stick_with(tmp_path, OLD), f"BEKAL-{NEW}"
    stick.files["foto.jpg"] = FakeFile(b"ours not", b"ours not")
    stick.folders |= {folder, f"{folder}/SITUS", f"{folder}/SITUS/en"}
    stick.files[f"{folder}/SITUS/index.html"] = FakeFile(b"half", b"half")
    stick.holed, stick.resumes = {f"{folder}{inner}"}, False
    done = write(bundle(tmp_path, NEW), stick)
    assert (done.written, done.kept) == (len(PAYLOAD) + 3, 0)
    assert report(stick).verdict is Verdict.SAFE
    assert stick.content()["foto.jpg"] == b"ours not"


def test_on_fat_not_even_a_whole_folder_is_kept_before_readers_are_led_to_it(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD)
    before = stick.content()
    write(bundle(tmp_path, NEW), stick)
    for name in ("BUKA.HTM", "BACA-SAYA.txt"):
        stick.files[name] = FakeFile(before[name], before[name])
    stick.resumes = False
    done = write(bundle(tmp_path, NEW), stick)
    assert (done.written, done.kept) == (len(PAYLOAD) + 3, 0)
    assert report(stick).verdict is Verdict.SAFE


def test_on_fat_signposts_of_a_first_write_that_was_interrupted_are_made_anew(tmp_path: Path) -> None:
    stick = FakeStick(resumes=False)
    write(bundle(tmp_path, NEW), stick)
    stick.files["BUKA.HTM"] = FakeFile(bytes(512), bytes(512))
    stick.calls.clear()
    write(bundle(tmp_path, NEW), stick)
    assert [call for call in stick.calls if call[1] == "BUKA.HTM"] == [
        ("remove_file", "BUKA.HTM"),
        ("create_file", "BUKA.HTM"),
        ("sync_file", "BUKA.HTM"),
    ]
    assert report(stick).verdict is Verdict.SAFE


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_folder_whose_long_name_did_not_reach_the_stick_is_removed_by_the_next_write(
    tmp_path: Path, *, is_empty: bool
) -> None:
    """FAT keeps a long name beside the short one; a pull between the two leaves the short one alone."""
    stick = stick_with(tmp_path, OLD)
    stick.folders |= {"BEKAL-~1.2"}
    if not is_empty:
        stick.folders |= {"BEKAL-~1.2/SITUS"}
        stick.files["BEKAL-~1.2/SITUS/index.html"] = FakeFile(b"half", b"half")
    assert report(stick).verdict is Verdict.UNSAFE
    done = write(bundle(tmp_path, NEW), stick)
    assert done.removed == ("BEKAL-~1.2",)
    assert report(stick).verdict is Verdict.SAFE


def test_a_folder_with_such_a_name_stays_when_others_files_are_in_it(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD)
    stick.folders |= {"BEKAL-~1.2"}
    stick.files["BEKAL-~1.2/foto.jpg"] = FakeFile(b"ours not", b"ours not")
    assert write(bundle(tmp_path, NEW), stick).removed == ()
    assert stick.content()["BEKAL-~1.2/foto.jpg"] == b"ours not"


def test_on_fat_a_folder_stays_when_others_files_are_in_it(tmp_path: Path) -> None:
    stick, folder = stick_with(tmp_path, OLD), f"BEKAL-{NEW}"
    stick.folders |= {folder}
    stick.files[f"{folder}/foto.jpg"] = FakeFile(b"ours not", b"ours not")
    stick.resumes = False
    write(bundle(tmp_path, NEW), stick)
    assert stick.content()[f"{folder}/foto.jpg"] == b"ours not"


def test_on_fat_the_edition_that_readers_open_is_never_begun_anew(tmp_path: Path) -> None:
    stick, folder = stick_with(tmp_path, NEW), f"BEKAL-{NEW}"
    del stick.files[f"{folder}/HP/buku-id.html"]
    stick.resumes = False
    done = write(bundle(tmp_path, NEW), stick)
    assert (done.written, done.kept) == (1, len(PAYLOAD) - 1)


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    assert (
        refused(bundle(tmp_path, NEW), FakeStick(is_busy=True)) == "another bekal is writing to E: right now"
    )


@pytest.mark.parametrize("path", ["HP/buku-id.html", "SHA256SUMS", "manifest.json.minisig"])
def test_a_byte_that_comes_back_wrong_stops_before_the_start_page(tmp_path: Path, path: str) -> None:
    stick = stick_with(tmp_path, NEW)
    stick.spoil = f"BEKAL-{NEXT}/{path}"
    assert refused(bundle(tmp_path, NEXT), stick) == (
        f"BEKAL-{NEXT}/{path} came back from the stick differently than it was written"
    )
    assert ("overwrite_in_place", "BUKA.HTM") not in stick.calls


def test_a_start_page_that_comes_back_wrong_is_said(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, NEW)
    stick.spoil = "BUKA.HTM"
    assert "BUKA.HTM came back" in refused(bundle(tmp_path, NEXT), stick)


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        (
            f"BEKAL-{NEW}/HP/buku-id.html",
            b"x",
            f"BEKAL-{NEW}/HP/buku-id.html: changed (1 bytes, expected 66)",
        ),
        (
            f"BEKAL-{NEW}/HP/baru.html",
            b"x",
            f"BEKAL-{NEW}/HP/baru.html: a file that is not on the signed list",
        ),
        ("BUKA.HTM", b"x", "BUKA.HTM: changed: it is not the one that was signed"),
        (
            f"BEKAL-{NEW}/manifest.json.minisig",
            b"",
            (
                f"BEKAL-{NEW}/manifest.json.minisig: there is no signature: "
                "this folder is unfinished, or someone removed it"
            ),
        ),
    ],
)
def test_a_bundle_that_is_not_as_signed_is_not_written(
    tmp_path: Path, path: str, data: bytes, message: str
) -> None:
    source, stick = bundle(tmp_path, NEW), FakeStick()
    (source.root / path).write_bytes(data)
    assert refused(source, stick) == f"the bundle {source.root} is not written: {message}"
    assert (stick.calls, stick.content()) == ([], {})


def test_a_bundle_that_changed_inside_is_not_written_and_what_was_copied_is_taken_back(
    tmp_path: Path,
) -> None:
    source, stick = bundle(tmp_path, NEXT), stick_with(tmp_path, OLD, NEW)
    before, folders = stick.content(), set(stick.folders)
    page = source.root / f"BEKAL-{NEXT}/SITUS/index.html"
    page.write_bytes(page.read_bytes().replace(b"Selamat", b"selamat"))
    assert refused(source, stick) == (
        f"the bundle {source.root} is not written: BEKAL-{NEXT}/SITUS/index.html: "
        "changed: it is not the one that was signed"
    )
    outdated = {path for path in before if path.startswith(f"BEKAL-{OLD}/")}
    assert stick.content() == {path: data for path, data in before.items() if path not in outdated}
    assert {folder for folder in folders - stick.folders if "/" not in folder} == {f"BEKAL-{OLD}"}
    assert stick.folders < folders
    assert report(stick).verdict is Verdict.SAFE


def test_a_large_file_that_changed_inside_is_noticed_while_it_is_copied(tmp_path: Path) -> None:
    source, stick = tmp_path / "large", FakeStick()
    make_bundle(source, make_edition(NEW), payload={**PAYLOAD, "HP/suara.mp3": "x" * 3_000_000})
    with (source / f"BEKAL-{NEW}/HP/suara.mp3").open("r+b") as file:
        file.seek(2_000_000)
        file.write(b"y")
    assert "suara.mp3: changed: it is not the one" in refused(FolderVolume(source), stick)
    assert (stick.content(), stick.folders) == ({}, {""})


def test_taking_back_leaves_what_an_interrupted_write_had_finished(tmp_path: Path) -> None:
    source, stick = bundle(tmp_path, NEW), FakeStick(pull_at=15)
    refused(source, stick)
    stick.plug_in()
    kept = {path for path, data in stick.content().items() if data == (source.root / path).read_bytes()}
    page = source.root / f"BEKAL-{NEW}/SITUS/index.html"
    page.write_bytes(page.read_bytes()[::-1])
    refused(source, stick)
    assert kept <= stick.content().keys()


def test_a_bundle_by_an_unknown_key_is_not_written(tmp_path: Path) -> None:
    message = refused(bundle(tmp_path, NEW, key=STRANGER), FakeStick())
    assert message.endswith(f"unknown key, fingerprint {STRANGER.public.fingerprint}")


def test_an_interrupted_write_of_another_release_is_named_with_what_to_do(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD)
    stick.pull_at = 12
    refused(bundle(tmp_path, NEW), stick)
    stick.plug_in()
    write(bundle(tmp_path, NEXT), stick)
    (finding,) = report(stick).findings
    assert (finding.path, finding.kind) == (f"BEKAL-{NEW}/manifest.json.minisig", "authentic")
    assert "delete that folder" in finding.fix


def test_a_real_folder_is_written_and_verified_like_a_stick(tmp_path: Path) -> None:
    stick = FolderVolume(tmp_path / "stick")
    stick.root.mkdir()
    for release in (OLD, NEW, NEXT):
        inode = (stick.root / "BUKA.HTM").stat().st_ino if (stick.root / "BUKA.HTM").exists() else None
        write(bundle(tmp_path, release), stick)
        assert report(stick).verdict is Verdict.SAFE
        assert inode in (None, (stick.root / "BUKA.HTM").stat().st_ino)
    assert sorted(path.name for path in stick.root.iterdir()) == [
        "BACA-SAYA.txt",
        f"BEKAL-{NEW}",
        f"BEKAL-{NEXT}",
        "BUKA.HTM",
    ]


def test_progress_reaches_its_total(tmp_path: Path) -> None:
    stick = stick_with(tmp_path, OLD, NEW)
    plan = prepare(bundle(tmp_path, NEXT), stick, [KEY.public], WORDS)
    steps: list[int] = []
    carry_out(plan, WORDS, steps.append)
    sums = (tmp_path / f"bundle-{NEW}-None0" / f"BEKAL-{NEW}" / "SHA256SUMS").stat().st_size
    assert sum(steps) == plan.total_bytes + sums
