"""Whether a path is a stick: a removable drive with FAT or exFAT, named by its root.

The answer comes from the system's own lists, which are read here and judged by functions that take them as text.
Linux was run; the Windows and macOS ways are written after their documentation and have not been run.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bekal.errors import StickError

if TYPE_CHECKING:
    from bekal.locale import Translator

FAT: Final = frozenset({"vfat", "msdos", "exfat", "fuse.exfat", "fuseblk.exfat"})
_WINDOWS_FAT: Final = frozenset({"FAT", "FAT32", "EXFAT"})
_WINDOWS_REMOVABLE: Final = 2


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the system's list of mounted file systems."""

    device: str
    root: Path
    file_system: str


def drive_root(path: Path, *, is_windows: bool = sys.platform == "win32") -> Path:
    r"""Give ``E:\`` for ``E:``, which to Windows means the folder last used on that drive."""
    return Path(f"{path}\\") if is_windows and re.fullmatch(r"[A-Za-z]:", str(path)) else path


def require_stick(path: Path, words: Translator) -> None:
    """Raise ``StickError`` unless ``path`` is the root of a removable FAT or exFAT drive."""
    reason = _why_no_stick(path.resolve(), words)
    if reason:
        raise StickError(
            words("{path} is no stick: {reason}", path=path, reason=reason),
            words(
                "name the stick itself, for example E: or /media/…/BEKAL; for a plain folder add --any-folder"
            ),
        )


def _why_no_stick(path: Path, words: Translator) -> str:
    if sys.platform == "win32":
        return _why_not_on_windows(path, words)
    if sys.platform == "darwin":
        listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return why_not_on_mac(path, mac_mounts(listing), words)
    listing = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    return why_not_on_linux(path, linux_mounts(listing), Path("/sys/class/block"), words)


def linux_mounts(listing: str) -> list[Mount]:
    """Read ``/proc/self/mounts``, where spaces and the like are written as octal codes."""
    mounts = []
    for line in listing.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            mounts.append(Mount(_unescape(fields[0]), Path(_unescape(fields[1])), fields[2]))
    return mounts


def mac_mounts(listing: str) -> list[Mount]:
    """Read the output of ``mount``: ``/dev/disk2s1 on /Volumes/BEKAL (msdos, local, …)``."""
    found = re.findall(r"^(/dev/\S+) on (/.*) \((\w+)[,)]", listing, re.MULTILINE)
    return [Mount(device, Path(root), kind) for device, root, kind in found]


def why_not_on_linux(path: Path, mounts: list[Mount], block_devices: Path, words: Translator) -> str:
    """Say why ``path`` is no stick; empty when it is one. ``block_devices`` is ``/sys/class/block``."""
    mount, reason = _mounted_fat(path, mounts, words)
    if mount is None:
        return reason
    device = block_devices / Path(mount.device).name
    if not mount.device.startswith("/dev/") or not device.exists():
        return words("its device {device} is unknown to the system", device=mount.device)
    return (
        ""
        if _is_removable(device.resolve())
        else words("its device {device} is built in", device=mount.device)
    )


def why_not_on_mac(path: Path, mounts: list[Mount], words: Translator) -> str:
    """Say why ``path`` is no stick; on macOS sticks are mounted under ``/Volumes``."""
    mount, reason = _mounted_fat(path, mounts, words)
    if mount is None:
        return reason
    return (
        ""
        if mount.root.parent == Path("/Volumes")
        else words("its device {device} is built in", device=mount.device)
    )


def _mounted_fat(path: Path, mounts: list[Mount], words: Translator) -> tuple[Mount | None, str]:
    """Give the FAT or exFAT mount whose root is ``path``, or why there is none."""
    mount = _mount_over(path, mounts)
    if mount is None:
        return None, words("nothing is mounted there")
    if mount.file_system not in FAT:
        return None, words(
            "its file system is {found}, and phones need FAT32 or exFAT", found=mount.file_system
        )
    if mount.root != path:
        return None, words("it is a folder on the stick {root}", root=mount.root)
    return mount, ""


def file_system_at(path: Path, mounts: list[Mount]) -> str:
    """Name the file system that ``path`` lies on; empty when nothing is known of it."""
    mount = _mount_over(path, mounts)
    return mount.file_system if mount else ""


def _mount_over(path: Path, mounts: list[Mount]) -> Mount | None:
    """Give the mount that ``path`` lies on; the last mount covers the others."""
    here = [mount for mount in mounts if mount.root == path or mount.root in path.parents]
    return max(enumerate(here), key=lambda item: (len(item[1].root.parts), item[0]))[1] if here else None


def _is_removable(device: Path) -> bool:
    """Whether a block device can be pulled out: marked so, on a USB bus, or a memory card."""
    for place in (device, device.parent):
        flag = place / "removable"
        if flag.is_file() and flag.read_text(encoding="ascii", errors="replace").strip() == "1":
            return True
        card = place / "device" / "type"
        if card.is_file() and card.read_text(encoding="ascii", errors="replace").strip() == "SD":
            return True
    return any(re.fullmatch(r"usb\d+", part) for part in device.parts)


def _unescape(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match.group(1), 8)), text)


def _why_not_on_windows(path: Path, words: Translator) -> str:
    root, kind, file_system = path.anchor, 0, ""
    if Path(root) != path:
        return words("it is a folder on the stick {root}", root=root)
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows needs it

        name = ctypes.create_unicode_buffer(64)
        kind = ctypes.windll.kernel32.GetDriveTypeW(root)
        if ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, 64):
            file_system = name.value
    return why_not_by_drive(kind, file_system, words)


def why_not_by_drive(kind: int, file_system: str, words: Translator) -> str:
    """Judge what Windows says of a drive: its ``GetDriveTypeW`` and the name of its file system."""
    if file_system.upper() not in _WINDOWS_FAT:
        return words("its file system is {found}, and phones need FAT32 or exFAT", found=file_system or "?")
    return (
        "" if kind == _WINDOWS_REMOVABLE else words("its device {device} is built in", device=f"type {kind}")
    )
