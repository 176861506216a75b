"""``python -m bench.stick``: writing a stick beside copying by hand, in alternating pairs of whole processes.

The peer does by hand what ``bekal write`` promises, and nothing more: ``cp -r``, ``sync`` of that file system, and
``sha256sum -c`` of what the device holds, after the pages in memory were let go (which is not counted).
Both sides read the same bundle from memory, so that only the stick is measured.
The bundle has the shape of a real one with recordings: hundreds of pages, some sheets, few large files.
``--stick`` names a folder on a real stick; without it a folder of this computer's disk stands for one, and then
processor and system calls weigh more than they do beside a stick's slow memory.
Times are by the clock, since the work waits for a device; only ratios are judged.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bekal.bundle.assemble import assemble_bundle
from bekal.bundle.edition_info import EditionInfo, HelpNumber
from bekal.bundle.keys import own_key
from bekal.bundle.manifest import Channel
from bekal.locale import translator
from bench.peer import our_command
from bench.tables import Budget, judge, machine, table

RUNS: Final = 7
LIMIT: Final = 0.9
RELEASE: Final = "2026.11.1"
SHAPE: Final = (
    ("SITUS", "html", 500, 40_000),
    ("HP", "html", 24, 200_000),
    ("CETAK", "pdf", 80, 500_000),
    ("SITUS/assets/suara", "mp3", 95, 5_000_000),
)
"""Folder, ending, how many, mean size: 514 MB in 694 files."""


def write_payload(folder: Path) -> dict[str, Path]:
    """Write a payload of the shape above, always the same; bytes that no device can squeeze."""
    dice = random.Random(2026)  # noqa: S311 - the same bytes in every run
    for place, ending, count, mean in SHAPE:
        (folder / place).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            size = int(mean * dice.uniform(0.4, 1.6))
            inner = (
                folder / place / f"{number % 8}" if ending == "html" and place == "SITUS" else folder / place
            )
            inner.mkdir(exist_ok=True)
            (inner / f"berkas-{number}.{ending}").write_bytes(dice.randbytes(size))
    return {name: folder / name for name in ("HP", "CETAK", "SITUS")}


def make_bundle(work: Path) -> tuple[Path, int]:
    """Sign a bundle with a key of this run's own; give its folder and its bytes."""
    words = translator("en")
    edition = EditionInfo(
        RELEASE,
        dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        Channel.TRIAL,
        ("id", "en"),
        (HelpNumber("0800-1000"),),
    )
    parts = write_payload(work / "payload")
    manifest = assemble_bundle(parts, edition, own_key(words)[0], work / "bundle", words)
    shutil.rmtree(work / "payload")
    os.sync()
    return work / "bundle", sum(file.size for file in manifest.payload)


def write_ours(bundle: Path, stick: Path) -> float:
    """Run ``bekal write`` and give its seconds; the verdict must be *aman dipakai*."""
    command = [*our_command("write"), str(stick), "--any-folder", "--bundle", str(bundle)]
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def write_by_hand(bundle: Path, stick: Path) -> float:
    """Copy, sync, let go of the pages in memory (not counted), compare every file with ``SHA256SUMS``."""
    begin = time.perf_counter()
    subprocess.run(["cp", "-r", f"{bundle}/.", str(stick)], check=True)
    subprocess.run(["sync", "-f", str(stick)], check=True)
    copied = time.perf_counter() - begin
    for path in stick.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    begin = time.perf_counter()
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=stick / f"BEKAL-{RELEASE}", check=True)
    return copied + time.perf_counter() - begin


def measure(bundle: Path, stick: Path, runs: int) -> list[tuple[float, float]]:
    """Measure both in turn, the first of each pair changing; each finds an empty stick and the bundle in memory."""

    def fresh(way: object) -> float:
        shutil.rmtree(stick, ignore_errors=True)
        stick.mkdir()
        os.sync()
        for path in bundle.rglob("*"):
            if path.is_file():
                path.read_bytes()
        return write_ours(bundle, stick) if way is write_ours else write_by_hand(bundle, stick)

    pairs = []
    for run in range(runs):
        if run % 2:
            their = fresh(write_by_hand)
            pairs.append((fresh(write_ours), their))
        else:
            our = fresh(write_ours)
            pairs.append((our, fresh(write_by_hand)))
    shutil.rmtree(stick)
    return pairs


def main() -> int:
    """Make the bundle, measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--stick", type=Path, help="a folder on a real stick; it is emptied again")
    chosen = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(work / name)
        bundle, size = make_bundle(work)
        stick = (chosen.stick or work) / "bekal-bench"
        pairs = measure(bundle, stick, chosen.runs)
    ratios = [their / our for our, their in pairs]
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    if len(ratios) > 1:
        low, _middle, high = quantiles(ratios, n=4)
        spread = f"{low:.2f} to {high:.2f}"
    table(
        f"Writing {size / 1e6:,.0f} MB, read back, {chosen.runs} pairs of runs, seconds, medians",
        ["bekal write", "cp, sync, sha256sum -c", "speed against the peer", "middle half"],
        [[median(our for our, _ in pairs), median(their for _, their in pairs), median(ratios), spread]],
    )
    print()
    return judge([Budget("bekal write: median of the speeds", median(ratios), LIMIT, " x", at_least=True)])


if __name__ == "__main__":
    sys.exit(main())
