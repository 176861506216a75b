"""Run as a process of its own: starts a writer for each line "write", says its id, and at "wait" how it ended.

A writer is forked, so that it begins to write at once and a kill meets the writing and not the start of Python.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bekal.bundle.minisign import parse_public_key
from bekal.locale import translator
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.plan import prepare
from bekal.stick.write import carry_out


def write(bundle: Path, stick: Path) -> None:
    words = translator("en")
    trusted = Path(os.environ["XDG_CONFIG_HOME"]) / "bekal" / "keys" / "trusted" / "a.pub"
    source = FolderVolume(bundle, may_use_memory=True)
    keys = [parse_public_key(trusted.read_bytes())]
    carry_out(prepare(source, FolderVolume(stick), keys, words), words)


def main(bundle: Path, stick: Path) -> None:
    process = 0
    for line in sys.stdin:
        if line == "write\n":
            process = os.fork()
            if process == 0:
                try:
                    write(bundle, stick)
                finally:
                    os._exit(0)
            answer = process
        else:
            answer = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
