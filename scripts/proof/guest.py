"""What runs in the guest, as its first and only process: it prepares sticks, writes to them, reads states back.

The order comes as ``/order.json``; every answer is one line of JSON on the second serial port.
All writing to sticks is done by the command ``bekal write``, or, in the control, by copying.
"""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import traceback
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from proof.blocklog import BlockWrite, parse_log
from proof.images import differing_sectors, lay_out, unpack
from proof.judgement import Expectation, Meeting, meet
from proof.kernel_calls import READ_ONLY, bind_loop, load_module, mount, mounted, power_off
from proof.releases import write_foreign
from proof.replay import Device, Piece, State, replay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

STICK: Final = Path("/stick")
WORK: Final = Path("/work/stick.img")
LOOP: Final = Path("/dev/loop0")
MEMORY: Final = Path("/work/state")
"""What ``bekal`` remembers of sticks that it has seen; each is written as by another computer."""
LANGUAGE: Final = "en"
REPAIRS: Final = 3
"""``fsck.vfat`` leaves some findings to its next run: a folder without its first cluster is deleted by the second."""
_BOOT_SECTOR: Final = 0
"""Where both file systems keep the mark of an unclean end, which every repair takes away."""


def main() -> None:
    """Carry out the order, whatever happens say so, and power off."""
    for source, target in (("devtmpfs", "/dev"), ("proc", "/proc"), ("sysfs", "/sys"), ("tmpfs", "/work")):
        mount(source, Path(target), source)
    order = json.loads(Path("/order.json").read_text(encoding="utf-8"))
    with Path("/dev/ttyS1").open("w", encoding="ascii", buffering=1) as answers:
        try:
            for module in order["modules"]:
                load_module(Path("/modules") / module)
            {"prepare": _prepare, "record": _record, "read": _read}[order["task"]](order, answers)
            _answer(answers, {"end": "done"})
        except Exception:
            _answer(answers, {"end": traceback.format_exc()})
    power_off()


def _answer(answers: TextIO, values: Mapping[str, Any]) -> None:
    answers.write(json.dumps(values) + "\n")


def _prepare(order: Mapping[str, Any], _answers: TextIO) -> None:
    """Put on each stick what is to lie there before."""
    for stick in order["sticks"]:
        with mounted(_device(stick["disk"]), STICK, stick["file_system"]):
            write_foreign(STICK)
            for bundle in stick["before"]:
                _write_or_fail(bundle)


def _record(order: Mapping[str, Any], _answers: TextIO) -> None:
    """Write to each stick once, while the host logs every block."""
    for stick in order["sticks"]:
        device = _device(stick["disk"])
        with mounted(device, STICK, stick["file_system"], stick["flags"], stick["options"]):
            if stick["is_control"]:
                _copy_over(Path("/bundles") / stick["bundle"])
            else:
                _write_or_fail(stick["bundle"])


def _read(order: Mapping[str, Any], answers: TextIO) -> None:
    """Make every state in its turn and say what a reader meets in it."""
    base = unpack(Path("/base.bin").read_bytes())
    log = parse_log(Path("/log.bin").read_bytes())
    writes = [entry for entry in log if isinstance(entry, BlockWrite)]
    states = [
        State(kind, prefix, tuple(Piece(*piece) for piece in pieces))
        for kind, prefix, pieces in order["states"]
    ]
    again = set(order["again"])
    expectation = Expectation.from_json(order["expectation"])
    WORK.touch()
    os.truncate(WORK, order["size"])
    bind_loop(LOOP, WORK)
    file = os.open(WORK, os.O_RDWR)
    for number, (state, device) in enumerate(replay(base, writes, states)):
        met = _examine(order, expectation, device, file, may_write=number in again)
        _answer(answers, {"kind": state.kind, **met})


def _examine(
    order: Mapping[str, Any], expectation: Expectation, device: Device, file: int, *, may_write: bool
) -> dict[str, Any]:
    """Read a state as it is, and after its repair; write to it again, once repaired, once not, if it ``may_write``."""
    size = order["size"]
    lay_out(device, file, size)
    as_is = _plain(_meet_read_only(order, expectation))
    _repair(order)
    changed = differing_sectors(device, file) - {_BOOT_SECTOR}
    repaired = _plain(_meet_read_only(order, expectation)) if changed else as_is
    result: dict[str, Any] = {"as_is": as_is, "repaired": repaired, "repair_changed": len(changed)}
    if not may_write:
        return result
    result["again"] = _write_again(order, expectation)
    if changed:
        lay_out(device, file, size)
        result["again_as_is"] = _write_unrepaired(order, expectation)
    return result


def _repair(order: Mapping[str, Any]) -> None:
    """Let the system's own tool repair until it finds nothing more, three times at most, as Android does.

    What it is worth shows in the reading after it.
    """
    for _round in range(REPAIRS):
        if subprocess.run([*order["repair"], str(WORK)], capture_output=True, check=False).returncode == 0:
            return


def _plain(meeting: Meeting) -> dict[str, Any]:
    return {"opened": meeting.opened, "problems": meeting.problems[:3], "readme": meeting.readme}


def _meet_read_only(order: Mapping[str, Any], expectation: Expectation) -> Meeting:
    try:
        with mounted(str(LOOP), STICK, order["file_system"], READ_ONLY):
            return meet(STICK, expectation)
    except OSError as error:
        return Meeting(problems=[f"not readable at all: {error}"])


def _write_again(order: Mapping[str, Any], expectation: Expectation) -> dict[str, Any]:
    """Finish with a second ``bekal write``; only the new edition may be met then."""
    after = Expectation(expectation.editions[-1:], expectation.foreign)
    try:
        with mounted(str(LOOP), STICK, order["file_system"]):
            status, said = _bekal_write(order["bundle"])
        takes_files = status == 0 or _takes_files(order)
        meeting = _meet_read_only(order, after if takes_files else expectation)
    except OSError as error:
        return {"opened": "", "problems": [f"not written: {error}"], "readme": ""}
    if not takes_files:
        return {**_plain(meeting), "takes_files": False}
    if status != 0:
        meeting.problems.insert(0, f"bekal write ended with {status}: {said[-600:]}")
    if not meeting.readme:
        meeting.problems.append("BACA-SAYA.txt is not the new one")
    return _plain(meeting)


def _takes_files(order: Mapping[str, Any]) -> bool:
    """Whether Linux makes any file at all in the root; where a hole is in its list of names, it does for nobody."""
    probe = STICK / "percobaan berkas baru.txt"
    try:
        with mounted(str(LOOP), STICK, order["file_system"]):
            probe.touch(exist_ok=False)
            probe.unlink()
    except OSError as error:
        return error.errno != errno.EIO
    return True


def _write_unrepaired(order: Mapping[str, Any], expectation: Expectation) -> dict[str, Any]:
    """Write to a stick that nobody repaired.

    Linux makes a stick read-only when it meets a broken chain of clusters; then ``bekal write`` can only refuse.
    That is right if what opened before still opens, and the write after a repair finishes.
    """
    first = _write_again(order, expectation)
    if not first["problems"]:
        return {**first, "was_refused": False}
    left = _meet_read_only(order, expectation)
    if left.problems:
        return {**_plain(left), "was_refused": True, "refused": first["problems"][0]}
    _repair(order)
    return {**_write_again(order, expectation), "was_refused": True, "refused": first["problems"][0]}


def _write_or_fail(bundle: str) -> None:
    status, said = _bekal_write(bundle)
    if status != 0:
        raise RuntimeError(f"bekal write ended with {status}: {said}")


def _bekal_write(bundle: str) -> tuple[int, str]:
    """Run the command as a person would, in this process: to start Python anew takes seconds here."""
    from bekal.cli import main as bekal  # noqa: PLC0415 - slow, and not needed to mount

    shutil.rmtree(MEMORY, ignore_errors=True)
    os.environ["XDG_STATE_HOME"] = str(MEMORY)
    said, status = io.StringIO(), 2
    words = ["--lang", LANGUAGE, "write", str(STICK), "--any-folder", "--bundle", f"/bundles/{bundle}"]
    with redirect_stdout(said), redirect_stderr(said):
        try:
            bekal(words)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 2
    return status, said.getvalue()


def _copy_over(bundle: Path) -> None:
    """Copy a bundle over the edition that lies there, as a file manager does, and sync."""
    shutil.copytree(bundle, STICK, dirs_exist_ok=True, copy_function=shutil.copyfile)
    os.sync()


def _device(disk: str) -> str:
    """Give the device of the disk that the host calls ``disk``."""
    for folder in sorted(Path("/sys/block").glob("vd*")):
        serial = folder / "serial"
        if serial.is_file() and serial.read_text(encoding="ascii").strip() == disk:
            return f"/dev/{folder.name}"
    raise RuntimeError(f"the host gave no disk {disk}")


if __name__ == "__main__":
    main()
