"""What every command has in common."""

from __future__ import annotations

import gc

import pytest

from bekal.cli import main


def test_a_command_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    with pytest.raises(SystemExit):
        main(["--help"])
    assert gc.isenabled()
