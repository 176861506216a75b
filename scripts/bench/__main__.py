"""``python -m bench``: every measurement, one after the other; exits 1 when a budget is broken."""

from __future__ import annotations

import sys

from audit.tools import ToolError
from bench import book, build, performance, search, stick, villages, weight
from bench.tables import machine


def main() -> int:
    """Run all of them, so that one broken budget does not hide another."""
    print(machine())
    try:
        return max(
            weight.main(),
            book.main(),
            search.main(),
            build.main(),
            stick.main(),
            villages.main(),
            performance.main(),
        )
    except ToolError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
