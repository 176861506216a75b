"""The course of the proof: bundles made, sticks prepared, writes logged, every state read back.

One boot prepares the sticks, one logs all writes, and then one for each scenario and mount reads the states.
What comes out is a list of ``Row``; tables and verdicts are ``results``.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from proof.blocklog import BlockWrite, Flush, parse_log
from proof.images import pack, read_image
from proof.judgement import Expectation
from proof.machine import Disk, Kernel, MachineError, build_ramdisk, find_tool, run_guest
from proof.releases import KEY, RELEASES, describe, foreign_digests, make_bundle
from proof.replay import State, distinct_states, possible_states, split_log
from proof.results import Row
from proof.scenarios import FILE_SYSTEMS, MOUNTS, SCENARIOS, FileSystem, Mount, Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BUNDLES: Final = {
    "first": (RELEASES[0], ""),
    "second": (RELEASES[1], ""),
    "third": (RELEASES[2], ""),
    "other": (RELEASES[0], "other"),
}
"""Release and wording of each bundle; ``other`` is the first with every file changed, for the control."""

SEED: Final = 20261124
SHARE: Final = 150
"""So many states are read in one boot."""
FEWEST: Final = 10
"""A log with fewer writes is none of a whole edition."""


@dataclass(frozen=True, slots=True)
class Case:
    """One scenario on one mount."""

    number: int
    scenario: Scenario
    mount: Mount

    @property
    def disk(self) -> str:
        """What its disk is called."""
        return f"case{self.number:02}"


@dataclass(slots=True)
class Proof:
    """One run, in a folder of its own."""

    folder: Path
    kernel: Kernel
    draws: int
    """How many subsets are drawn between two flushes."""
    workers: int
    """How many machines run side by side."""
    again_every: int = 1
    """Of so many states one is written to again; every one is read."""
    lock: Lock = field(default_factory=Lock)

    def run(self) -> list[Row]:
        """Do it all; raises ``MachineError`` when the harness itself does not work."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "bundles").mkdir(parents=True)
        for name, (release, wording) in BUNDLES.items():
            make_bundle(self.folder / "bundles" / name, release, wording)
        build_ramdisk(self._ramdisk, self.kernel, self.folder / "bundles", KEY.public.as_file())
        cases = [
            Case(number, scenario, mount)
            for number, (scenario, mount) in enumerate(
                (scenario, mount) for scenario in SCENARIOS for mount in MOUNTS
            )
        ]
        self._prepare()
        self._record(cases)
        orders = self._orders(cases)
        shares = [
            (case, self._share(order, start), files, row, start // SHARE)
            for case, order, files, row in orders
            for start in range(0, len(order["states"]), SHARE)
        ]
        with ThreadPoolExecutor(self.workers) as pool:
            for number, row in enumerate(pool.map(self._read, shares)):
                _say(
                    f"{number + 1} of {len(shares)}: {row.scenario}, {row.mount}: {row.read} read, {row.bad} bad"
                )
        for *_, row in orders:
            if row.read != row.distinct:
                raise MachineError(
                    f"{row.scenario} on {row.mount}: {row.read} of {row.distinct} states were read"
                )
        return [row for *_, row in orders]

    def _share(self, order: Mapping[str, Any], start: int) -> dict[str, Any]:
        """Give a part of the states to one boot, and say which of them are written to again."""
        states = order["states"][start : start + SHARE]
        again = (
            []
            if order["is_control"]
            else [n for n in range(len(states)) if (start + n) % self.again_every == 0]
        )
        return {**order, "states": states, "again": again}

    @property
    def _ramdisk(self) -> Path:
        return self.folder / "ramdisk.cpio"

    def _base(self, file_system: FileSystem, scenario: Scenario) -> Path:
        return self.folder / f"base-{file_system.name}-{len(scenario.before)}.img"

    def _prepare(self) -> None:
        _say("preparing the sticks")
        disks, sticks = [], []
        for file_system in FILE_SYSTEMS:
            for scenario in SCENARIOS[:3]:
                image = self._base(file_system, scenario)
                with image.open("wb") as file:
                    file.truncate(file_system.megabytes * 1024 * 1024)
                make = [find_tool(file_system.make[0]), *file_system.make[1:], str(image)]
                done = subprocess.run(make, capture_output=True, text=True, check=False)
                if done.returncode != 0:
                    raise MachineError(f"{file_system.make[0]}: {done.stderr or done.stdout}")
                name = f"{file_system.name}{len(scenario.before)}"
                disks.append(Disk(name, image))
                sticks.append({"disk": name, "file_system": file_system.name, "before": scenario.before})
        run_guest(
            self._ramdisk,
            self.kernel,
            {"task": "prepare", "sticks": sticks},
            self.folder / "prepare",
            disks=disks,
        )

    def _record(self, cases: list[Case]) -> None:
        _say("logging the writes")
        disks, sticks = [], []
        for case in cases:
            image = self.folder / f"{case.disk}.img"
            shutil.copyfile(self._base(case.mount.file_system, case.scenario), image)
            disks.append(Disk(case.disk, image, self.folder / f"{case.disk}.log"))
            sticks.append(
                {
                    "disk": case.disk,
                    "file_system": case.mount.file_system.name,
                    "flags": case.mount.flags,
                    "options": case.mount.options,
                    "bundle": case.scenario.bundle,
                    "is_control": case.scenario.is_control,
                }
            )
        run_guest(
            self._ramdisk,
            self.kernel,
            {"task": "record", "sticks": sticks},
            self.folder / "record",
            disks=disks,
        )

    def _orders(self, cases: list[Case]) -> list[tuple[Case, dict[str, Any], dict[str, bytes], Row]]:
        seen: set[int] = set()
        orders = []
        for case in cases:
            base = read_image(self._base(case.mount.file_system, case.scenario))
            log = (self.folder / f"{case.disk}.log").read_bytes()
            entries = parse_log(log)
            writes, bounds = split_log(entries)
            flushes = sum(isinstance(entry, Flush) for entry in entries)
            if len(writes) < FEWEST or flushes == 0:
                raise MachineError(
                    f"{case.scenario.name} on {case.mount.name}: {len(writes)} writes and {flushes} flushes "
                    "were logged, which is no whole write"
                )
            chance = random.Random(f"{SEED} {case.number}")  # noqa: S311 - to be the same in every run
            possible = list(possible_states(writes, bounds, self.draws, chance))
            states = list(distinct_states(base, writes, possible, seen))
            row = Row(
                case.scenario.name,
                case.mount.name,
                names=self._met(case.scenario),
                is_control=case.scenario.is_control,
                writes=sum(isinstance(entry, BlockWrite) for entry in entries),
                flushes=flushes,
                prefixes=sum(state.kind == "prefix" for state in possible),
                subsets=sum(state.kind == "subset" for state in possible),
                distinct=len(states),
            )
            files = {"/base.bin": pack(base), "/log.bin": log}
            orders.append((case, self._reading_order(case, states), files, row))
            _say(
                f"{row.scenario}, {row.mount}: {row.writes} writes, {row.flushes} flushes, {row.distinct} states"
            )
        return orders

    def _reading_order(self, case: Case, states: list[State]) -> dict[str, Any]:
        file_system = case.mount.file_system
        return {
            "task": "read",
            "states": [(state.kind, state.prefix, state.pieces) for state in states],
            "size": file_system.megabytes * 1024 * 1024,
            "file_system": file_system.name,
            "repair": file_system.repair,
            "bundle": case.scenario.bundle,
            "is_control": case.scenario.is_control,
            "expectation": self._expectation(case.scenario).as_json(),
        }

    def _met(self, scenario: Scenario) -> tuple[str, ...]:
        """Give the bundles of which one may be met: the last one before, and the one that is written."""
        return (*scenario.before[-1:], scenario.bundle)

    def _expectation(self, scenario: Scenario) -> Expectation:
        editions = [describe(self.folder / "bundles" / name, name) for name in self._met(scenario)]
        return Expectation(tuple(editions), foreign_digests(), may_be_none=not scenario.before)

    def _read(self, share: tuple[Case, Mapping[str, Any], Mapping[str, bytes], Row, int]) -> Row:
        case, order, files, row, number = share
        folder = self.folder / f"{case.disk}-{number:02}"
        answers = run_guest(self._ramdisk, self.kernel, order, folder, files=files)
        with self.lock:
            for answer in answers:
                row.count(answer)
        return row


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
