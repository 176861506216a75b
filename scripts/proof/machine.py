"""Runs Debian's kernel in QEMU, without any hardware help, with our Python as its only process.

The guest's files travel in the initial ramdisk: this Python, the packages that ``bekal write`` imports, ``bekal`` and
``proof`` themselves, the repair tools, kernel modules.
What the guest does with them is ``guest``.
"""

from __future__ import annotations

import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SCRIPTS: Final = Path(__file__).resolve().parents[1]
QEMU: Final = "qemu-system-x86_64"
MEMORY: Final = 1024
_KERNEL_WORDS: Final = (
    # On a busy host the emulated timer comes late, and the kernel's test of it would end in a panic.
    "console=ttyS0 quiet loglevel=4 panic=-1 rdinit=/init mitigations=off no_timer_check"
)
MODULES: Final = (
    "virtio_ring",
    "virtio",
    "virtio_pci_legacy_dev",
    "virtio_pci_modern_dev",
    "virtio_pci",
    "virtio_blk",
    "loop",
    "nls_cp437",
    "nls_ascii",
    "fat",
    "vfat",
    "exfat",
)
"""In the order in which they need each other."""

PACKAGES: Final = (
    "_cffi_backend*",
    "_yaml",
    "babel",
    "cffi",
    "click",
    "cryptography",
    "markdown_it",
    "mdurl",
    "platformdirs",
    "pygments",
    "rich",
    "yaml",
)
"""What ``bekal write`` imports; one that is missing here ends the guest with its name."""

_NOT_NEEDED: Final = re.compile(
    r"/(site-packages|dist-packages|test|idlelib|ensurepip|tkinter|turtledemo|lib2to3|config-[^/]*)(/|$)"
    r"|/locale-data/(?!root\.|en\.|id\.)"
)
_TOOLS: Final = ("fsck.vfat", "fsck.exfat")


_FIRST_PROCESS: Final = """\
#!{python} -B
import runpy, sys
sys.path[:0] = ["/bekal", "/site"]
runpy.run_module("proof.guest", run_name="__main__")
"""


class MachineError(Exception):
    """The machine cannot be built or did not do its work; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk of the guest, and the file that every write to it is logged in."""

    name: str
    image: Path
    log: Path | None = None


@dataclass(frozen=True, slots=True)
class Kernel:
    """Debian's kernel as ``scripts/prepare-proof.sh`` unpacked it."""

    image: Path
    modules: Path

    @property
    def version(self) -> str:
        """The release that ``uname -r`` would say."""
        return self.modules.name


def find_tool(name: str) -> str:
    """Find a program, also where only root looks."""
    program = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        raise MachineError(f"{name} is missing: run `sh scripts/prepare-proof.sh`, which installs it")
    return program


def find_kernel(folder: Path) -> Kernel:
    """Find the unpacked kernel."""
    images, modules = sorted(folder.glob("boot/vmlinuz-*")), sorted(folder.glob("*/modules/*"))
    modules = modules or sorted(folder.glob("usr/lib/modules/*"))
    if not images or not modules:
        raise MachineError(f"no kernel in {folder}: run `sh scripts/prepare-proof.sh`, which brings it")
    return Kernel(images[-1], modules[-1])


def qemu_version() -> str:
    """Say which QEMU this is."""
    said = subprocess.run([find_tool(QEMU), "--version"], capture_output=True, text=True, check=True).stdout
    return said.splitlines()[0].removeprefix("QEMU emulator version ")


def build_ramdisk(target: Path, kernel: Kernel, bundles: Path, public_key: str) -> None:
    """Write the initial ramdisk with everything that does not change from order to order."""
    python = Path(sys.executable).resolve()
    standard = Path(sysconfig.get_paths()["stdlib"])
    site = Path(sysconfig.get_paths()["purelib"])
    files: dict[str, Path | bytes] = {str(python): python}
    files |= _tree(standard, str(standard))
    for pattern in PACKAGES:
        for found in site.glob(pattern):
            files |= _tree(found, f"/site/{found.name}")
    for room in ("bekal", "proof"):
        files |= _tree(SCRIPTS / room, f"/bekal/{room}")
    files |= _tree(bundles, "/bundles")
    for module in MODULES:
        files[f"/modules/{module}.ko"] = _module(kernel, module)
    for tool in _TOOLS:
        files[f"/bin/{tool}"] = Path(find_tool(tool))
    files |= _libraries([path for path in files.values() if isinstance(path, Path) and _is_program(path)])
    files["/.config/bekal/keys/trusted/proof.pub"] = public_key.encode()
    files["/init"] = _FIRST_PROCESS.format(python=python).encode()
    with target.open("wb") as archive:
        for part in pack_archive(files, folders=("/dev", "/proc", "/sys", "/stick", "/work", "/tmp")):  # noqa: S108 - the guest's own
            archive.write(part)


def _tree(source: Path, target: str) -> dict[str, Path | bytes]:
    found = [source] if source.is_file() else source.rglob("*")
    return {
        target if path == source else f"{target}/{path.relative_to(source).as_posix()}": path
        for path in found
        if path.is_file() and not _NOT_NEEDED.search(f"/{path.relative_to(source.parent).as_posix()}")
    }


def _module(kernel: Kernel, name: str) -> bytes:
    for path in kernel.modules.rglob(f"{name}.ko*"):
        return lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    raise MachineError(f"the kernel {kernel.version} has no module {name}; use Debian's linux-image-amd64")


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _libraries(programs: Sequence[Path]) -> dict[str, Path | bytes]:
    """Give the shared libraries that ``programs`` are linked against, each at the place where it is looked for."""
    said = subprocess.run(
        [find_tool("ldd"), *map(str, programs)], capture_output=True, text=True, check=False
    )
    places = re.findall(r"^\s+(?:\S+ => )?(/\S+) \(0x", said.stdout, re.MULTILINE)
    return {place: Path(place) for place in places}


def pack_archive(files: Mapping[str, Path | bytes], folders: Iterable[str] = ()) -> Iterable[bytes]:
    """Give a cpio archive as the kernel unpacks it; paths begin with ``/``, their folders are made."""
    needed = {str(parent) for path in files for parent in Path(path).parents} | set(folders)
    for folder in sorted(needed - {"/"}):
        yield _entry(folder, 0o40755, b"")
    for path, source in files.items():
        yield _entry(path, 0o100755, source if isinstance(source, bytes) else source.read_bytes(), source)
    yield _entry("/TRAILER!!!", 0, b"")


def _entry(path: str, mode: int, data: bytes, source: object = None) -> bytes:
    name = path.removeprefix("/").encode() + b"\0"
    moment = int(source.stat().st_mtime) if isinstance(source, Path) else 0
    numbers = (0, mode, 0, 0, 1, moment, len(data), 0, 0, 0, 0, len(name), 0)
    head = b"070701" + b"".join(b"%08X" % number for number in numbers) + name
    return head + bytes(-len(head) % 4) + data + bytes(-len(data) % 4)


def run_guest(
    ramdisk: Path,
    kernel: Kernel,
    order: Mapping[str, Any],
    folder: Path,
    *,
    files: Mapping[str, bytes] | None = None,
    disks: Sequence[Disk] = (),
) -> list[dict[str, Any]]:
    """Boot, let the guest carry out ``order``, wait until it has powered off, and give its answers.

    ``folder`` keeps what the guest's console said.
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "ramdisk.cpio"
    names = [f"{module}.ko" for module in MODULES]
    extra = {"/order.json": json.dumps({**order, "modules": names}).encode(), **(files or {})}
    with whole.open("wb") as archive:
        with ramdisk.open("rb") as common:
            shutil.copyfileobj(common, archive)
        archive.write(bytes(-archive.tell() % 512))
        for part in pack_archive(extra):
            archive.write(part)
    answers = folder / "answers.jsonl"
    command = [
        *(
            "nice",
            "-n",
            "10",
            find_tool(QEMU),
            "-accel",
            "tcg",
            "-cpu",
            "max",
            "-smp",
            "1",
            "-m",
            str(MEMORY),
        ),
        *(
            "-nodefaults",
            "-display",
            "none",
            "-no-reboot",
            "-kernel",
            str(kernel.image),
            "-initrd",
            str(whole),
        ),
        *("-append", _KERNEL_WORDS),
        *("-serial", f"file:{folder / 'console.log'}", "-serial", f"file:{answers}"),
        *(word for disk in disks for word in _disk_words(disk)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    whole.unlink()
    lines = answers.read_text(encoding="ascii", errors="replace").splitlines() if answers.exists() else []
    found = [json.loads(line) for line in lines]
    end = found.pop().get("end", "the guest stopped in the middle") if found else "the guest never answered"
    if end != "done":
        raise MachineError(f"{end}\n{done.stderr[-1000:]}\nits console: {folder / 'console.log'}")
    return found


def _disk_words(disk: Disk) -> list[str]:
    node = f"file-{disk.name}"
    words = ["-blockdev", f"driver=file,node-name={node},filename={disk.image}"]
    if disk.log is not None:
        disk.log.write_bytes(b"")
        words += ["-blockdev", f"driver=file,node-name=log-{disk.name},filename={disk.log}"]
        words += [
            "-blockdev",
            f"driver=blklogwrites,node-name=both-{disk.name},file={node},log=log-{disk.name}",
        ]
        node = f"both-{disk.name}"
    return [*words, "-device", f"virtio-blk-pci,drive={node},serial={disk.name},write-cache=on"]
