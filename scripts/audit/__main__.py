"""``python -m audit``: axe-core and Lighthouse over every built page; exits 1 when one finds anything."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from audit.axe import ANSWERED, axe_problems
from audit.browser import View, chromium, looking
from audit.lighthouse import RULES, run_lighthouse
from audit.pages import find_built
from audit.server import served
from audit.tools import ToolError

if TYPE_CHECKING:
    from audit.pages import Built

VIEWS = {
    "light": View(),
    "dark": View(dark=True),
    "light, without script": View(script=False),
    "dark, without script": View(dark=True, script=False),
}


def audit_with_axe(built: Built) -> list[str]:
    """Look at every page and book in every view: as it opens, and with answers chosen and everything unfolded."""
    problems = []
    with chromium() as browser:
        for name, view in VIEWS.items():
            with looking(browser, view) as tab:
                for file in built.files:
                    tab.open(file.as_uri())
                    found = axe_problems(tab.evaluate)
                    tab.evaluate(ANSWERED)
                    found += [one for one in axe_problems(tab.evaluate) if one not in found]
                    problems += [f"{built.name(file)}, {name}: {problem}" for problem in found]
    return problems


def audit_with_lighthouse(built: Built) -> list[str]:
    """Ask for full marks in accessibility, best practices and SEO on every page of both locales."""
    problems = []
    with served(built.folder) as server:
        names = {f"{server.address}/{built.name(file)}": built.name(file) for file in built.pages}
        for run in run_lighthouse(list(names), RULES, at_once=os.cpu_count() or 1):
            problems += [f"{names[run.address]}: {problem}" for problem in run.problems(server.address)]
    return problems


def main() -> int:
    """Run what was asked for, print every finding and a line for each tool."""
    parser = argparse.ArgumentParser(prog="audit", description=__doc__)
    parser.add_argument("--build", type=Path, default=Path("build"), help="what `bekal build` made")
    parser.add_argument("--only", choices=["axe", "lighthouse"], help="one of the two")
    chosen = parser.parse_args()
    tools = {"axe": audit_with_axe, "lighthouse": audit_with_lighthouse}
    failed = False
    try:
        built = find_built(chosen.build.resolve())
        for name, audit in tools.items():
            if chosen.only not in {None, name}:
                continue
            begin = time.monotonic()
            problems = audit(built)
            for problem in problems:
                print(problem)
            files = len(built.files if name == "axe" else built.pages)
            print(f"{name}: {files} files, {len(problems)} findings, {time.monotonic() - begin:.0f} s")
            failed = failed or bool(problems)
    except ToolError as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
