"""What is tried: each way of writing, on each file system, mounted in each way that systems mount sticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from proof.kernel_calls import DIRSYNC


@dataclass(frozen=True, slots=True)
class FileSystem:
    """A file system that sticks have, and how it is made and repaired."""

    name: str
    megabytes: int
    make: tuple[str, ...]
    repair: tuple[str, ...]


FAT: Final = FileSystem("vfat", 300, ("mkfs.vfat", "-F", "32", "-s", "8", "-n", "STIK"), ("fsck.vfat", "-a"))
"""FAT32 with clusters of 4 kB: more than the 65,525 that FAT32 must have."""
EXFAT: Final = FileSystem("exfat", 64, ("mkfs.exfat", "-c", "4096", "-L", "STIK"), ("fsck.exfat", "-p"))

FILE_SYSTEMS: Final = (FAT, EXFAT)


@dataclass(frozen=True, slots=True)
class Mount:
    """A way to mount; on it the writes are logged."""

    name: str
    file_system: FileSystem
    flags: int = 0
    options: str = ""


MOUNTS: Final = (
    Mount("vfat, default", FAT),
    Mount("vfat, flush", FAT, options="flush"),
    Mount("vfat, dirsync", FAT, DIRSYNC),
    Mount("exFAT, default", EXFAT),
    Mount("exFAT, dirsync", EXFAT, DIRSYNC),
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way of writing: the bundles that lie on the stick before, in their order, and the one that is written."""

    name: str
    before: tuple[str, ...]
    bundle: str
    is_control: bool = False
    """Whether the files are copied over the old ones, as a file manager would; states of it must be bad."""


SCENARIOS: Final = (
    Scenario("fresh write", (), "first"),
    Scenario("update", ("first",), "second"),
    Scenario("update, removing the edition before last", ("first", "second"), "third"),
    Scenario("control: copied over the old edition", ("first",), "other", is_control=True),
)
