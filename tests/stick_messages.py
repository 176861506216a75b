"""Every message that a person with a stick can meet, read from the source of the rooms that say them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import bekal

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = Path(bekal.__file__).parent
SOURCES: Final = (
    *sorted(PACKAGE.glob("bundle/*.py")),
    *sorted(PACKAGE.glob("stick/*.py")),
    PACKAGE / "cli" / "sticks.py",
    PACKAGE / "config.py",
)
STOPS: Final = frozenset({"StickError", "KeyFileError", "ProjectError"})


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Give every call in the sources, with the file it stands in."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield source.relative_to(PACKAGE).as_posix(), node


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@cache
def messages() -> frozenset[str]:
    """Give every text that is said through a translator, and every reason and error that is translated later."""
    found = set()
    for _place, call in calls():
        name = name_of(call)
        texts = call.args[:2] if name in STOPS else call.args[:1]
        if name == "words" or name.endswith("RefusedError") or name in STOPS:
            found |= {
                text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)
            }
    return frozenset(found)
