"""Runs ``bekal`` in this process, as a person would type it."""

from __future__ import annotations

import pytest

from bekal.cli import main


def run(*arguments: object, locale: str = "en") -> int:
    """Give the exit status."""
    with pytest.raises(SystemExit) as ended:
        main(["--lang", locale, *map(str, arguments)])
    assert isinstance(ended.value.code, int)
    return ended.value.code
