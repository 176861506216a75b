"""The machine's parts that need no QEMU: the ramdisk, and what is said when something is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proof.machine import MachineError, find_kernel, find_tool, pack_archive

if TYPE_CHECKING:
    from pathlib import Path


def test_a_ramdisk_holds_folders_before_their_files_and_ends_as_the_kernel_wants() -> None:
    archive = b"".join(pack_archive({"/a/b/file": b"text"}, folders=("/work",)))
    assert len(archive) % 4 == 0
    names, offset = [], 0
    while offset < len(archive):
        head = archive[offset : offset + 110]
        assert head[:6] == b"070701"
        size, length = int(head[54:62], 16), int(head[94:102], 16)
        names.append(archive[offset + 110 : offset + 109 + length].decode())
        offset += 110 + length + (-(110 + length) % 4)
        offset += size + (-size % 4)
    assert names == ["a", "a/b", "work", "a/b/file", "TRAILER!!!"]


def test_what_is_missing_is_said_in_one_sentence_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"^mkfs\.none is missing: run `sh scripts/prepare-proof\.sh`"):
        find_tool("mkfs.none")
    with pytest.raises(MachineError, match=r"^no kernel in .*: run `sh scripts/prepare-proof\.sh`"):
        find_kernel(tmp_path)
