from __future__ import annotations

import pytest

from bekal.finishing.stylesheet import Stylesheet, page_tokens

PAGE = (
    '<html lang="id"><body class="book"><p class="wait big" id="x" data-bekal="cut">a</p>'
    '<a href="#x">b</a></body></html>'
)

KEPT = {
    "a tag that occurs": ("p{a:b}", "p{a:b}"),
    "a tag that does not": ("table{a:b}", ""),
    "a class that occurs": (".wait{a:b}", ".wait{a:b}"),
    "a class that does not": (".say{a:b}", ""),
    "one selector of two": (".say,.wait{a:b}", ".wait{a:b}"),
    "a descendant that cannot be": (".wait table{a:b}", ""),
    "an attribute": ("[data-bekal=cut]{a:b}", "[data-bekal=cut]{a:b}"),
    "a missing attribute": ("[data-other]{a:b}", ""),
    "pseudo-classes need nothing": ("p:first-child:not(.say){a:b}", "p:first-child:not(.say){a:b}"),
    "pseudo-elements need nothing": ('.wait:before{content:""}', '.wait:before{content:""}'),
    "an id": ("#x>p{a:b}", "#x>p{a:b}"),
    "everything": ("*{a:b}:root{--c:d}", "*{a:b}:root{--c:d}"),
    "media with something left": ("@media print{.say{a:b}p{c:d}}", "@media print{p{c:d}}"),
    "media with nothing left": ("@media print{.say{a:b}}", ""),
    "what is no selector": ("@page{size:A4}", "@page{size:A4}"),
    "comments go": ("/* a */p{/* b */c:d}", "p{c:d}"),
    "what only the script adds": (".new{a:b}", ".new{a:b}"),
}


@pytest.mark.parametrize(("source", "written"), KEPT.values(), ids=KEPT.keys())
def test_a_page_gets_only_the_rules_it_uses(source: str, written: str) -> None:
    assert Stylesheet.parse(source).for_page(PAGE) == written


def test_a_syntax_error_is_named_with_its_place() -> None:
    with pytest.raises(ValueError, match="line 2, column 1"):
        Stylesheet.parse("p{a:b}\n}")


def test_tokens_are_tags_classes_ids_and_attributes() -> None:
    assert {"p", "a", ".wait", ".big", ".book", "#x", "[data-bekal", "[href"} <= page_tokens(PAGE)
