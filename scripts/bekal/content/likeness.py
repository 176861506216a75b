"""Finds the word that somebody probably meant; used by every "did you mean", and light to import."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggest(found: str, known: Iterable[str]) -> str:
    """Find the known word that ``found`` was probably meant to be; empty when none is near."""
    return next(iter(difflib.get_close_matches(found, list(known), n=1, cutoff=0.6)), "")
