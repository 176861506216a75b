"""PERIKSA.html as a file: the code of others in it, the keys, the audit, its sources; browsers open it elsewhere."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from bekal.bundle.checker_page import FOLDER, build_checker_page, messages_in, unproven, unseen
from bekal.errors import ProjectError
from bekal.finishing.assets import load_assets
from bekal.finishing.audit import audit_checker
from bundles import KEY, STRANGER, WORDS, make_edition

OVERRIDES = Path(__file__).parents[2] / "overrides"
VENDORED = OVERRIDES / FOLDER / "vendored"


def build(overrides: Path = OVERRIDES) -> str:
    return build_checker_page(
        overrides, load_assets(OVERRIDES), make_edition(), [KEY.public, STRANGER.public, KEY.public]
    )


def test_the_code_of_others_is_as_it_was_published() -> None:
    listed = dict(
        re.findall(
            r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$",
            (VENDORED / "README.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDORED.glob("*.js")}
    assert listed == found
    assert {path.name for path in VENDORED.glob("*.LICENSE")} == {
        f"{name.split('.')[0]}.LICENSE" for name in found
    }


def test_the_page_passes_the_audit_of_built_files() -> None:
    assert audit_checker("PERIKSA.html", build()) == []


def test_the_audit_finds_a_page_that_loads_something_or_is_too_heavy() -> None:
    heavy = "".join(
        hashlib.sha256(bytes([number, other])).hexdigest() for number in range(99) for other in range(30)
    )
    html = build().replace("</main>", f'<img src="x.png"><p>{heavy}</p></main>')
    assert [finding.rule for finding in audit_checker("PERIKSA.html", html)] == [
        "network-reference",
        "page-too-heavy",
    ]


def test_the_page_shows_each_key_once_and_carries_the_notice_that_a_licence_asks_for() -> None:
    html = build()
    shown = re.findall(r'<p class="fingerprint">([^<]*)</p>', html)
    assert shown == [KEY.public.fingerprint, STRANGER.public.fingerprint]
    assert "Copyright (c) 2022 Blakejs contributors" in html


def test_the_page_prints_in_both_languages_what_it_cannot_see_and_cannot_prove() -> None:
    html = build()
    for text in (*unseen(WORDS).values(), *unproven(WORDS)):
        assert f'<span class="en" lang="en">{text}</span>' in html
    assert re.findall(r'data-unseen="([^"]*)"', html) == list(unseen(WORDS))


def test_the_same_edition_and_keys_give_the_same_page() -> None:
    assert build() == build()


def test_messages_are_found_also_where_they_are_written_in_two_pieces() -> None:
    assert messages_in(['say("b " +\n  "c", {x: 1}); refuse("a"); essay("no")']) == ["a", "b c"]


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    shutil.copytree(OVERRIDES / FOLDER, tmp_path / FOLDER)
    (tmp_path / FOLDER / "judging.js").unlink()
    with pytest.raises(ProjectError) as error:
        build(tmp_path)
    assert "judging.js" in error.value.message
    assert error.value.fix == "restore the folder overrides/checker"
