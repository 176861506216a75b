"""The log of block writes, as QEMU's blklogwrites keeps it."""

from __future__ import annotations

import struct

import pytest

from proof.blocklog import BlockWrite, Flush, LogError, parse_log
from proof_logs import FLUSH, make_log, sector_of


def test_writes_and_flushes_come_in_their_order() -> None:
    log = make_log((7, 0, sector_of("a") * 2), FLUSH, (1, 0, sector_of("b")))
    assert parse_log(log) == [BlockWrite(7, sector_of("a") * 2), Flush(), BlockWrite(1, sector_of("b"))]


def test_a_write_that_asks_for_a_flush_comes_after_it() -> None:
    assert parse_log(make_log((3, 1, sector_of("a")))) == [Flush(), BlockWrite(3, sector_of("a"))]


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        (b"", "the log of block writes is empty"),
        (struct.pack("<QQQI", 1, 1, 0, 512), "no log of block writes: magic 0x1, version 1, sectors of 512"),
        (make_log((3, 0, sector_of("a")))[:-1], "the log ends within entry 0 of 1"),
        (make_log(FLUSH)[:600], "the log ends before entry 0 of 1"),
        (make_log((3, 4, b"")), "entry 0 of the log is a discard request, which is not replayed here"),
        (make_log((3, 8, b"")), "entry 0 of the log is a mark request, which is not replayed here"),
    ],
)
def test_a_log_that_cannot_be_replayed_is_refused_with_the_reason(log: bytes, reason: str) -> None:
    with pytest.raises(LogError) as error:
        parse_log(log)
    assert str(error.value) == reason
