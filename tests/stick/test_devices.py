from __future__ import annotations

from pathlib import Path

import pytest

from bekal.errors import StickError
from bekal.stick.devices import (
    drive_root,
    linux_mounts,
    mac_mounts,
    require_stick,
    why_not_by_drive,
    why_not_on_linux,
    why_not_on_mac,
)
from bundles import WORDS

MOUNTS = linux_mounts(
    "proc /proc proc rw 0 0\n"
    "/dev/sda1 / ext4 rw 0 0\n"
    "/dev/sda2 /boot/efi vfat rw 0 0\n"
    "/dev/sdb1 /media/ani/BEKAL\\0401 vfat rw 0 0\n"
    "/dev/sdc1 /media/ani/BIG exfat rw 0 0\n"
    "/dev/sdd1 /media/ani/WIN fuseblk rw 0 0\n"
    "/dev/mmcblk0p1 /media/ani/CARD exfat rw 0 0\n"
    "/dev/mmcblk1p1 /media/ani/BUILTIN exfat rw 0 0\n"
    "/dev/gone1 /media/ani/GONE vfat rw 0 0\n"
)


@pytest.fixture
def block_devices(tmp_path: Path) -> Path:
    devices = {
        "pci/ata/sda": ("0", ["sda1", "sda2"], None),
        "pci/usb2/sdb": ("1", ["sdb1"], None),
        "pci/usb1/sdc": ("0", ["sdc1"], None),
        "pci/ata2/sdd": ("1", ["sdd1"], None),
        "pci/mmc0/mmcblk0": ("0", ["mmcblk0p1"], "SD"),
        "pci/mmc1/mmcblk1": ("0", ["mmcblk1p1"], "MMC"),
    }
    links = tmp_path / "class"
    links.mkdir()
    for path, (removable, partitions, card) in devices.items():
        disk = tmp_path / path
        disk.mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n", encoding="ascii")
        if card:
            (disk / "device").mkdir()
            (disk / "device" / "type").write_text(f"{card}\n", encoding="ascii")
        for partition in partitions:
            (disk / partition).mkdir()
            (links / partition).symlink_to(disk / partition)
    return links


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/media/ani/BEKAL 1", ""),
        ("/media/ani/BIG", ""),
        ("/media/ani/CARD", ""),
        ("/media/ani/BEKAL 1/foto", "it is a folder on the stick /media/ani/BEKAL 1"),
        ("/media/ani/BUILTIN", "its device /dev/mmcblk1p1 is built in"),
        ("/boot/efi", "its device /dev/sda2 is built in"),
        ("/home/ani", "its file system is ext4, and phones need FAT32 or exFAT"),
        ("/media/ani/WIN", "its file system is fuseblk, and phones need FAT32 or exFAT"),
        ("/media/ani/GONE", "its device /dev/gone1 is unknown to the system"),
    ],
)
def test_linux_knows_a_stick_from_other_places(block_devices: Path, path: str, reason: str) -> None:
    assert why_not_on_linux(Path(path), MOUNTS, block_devices, WORDS) == reason


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/Volumes/BEKAL", ""),
        ("/Volumes/BEKAL/foto", "it is a folder on the stick /Volumes/BEKAL"),
        ("/Volumes/Disk", "its file system is apfs, and phones need FAT32 or exFAT"),
        ("/private/efi", "its device /dev/disk0s1 is built in"),
        ("/Users/ani", "its file system is apfs, and phones need FAT32 or exFAT"),
    ],
)
def test_macos_knows_a_stick_from_other_places(path: str, reason: str) -> None:
    mounts = mac_mounts(
        "/dev/disk1s1 on / (apfs, local, journaled)\n"
        "/dev/disk0s1 on /private/efi (msdos, local)\n"
        "/dev/disk2s1 on /Volumes/BEKAL (msdos, local, nodev, nosuid, noowners)\n"
        "/dev/disk3s1 on /Volumes/Disk (apfs, local)\n"
    )
    assert why_not_on_mac(Path(path), mounts, WORDS) == reason


@pytest.mark.parametrize(
    ("kind", "file_system", "reason"),
    [
        (2, "FAT32", ""),
        (2, "exFAT", ""),
        (2, "NTFS", "its file system is NTFS, and phones need FAT32 or exFAT"),
        (3, "FAT32", "its device type 3 is built in"),
        (1, "", "its file system is ?, and phones need FAT32 or exFAT"),
    ],
)
def test_windows_knows_a_stick_by_drive_type_and_file_system(
    kind: int, file_system: str, reason: str
) -> None:
    assert why_not_by_drive(kind, file_system, WORDS) == reason


def test_a_plain_folder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StickError) as error:
        require_stick(tmp_path, WORDS)
    assert error.value.message.startswith(f"{tmp_path} is no stick: ")
    assert "--any-folder" in error.value.fix


def test_a_drive_letter_means_the_drive_on_windows_only() -> None:
    assert str(drive_root(Path("E:"), is_windows=True)) == "E:\\"
    assert str(drive_root(Path("E:"), is_windows=False)) == "E:"
    assert str(drive_root(Path("folder"), is_windows=True)) == "folder"
