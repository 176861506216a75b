"""One writer per stick, on Linux for real and on Windows against an imitation of its kernel."""

from __future__ import annotations

import errno
import fcntl
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bekal.stick.lock import lock_by_mutex, lock_root

if TYPE_CHECKING:
    from pathlib import Path


class Kernel:
    """Counts the handles of each mutex, as Windows does."""

    def __init__(self, *, is_able: bool = True) -> None:
        self.is_able = is_able
        self.names: list[str] = []
        self.open: Counter[str] = Counter()

    def create(self, name: str) -> tuple[int, int]:
        if not self.is_able:
            return 0, 5
        self.names.append(name)
        self.open[name] += 1
        return len(self.names), 183 if self.open[name] > 1 else 0

    def close(self, handle: int) -> None:
        self.open[self.names[handle - 1]] -= 1


def test_a_mutex_lets_one_writer_in_and_the_next_when_that_has_ended(tmp_path: Path) -> None:
    kernel = Kernel()
    with lock_by_mutex(tmp_path, kernel) as first, lock_by_mutex(tmp_path / ".", kernel) as second:
        assert (first, second) == (True, False)
    assert +kernel.open == Counter()
    with lock_by_mutex(tmp_path, kernel) as again:
        assert again


def test_a_mutex_is_let_go_when_the_work_stops(tmp_path: Path) -> None:
    kernel = Kernel()
    with pytest.raises(OSError, match="gone"), lock_by_mutex(tmp_path, kernel):
        raise OSError(errno.EIO, "gone")
    assert +kernel.open == Counter()


def test_two_sticks_do_not_wait_for_each_other(tmp_path: Path) -> None:
    kernel = Kernel()
    with lock_by_mutex(tmp_path / "a", kernel) as one, lock_by_mutex(tmp_path / "b", kernel) as other:
        assert (one, other) == (True, True)
    assert all(len(name) < 260 and name.count("\\") == 1 for name in kernel.names)


def test_a_system_that_gives_no_mutex_does_not_stop_the_work(tmp_path: Path) -> None:
    with lock_by_mutex(tmp_path, Kernel(is_able=False)) as is_ours:
        assert is_ours


def test_a_file_system_without_locks_does_not_stop_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int, _operation: int) -> None:
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with lock_root(tmp_path) as is_ours:
        assert is_ours


def test_an_error_while_the_stick_is_held_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="pulled out"), lock_root(tmp_path):
        raise OSError(errno.EIO, "pulled out")
    with lock_root(tmp_path) as again:
        assert again
