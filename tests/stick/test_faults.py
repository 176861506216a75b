"""Everyday faults: a call that fails, a stick that fills up, a wrong clock, two writers, a writer that is killed.

After each of them a reader meets the old edition or the new one, whole; nobody else's file is touched; writing once
more finishes the work; and the message names the stick and the next step in both languages.
Pulling the stick out at every call is ``test_write``; power cuts beneath a real FAT are measured elsewhere.
"""

from __future__ import annotations

import copy
import datetime as dt
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bekal.cli import sticks
from bekal.errors import StickError
from bekal.locale import translator
from bekal.stick import folder_volume as module
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.plan import prepare
from bekal.stick.verdict import Verdict
from bekal.stick.write import carry_out
from bundles import KEY, PAYLOAD, TODAY, make_bundle, make_edition, read_tree
from command import run
from fake_stick import WRITING, FakeFile, FakeStick
from judging import report

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST, OLD, NEW = "2026.9.1", "2026.11.1", "2026.12.1"
FOREIGN = {"foto/anak.jpg": b"mine", "surat.pdf": b"mine too"}
INDONESIAN = translator("id")


class Faulty:
    """A stick with two editions and somebody's files, the bundle that comes next, and what a good write does."""

    def __init__(self, folder: Path) -> None:
        self.stick = FakeStick()
        for release in (OLDEST, OLD, NEW):
            payload = {path: f"{text} {release}" for path, text in PAYLOAD.items()}
            make_bundle(folder / release, make_edition(release), payload=payload)
        self.bundle = FolderVolume(folder / NEW, may_use_memory=True)
        for release in (OLDEST, OLD):
            self.write(self.stick, FolderVolume(folder / release))
        self.stick.folders.add("foto")
        self.stick.files |= {path: FakeFile(data, data) for path, data in FOREIGN.items()}
        self.whole = self.fresh()
        self.write(self.whole)

    def fresh(self) -> FakeStick:
        """Give the stick as it was, with nothing recorded."""
        stick = copy.deepcopy(self.stick)
        stick.plug_in()
        return stick

    def write(
        self, stick: FakeStick, bundle: FolderVolume | None = None, locale: str = "en"
    ) -> StickError | None:
        """Write, and give what it said when it stopped."""
        words = translator(locale)
        try:
            carry_out(prepare(bundle or self.bundle, stick, [KEY.public], words), words)
        except StickError as error:
            return error
        return None


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Faulty:
    return Faulty(tmp_path_factory.mktemp("faulty"))


def opened(stick: FakeStick | FolderVolume) -> str:
    """Give the release that a reader meets, after proving that all of it is as signed."""
    page = b"".join(stick.read_back("BUKA.HTM", 512)).decode("ascii")
    (release,) = [each for each in (OLDEST, OLD, NEW) if f"BEKAL-{each}/" in page]
    findings = report(stick).findings
    assert [finding for finding in findings if finding.path.startswith(f"BEKAL-{release}/")] == []
    return release


def require_next_step(error: StickError | None, *, locale: str, place: str = "E:") -> None:
    assert error is not None
    assert place in error.message
    assert error.fix
    if locale == "id":
        assert error.fix in INDONESIAN.messages.values()


FAULTS = {
    "an input or output error": errno.EIO,
    "no room": errno.ENOSPC,
    "a file system that became read-only": errno.EROFS,
    "a device that is gone": errno.ENODEV,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_any_call_may_fail_and_a_whole_edition_still_opens(faulty: Faulty, fault: str) -> None:
    reads_fail_too = FAULTS[fault] in (errno.EIO, errno.ENODEV)
    switch = faulty.whole.all_calls.index(("overwrite_in_place", "BUKA.HTM"))
    for number, (call, path) in enumerate(faulty.whole.all_calls):
        if call not in WRITING and not reads_fail_too:
            continue
        stick, locale = faulty.fresh(), ("en", "id")[number % 2]
        stick.fail_at, stick.fail_with = number, FAULTS[fault]
        error = faulty.write(stick, locale=locale)
        if error is None:
            assert call not in WRITING, (call, path)
        else:
            require_next_step(error, locale=locale)
        assert opened(stick) == (NEW if error is None or number > switch else OLD), (call, path)
        stick.fail_at = None
        assert faulty.write(stick) is None, (call, path)
        assert opened(stick) == NEW
        assert report(stick).verdict is Verdict.SAFE, (call, path)
        content = stick.content()
        assert {path: content[path] for path in FOREIGN} == FOREIGN
        assert faulty.whole.content().items() <= content.items(), (call, path)


def test_a_stick_may_become_full_at_any_file(faulty: Faulty) -> None:
    room = faulty.fresh().room()
    files = set()
    for clusters in range(-20, 20):  # below zero: less than what the edition before last gives back
        stick = faulty.fresh()
        plan = prepare(faulty.bundle, stick, [KEY.public], INDONESIAN)
        stick.free -= room.free - clusters * room.cluster
        error = None
        try:
            carry_out(plan, INDONESIAN)
        except StickError as stopped:
            error = stopped
            files.add(stick.calls[-1])
        if error is not None:
            require_next_step(error, locale="id")
            assert error.message.startswith("E: menjadi penuh: kurang "), error.message
            assert opened(stick) == OLD
        stick.free = faulty.stick.free
        assert faulty.write(stick) is None
        assert stick.content() == faulty.whole.content()
    folder = f"BEKAL-{NEW}"
    assert {path for call, path in files if call == "create_file"} >= {
        *(f"{folder}/{path}" for path in PAYLOAD),
        f"{folder}/manifest.json",
    }


def test_a_byte_that_turns_in_any_file_is_noticed_before_readers_meet_it(faulty: Faulty) -> None:
    for path in [path for path in faulty.whole.files if path.startswith(f"BEKAL-{NEW}/")]:
        stick = faulty.fresh()
        stick.spoil = path
        error = faulty.write(stick, locale="id")
        require_next_step(error, locale="id", place=path)
        assert opened(stick) == OLD
        assert ("overwrite_in_place", "BUKA.HTM") not in stick.calls


def test_a_list_of_files_that_cannot_be_read_is_not_taken_for_an_unfinished_edition(faulty: Faulty) -> None:
    stick = faulty.fresh()
    broken = ("read_back", f"BEKAL-{OLD}/manifest.json")
    stick.fail_at = faulty.whole.all_calls.index(broken)
    error = faulty.write(stick)
    assert error is not None
    assert error.message == "BEKAL-2026.11.1 on E: cannot be read, so nobody can tell whether it is newer"
    assert error.fix == "plug the stick in again; if it happens twice, use another stick"
    assert stick.calls == []


def test_verify_names_an_edition_that_cannot_be_read(faulty: Faulty) -> None:
    stick = faulty.fresh()
    report(stick)
    stick.fail_at = stick.all_calls.index(("read_back", f"BEKAL-{OLD}/manifest.json.minisig"))
    stick.all_calls.clear()
    found = [finding for finding in report(stick).findings if finding.kind == "intact"]
    assert [(finding.path, finding.message) for finding in found] == [
        (f"BEKAL-{OLD}", "cannot be read (Input/output error)")
    ]


def test_what_was_written_is_read_from_beneath_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, flags = os.open, list[int]()

    def record(path: Path, flag: int, mode: int = 0o777) -> int:
        flags.append(flag)
        return opening(path, flag, mode)

    (tmp_path / "a").write_bytes(b"x" * 5000)
    monkeypatch.setattr(os, "open", record)
    assert b"".join(FolderVolume(tmp_path).read_back("a", 5000)) == b"x" * 5000
    assert flags[0] & os.O_DIRECT
    flags.clear()
    assert b"".join(FolderVolume(tmp_path, may_use_memory=True).read_back("a", 5000)) == b"x" * 5000
    assert not any(flag & os.O_DIRECT for flag in flags)


def test_where_direct_reading_does_not_exist_the_pages_in_memory_are_let_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = list[int]()
    monkeypatch.setattr(module, "_DIRECT", 0)
    monkeypatch.setattr(os, "posix_fadvise", lambda _handle, _start, _size, what: advice.append(what))
    (tmp_path / "a").write_bytes(b"x" * 5000)
    assert b"".join(FolderVolume(tmp_path).read_back("a", 5000)) == b"x" * 5000
    assert advice == [os.POSIX_FADV_DONTNEED]


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer that trusts ``KEY`` and has a bundle that ages in March 2027; gives the folder of the stick."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    trusted = tmp_path / "config" / "bekal" / "keys" / "trusted"
    trusted.mkdir(parents=True)
    (trusted / "a.pub").write_text(KEY.public.as_file(), encoding="ascii")
    payload = {f"SITUS/{number}.html": f"{number} " * 9000 for number in range(12)}
    edition = make_edition(NEW, expires=dt.date(2027, 3, 1))
    make_bundle(tmp_path / "new", edition, payload={**PAYLOAD, **payload})
    make_bundle(tmp_path / "old", make_edition(OLD), payload={**PAYLOAD, **payload})
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (dt.date(1970, 1, 1), 0),  # a laptop whose battery is empty
        (dt.date(1980, 1, 1), 0),  # the first day that FAT can write
        (dt.date(2015, 6, 1), 0),
        (dt.date(2026, 12, 1), 0),
        (dt.date(2036, 2, 8), 3),
        (dt.date(2107, 12, 31), 3),  # the last day that FAT can write
    ],
)
def test_a_wrong_clock_spoils_no_write_and_calls_no_honest_stick_unsafe(
    computer: Path, monkeypatch: pytest.MonkeyPatch, day: dt.date, status: int
) -> None:
    monkeypatch.setattr(sticks, "_today", lambda: day)
    assert run("write", computer, "--any-folder", "--bundle", "new") == status
    for path in computer.rglob("*"):
        os.utime(path, (0, 0))
    assert run("verify", computer) == status
    monkeypatch.setattr(sticks, "_today", lambda: TODAY)
    assert run("verify", computer) == 0
    assert read_tree(computer) == read_tree(computer.parent / "new")


def test_a_clock_that_jumps_between_two_writes_leaves_the_newest_edition(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sticks, "_today", lambda: dt.date(2036, 1, 1))
    assert run("write", computer, "--any-folder", "--bundle", "old") == 0
    monkeypatch.setattr(sticks, "_today", lambda: dt.date(1970, 1, 1))
    assert run("write", computer, "--any-folder", "--bundle", "new") == 0
    assert opened(FolderVolume(computer)) == NEW


WRITE = [sys.executable, "-c", "from bekal.cli import run; run()", "--lang", "id", "write"]
HOLD = """
import sys
from pathlib import Path
from bekal.stick.folder_volume import FolderVolume
with FolderVolume(Path(sys.argv[1])).locked() as is_ours:
    print(is_ours, flush=True)
    sys.stdin.read()
"""


def test_a_second_process_may_not_write_and_may_when_the_first_was_killed(
    computer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", HOLD, str(computer)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        for locale, message, fix in (
            (
                "en",
                "another bekal is writing to {} right now",
                "fix: wait until it has ended, then check the stick",
            ),
            (
                "id",
                "bekal lain sedang menulis ke {}",
                "perbaikan: tunggu sampai selesai, lalu periksa flashdisknya",
            ),
        ):
            assert run("write", computer, "--any-folder", "--bundle", "new", locale=locale) == 2
            assert capsys.readouterr().err.endswith(f"{message.format(computer)}\n  {fix}\n")
        assert list(computer.iterdir()) == []
        holder.kill()
        holder.wait(60)
        holder.stdout.close()
    assert run("write", computer, "--any-folder", "--bundle", "new") in (0, 3)


def test_two_processes_that_write_at_once_leave_one_whole_edition(computer: Path) -> None:
    command = [*WRITE, str(computer), "--any-folder", "--bundle", "new"]
    both = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in "ab"
    ]
    outcomes = [(process.communicate(timeout=120)[1], process.returncode) for process in both]
    assert {status for _said, status in outcomes} <= {0, 2, 3}
    assert {0, 3} & {status for _said, status in outcomes}
    assert not any("Traceback" in said for said, _status in outcomes)
    assert read_tree(computer) == read_tree(computer.parent / "new")


WRITER = Path(__file__).with_name("killed_writer.py")


@pytest.fixture
def writer(computer: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(WRITER), str(computer.parent / "new"), str(computer)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.communicate(timeout=60)


def test_a_writer_that_is_killed_at_any_moment_leaves_a_whole_edition(
    computer: Path, writer: subprocess.Popen[str]
) -> None:
    assert writer.stdin is not None
    assert writer.stdout is not None
    template = computer.with_name("template")
    template.mkdir()
    run("write", template, "--any-folder", "--bundle", "old")
    (template / "surat.pdf").write_bytes(b"mine")
    shutil.copytree(template, computer, dirs_exist_ok=True)

    def write_for(seconds: float) -> tuple[float, int]:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write("write\n")
        writer.stdin.flush()
        process, begin = int(writer.stdout.readline()), time.perf_counter()
        time.sleep(seconds)
        os.kill(
            process, signal.SIGKILL
        )  # it may have ended by itself; until it is waited for, its id is its own
        writer.stdin.write("wait\n")
        writer.stdin.flush()
        status = int(writer.stdout.readline())
        return time.perf_counter() - begin, status

    dice, killed, met = random.Random(2026), 0, list[str]()  # noqa: S311 - the same moments in every run
    longest = 0.15
    for number in range(24):
        _seconds, status = write_for(dice.uniform(0, longest))
        killed += status == -signal.SIGKILL
        longest = longest * 1.3 if status == -signal.SIGKILL else longest * 0.8
        met.append(opened(FolderVolume(computer)))
        assert (computer / "surat.pdf").read_bytes() == b"mine"
        if met[-1] == NEW or number % 6 == 5:  # up to five times in a row it goes on where it was killed
            shutil.rmtree(computer)
            shutil.copytree(template, computer)
    assert killed >= 8
    assert OLD in met
    assert run("write", computer, "--any-folder", "--bundle", "new") in (0, 3)
    new = read_tree(computer.parent / "new")
    assert new.items() <= read_tree(computer).items()
    assert report(FolderVolume(computer)).verdict in (Verdict.SAFE, Verdict.OLD)
