"""``python -m proof``: the whole proof; writes ``RESULTS.md``, exits 1 when a state is bad or the control is not."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
import time
from pathlib import Path
from typing import Final

from proof.machine import MachineError, find_kernel, qemu_version
from proof.results import as_document, verdict
from proof.run import Proof

ROOT: Final = Path(__file__).resolve().parents[2]
RESULTS: Final = Path(__file__).with_name("RESULTS.md")
FEWEST_STATES: Final = 4_000
DRAWS: Final = 2
MACHINES: Final = 2


def main() -> int:
    """Run the proof; what keeps the harness from working is one sentence on standard error, and status 2."""
    words = argparse.ArgumentParser(prog="python -m proof", description=__doc__)
    words.add_argument("--draws", type=int, default=DRAWS, help="subsets drawn between two flushes")
    words.add_argument("--machines", type=int, default=MACHINES, help="guests that run side by side")
    words.add_argument(
        "--again-every", type=int, default=1, help="write a second time to one state of so many"
    )
    words.add_argument("--results", type=Path, default=RESULTS, help="where the table is written")
    chosen = words.parse_args()
    folder, begun = ROOT / "build" / "proof", time.monotonic()
    try:
        kernel = find_kernel(folder / "kernel")
        rows = Proof(folder / "run", kernel, chosen.draws, chosen.machines, chosen.again_every).run()
    except MachineError as error:
        print(error, file=sys.stderr)
        return 2
    facts = {
        "command": f"`python -m proof --draws {chosen.draws} --again-every {chosen.again_every}`",
        "second writes": "in every state"
        if chosen.again_every == 1
        else f"in one state of {chosen.again_every}",
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "kernel in the guest": f"Linux {kernel.version}",
        "QEMU": f"{qemu_version()}, TCG",
        "host": f"{os.cpu_count()} cores, {platform.machine()}, {chosen.machines} guests side by side",
        "time": f"{(time.monotonic() - begun) / 60:.0f} minutes",
    }
    reasons = verdict(rows, FEWEST_STATES)
    document = as_document(rows, facts, reasons)
    chosen.results.write_text(document, encoding="utf-8")
    print(document)
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
