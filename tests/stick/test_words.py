"""Every sentence of bundle and stick exists in Indonesian, with the same values in it."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import bekal
from bekal.bundle.refused import ManifestRefusedError, NameRefusedError
from bekal.locale import translator

PACKAGE = Path(bekal.__file__).parent
SOURCES = [*PACKAGE.glob("bundle/*.py"), *PACKAGE.glob("stick/*.py"), PACKAGE / "cli" / "sticks.py"]


def messages() -> set[str]:
    found = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            is_message = name == "words" or name.endswith("RefusedError")
            if is_message and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


def values(message: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}


def test_every_message_has_an_indonesian_translation_with_the_same_values() -> None:
    indonesian = translator("id").messages
    assert len(messages()) > 150
    assert sorted(message for message in messages() if message not in indonesian) == []
    assert [message for message in messages() if values(message) != values(indonesian[message])] == []


def test_a_reason_inside_a_reason_is_translated_too() -> None:
    refusal = ManifestRefusedError(
        "{path}: {reason}", path="'HP/nul'", reason=NameRefusedError("a name is empty")
    )
    assert str(refusal) == "'HP/nul': a name is empty"
    assert refusal.in_words(translator("id")) == "'HP/nul': ada nama yang kosong"
