"""The places that must agree: words and their catalogues, hooks and templates, release and package."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import extract
from babel.messages.pofile import read_po

from bekal.bundle.checker_page import FOLDER, messages_in
from bekal.config import LOCALES, find_project
from bekal.content.block_items import PARSERS
from bekal.locale import translator

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "scripts" / "bekal"
IN_TEMPLATE = re.compile(r"""\b(?:bekal\.words|both|indonesian)\(\s*(?:"([^"]*)"|'([^']*)')""")


def messages_in_code() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        with path.open("rb") as file:
            keywords = {"_": None, "translate": None, "words": None}
            for line, message, _comments, _context in extract("python", file, keywords=keywords):
                if isinstance(message, str) and message:
                    yield f"{path.relative_to(ROOT)}:{line}", message
    for path in sorted((ROOT / "overrides").rglob("*.html")):
        for match in IN_TEMPLATE.finditer(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(ROOT)), match[1] or match[2]
    for path in sorted((ROOT / "overrides" / FOLDER).glob("*.js")):
        for message in messages_in([path.read_text(encoding="utf-8")]):
            yield str(path.relative_to(ROOT)), message


def test_every_message_exists_in_indonesian() -> None:
    known = translator("id").messages
    assert [(place, message) for place, message in messages_in_code() if message not in known] == []


def test_no_indonesian_message_lost_or_gained_a_placeholder() -> None:
    field = re.compile(r"\{(\w+)[^}]*\}")
    wrong = [
        message
        for message, translation in translator("id").messages.items()
        if sorted(set(field.findall(message))) != sorted(set(field.findall(translation)))
    ]
    assert wrong == []


def test_no_message_has_two_translations() -> None:
    seen: dict[str, str] = {}
    for path in sorted((PACKAGE / "locale").rglob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    text = seen.setdefault(str(message.id), str(message.string))
                    assert text == str(message.string), f"{path.name}: {message.id}"


def test_the_package_has_the_release_of_the_site() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert package["project"]["version"] == find_project(ROOT).release


def test_every_block_is_explained_to_editors() -> None:
    manual = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in PARSERS if f"`/// {name}" not in manual] == []


def test_every_locale_has_its_folder_of_pages() -> None:
    assert [locale for locale in LOCALES if not (ROOT / "docs" / locale).is_dir()] == []


def test_tests_run_with_the_versions_that_users_get() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (ROOT / "scripts" / "locks" / f"{name}.txt").read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))

    user, test = versions("user"), versions("test")
    assert {name: test.get(name) for name in user} == user


def test_lock_files_name_no_index_and_no_path() -> None:
    for path in sorted((ROOT / "scripts" / "locks").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert (
            re.findall(
                r"^\s*(?:-i|--index|--extra-index|--find-links|-f|.*://|.*file:).*$", text, re.MULTILINE
            )
            == []
        )
