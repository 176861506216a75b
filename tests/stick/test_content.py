"""The sum of a stream: the same as hashlib's, however the stream is cut and whichever thread adds it up."""

from __future__ import annotations

import errno
import hashlib
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekal.stick.content import Hashing, hash_file
from fake_stick import FakeFile, FakeStick

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = random.Random(7).randbytes(700_000)  # noqa: S311 - any bytes do, the same in every run


@given(st.lists(st.integers(0, 700_000), max_size=8))
def test_a_stream_has_the_same_sum_however_it_is_cut(sizes: list[int]) -> None:
    data = b"".join(SEED[:size] for size in sizes)
    with Hashing() as hashing:
        for size in sizes:
            hashing.update(SEED[:size])
        assert hashing.result() == (len(data), hashlib.sha256(data).hexdigest())


def test_a_large_file_is_summed_up_while_it_is_read() -> None:
    data = SEED * 5
    stick = FakeStick(files={"a": FakeFile(data, data)})
    steps: list[int] = []
    assert hash_file(stick, "a", len(data), steps.append) == (len(data), hashlib.sha256(data).hexdigest())
    assert sum(steps) == len(data)


def test_a_read_that_fails_in_the_middle_is_told_and_the_next_sum_is_right() -> None:
    class Failing(FakeStick):
        def read_back(self, path: str, limit: int) -> Iterator[bytes]:
            yield SEED[:limit]
            raise OSError(errno.EIO, "Input/output error", path)

    with pytest.raises(OSError, match="Input/output"):
        hash_file(Failing(), "a", 2 * len(SEED), lambda _count: None)
    with Hashing() as hashing:
        hashing.update(SEED)
        assert hashing.result() == (len(SEED), hashlib.sha256(SEED).hexdigest())
