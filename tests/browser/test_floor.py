"""Styles hold on Chrome 61 and script on Chrome 64, as far as reading can tell; nothing is run on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from audit.floor import attribute_problems, script_problems, style_problems
from browsers import expect_no

if TYPE_CHECKING:
    from built_bundle import Built

pytestmark = pytest.mark.browser

STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
SCRIPT = re.compile(r"<script(?! type=.application/json.)[^>]*>(.*?)</script>", re.DOTALL)
"""What runs; the texts of the search are data in a script's clothing."""
ATTRIBUTE = re.compile(r'<[a-z][^>]*\sstyle="([^"]*)"')


def test_no_style_is_newer_than_the_floor(built: Built) -> None:
    files = {built.name(file): file.read_text(encoding="utf-8") for file in built.files}
    assert all(STYLE.search(html) for html in files.values())
    expect_no(
        [
            f"{name}: {problem}"
            for name, html in files.items()
            for problem in [
                *(one for style in STYLE.findall(html) for one in style_problems(style)),
                *(one for style in ATTRIBUTE.findall(html) for one in attribute_problems(style)),
            ]
        ]
    )


def test_no_script_is_newer_than_the_floor(built: Built) -> None:
    sources: dict[str, str] = {}
    for file in built.files:
        for script in SCRIPT.findall(file.read_text(encoding="utf-8")):
            sources.setdefault(script, built.name(file))
    for file in sorted(built.edition.rglob("*.js")):
        sources.setdefault(file.read_text(encoding="utf-8"), built.name(file))
    sources.pop("", None)
    assert sources
    found = script_problems(list(sources))
    expect_no(
        [
            f"{name}: {problem}"
            for name, problems in zip(sources.values(), found, strict=True)
            for problem in problems
        ]
    )


@pytest.mark.parametrize(
    "style",
    [
        "a{display:flex;gap:1px}",
        "a:has(b){color:red}",
        "a:is(b,c){color:red}",
        "a:focus-visible{color:red}",
        "a:not(.b,.c){color:red}",
        "a{b{color:red}}",
        "a{& b{color:red}}",
        "a{color:oklch(1 2 3)}",
        "a{color:rgb(1 2 3)}",
        "a{color:#0008}",
        "a{inset:0}",
        "a{aspect-ratio:1}",
        "a{padding-inline:1px}",
        "a{width:min(1px,2px)}",
        "a{width:clamp(1px,2px,3px)}",
        "a{height:100dvh}",
        "a{display:contents}",
        "a{overflow:clip}",
        "a{--x:oklch(1 2 3)}",
        "a{background:linear-gradient(red 0 10px,blue)}",
        "a{colour:red}",
        "@layer x{a{color:red}}",
        "@container (width>1px){a{color:red}}",
        "@media (width>=40em){a{color:red}}",
        "@media print{a{inset:0}}",
    ],
)
def test_control_newer_styles_are_found(style: str) -> None:
    assert len(style_problems(style)) == 1, style_problems(style)


@pytest.mark.parametrize(
    "style",
    [
        "a{display:grid;grid-gap:1px}",
        "a{display:grid;grid-gap:1px;gap:1px}",
        "a{top:0;inset:0}",
        "a{height:100vh;height:100dvh}",
        "a{word-break:break-word;overflow-wrap:anywhere}",
        "a{position:sticky;background:linear-gradient(rgba(0,0,0,.2) 5px,red 10%)}",
        "a::before{content:'';width:calc(1px + 2rem)}",
        "@supports (gap:1px){a{gap:1px}}",
        "@media (prefers-color-scheme:dark){a{color:var(--x)}}",
        "@page{size:A4;margin:8mm}",
    ],
)
def test_control_older_styles_and_fallbacks_are_left_alone(style: str) -> None:
    assert style_problems(style) == []


def test_control_a_style_attribute_is_read_too() -> None:
    assert attribute_problems("color:red;inset:0") != []
    assert attribute_problems("color:red;top:0") == []


def test_control_newer_script_is_found() -> None:
    newer = [
        "a?.b",
        "a ?? b",
        "try { a() } catch { b() }",
        "class A { x = 1 }",
        "1_000",
        "import('a')",
        "[].flat()",
        "'a'.replaceAll('a', 'b')",
        "Object.fromEntries(a)",
        "document.body.replaceChildren()",
        "structuredClone(a)",
    ]
    assert [len(found) for found in script_problems(newer)] == [1] * len(newer)


def test_control_older_script_is_left_alone() -> None:
    older = [
        "(async function (one) { for await (const x of one) { const {a, ...b} = x; } })([])",
        "var flat = 1, at = function (structuredClone) { return structuredClone; }; at(flat)",
        "/(?<year>\\d+)(?<!a)\\p{L}/su.exec('a').groups",
        "Promise.resolve().finally(function () {})",
    ]
    assert script_problems(older) == [[]] * len(older)
