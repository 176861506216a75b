from __future__ import annotations

import random

import pytest

from bekal.content.safeguards import BlockedNumber
from bekal.finishing.audit import audit_book, audit_site, compressed_size, heaviest_size, weight_limit

SOUND = """<!doctype html><html><body><p data-bekal="cut">x</p><a data-bekal="exit" href="#belanja">Keluar</a>
<h1>Judul</h1><a href="#bantuan">Bantuan</a><main id="bantuan"><a href="tel:110">110</a>{}</main>
<section id="belanja">Beras</section></body></html>"""


def rules(html: str) -> list[tuple[str, str]]:
    findings = audit_site({"a.html": html, "b/c.html": SOUND}, "build/site")
    return [(finding.rule, finding.message) for finding in findings if finding.path == "build/site/a.html"]


def test_a_sound_page_has_no_finding() -> None:
    assert (
        rules(SOUND.format('<a href="b/c.html#belanja">C</a><img src="data:image/png;base64,x" alt="">'))
        == []
    )


BROKEN = {
    "an image from outside": (
        '<img src="https://example.org/a.png">',
        "network-reference",
        "<img src> would load 'https://example.org/a.png'",
    ),
    "an image beside the page": ('<img src="a.png">', "network-reference", "<img src> would load 'a.png'"),
    "a script file": ('<script src="a.js"></script>', "network-reference", "<script src> would load 'a.js'"),
    "a stylesheet": (
        '<link rel="stylesheet" href="a.css">',
        "network-reference",
        "<link> would load 'a.css'",
    ),
    "a frame": (
        '<iframe srcdoc="a"></iframe>',
        "network-reference",
        "<iframe> would load 'something from outside'",
    ),
    "a sprite file": (
        '<svg><use href="a.svg#b"></use></svg>',
        "network-reference",
        "<use> would load 'a.svg#b'",
    ),
    "an address in a style": (
        "<style>p{background:url(//x.org/a)}</style>",
        "network-reference",
        "the style would load '//x.org/a'",
    ),
    "a web address": (
        '<a href="https://example.org/">a</a>',
        "network-reference",
        "the link would load 'https://example.org/'",
    ),
    "a script as address": (
        '<a href="javascript:alert(1)">a</a>',
        "network-reference",
        "the link would load 'javascript:alert(1)'",
    ),
    "a link to nothing": ('<a href="d.html">a</a>', "link-target-missing", "the link 'd.html' leads nowhere"),
    "a link to a missing anchor": (
        '<a href="b/c.html#x">a</a>',
        "link-target-missing",
        "the link 'b/c.html#x' leads nowhere",
    ),
    "a link without words": (
        '<a href="b/c.html"></a>',
        "link-without-words",
        "the link 'b/c.html' has no words",
    ),
    "a reference left": ("[[fact:x]]", "placeholder-left", "a placeholder or reference was not replaced"),
    "a picture left": (
        '<i data-picture="x"></i>',
        "placeholder-left",
        "a placeholder or reference was not replaced",
    ),
    "an event handler": ("<p onclick=a>b</p>", "content-runs", "<p onclick> runs code"),
    "a style of content": (
        '<p style="position:fixed">b</p>',
        "content-runs",
        "<p style> changes how the page looks",
    ),
    "a page that reloads": (
        '<meta http-equiv="refresh" content="0">',
        "content-runs",
        "<meta http-equiv> changes what the page does",
    ),
    "two scripts": ("<script></script><script></script>", "content-runs", "'script' stands 2 times, not 1"),
    "three styles": (
        "<style></style><style></style><style></style>",
        "content-runs",
        "'style' stands 3 times, not 2",
    ),
    "a second quick exit": (
        '<a data-bekal="exit" href="#belanja">Keluar</a>',
        "content-runs",
        "'[data-bekal=exit]' stands 2 times, not 1",
    ),
    "a second hint that the file was cut": (
        '<p data-bekal="cut">x</p>',
        "content-runs",
        "'[data-bekal=cut]' stands 2 times, not 1",
    ),
    "two covers": (
        '<p class="cover">a</p><p class="cover">b</p>',
        "content-runs",
        "'.cover' stands 2 times, not 1",
    ),
    "two main titles": ("<h1>b</h1>", "title-count", "there are 2 main titles"),
    "one anchor twice": ('<p id="belanja">', "anchor-twice", "the anchor 'belanja' stands twice"),
}


def test_the_sides_of_a_table_column_are_no_style_of_content() -> None:
    assert rules(SOUND.format('<table><tr><td style="text-align: left;">a</td></tr></table>')) == []


@pytest.mark.parametrize(("inside", "rule", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_promise_is_named(inside: str, rule: str, message: str) -> None:
    found = rules(SOUND.format(inside))
    assert (rule, message) in found
    assert {name for name, _ in found} <= {rule, "link-target-missing"}


@pytest.mark.parametrize(
    ("hook", "replaced"),
    [
        ("a[data-bekal=exit]", ('data-bekal="exit"', "")),
        ("[data-bekal=cut]", ('data-bekal="cut"', "")),
        ('a[href="#bantuan"]', ('href="#bantuan"', 'href="#belanja"')),
        ("#bantuan a[href^='tel:']", ("tel:110", "#belanja")),
    ],
)
def test_a_missing_hook_is_named(hook: str, replaced: tuple[str, str]) -> None:
    assert ("hook-missing", f"nothing matches {hook}") in rules(SOUND.format("").replace(*replaced))


def test_a_page_that_is_too_heavy_is_named_with_what_weighs_most() -> None:
    noise = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=40_000))  # noqa: S311 - ballast
    findings = audit_site({"a.html": SOUND.format(noise)}, "site")
    assert [finding.rule for finding in findings] == ["page-too-heavy"]
    assert "at most 14,000" in findings[0].message
    assert "the text weighs most" in findings[0].fix


def test_reference_pages_may_weigh_more() -> None:
    assert weight_limit("en/about/sources.html") == 24_000
    assert weight_limit("departure/documents.html") == 14_000


def test_a_book_may_only_leave_itself_by_naming_the_file_in_words() -> None:
    html = SOUND.format(
        '<a href="buku-en.html">English: buku-en.html</a><a href="lain.html">Lain</a><a href="#x">x</a>'
    )
    assert [(finding.rule, finding.message) for finding in audit_book("buku-id.html", html)] == [
        ("link-leaves-book", "the link 'lain.html' leaves the book without naming the file"),
        ("link-target-missing", "the link '#x' leads nowhere"),
    ]


BLOCKED = [
    BlockedNumber(id="misprint", number="081111129129", why="One digit too many."),
    BlockedNumber(id="tawau", number="+6089772052", rule="label", label_words=("24 jam",), why="Office."),
    BlockedNumber(id="look-alike", kind="address", number="peduliwni.com", why="Private."),
]


def test_a_blocked_number_in_a_built_file_is_found_in_text_links_and_attributes() -> None:
    html = SOUND.format(
        '<p>0811<b class="x">1112</b>9129</p><a href="tel:+6281111129129">a</a>'
        '<p title="peduliwni.com">24 jam: +60 89 772052</p><svg><path d="M0811 1112 9129"/></svg>'
    )
    expected = [
        ("blocked-number", "the address 'peduliwni.com' is blocked"),
        ("blocked-number", "the number '+6281111129129' is blocked"),
        ("blocked-number", "the number '0811<b class=\"x\">1112</b>9129' is blocked"),
    ]
    for findings in (
        audit_site({"a.html": html, "b/c.html": SOUND}, "build/site", BLOCKED),
        audit_book("build/buku.html", html, BLOCKED),
    ):
        assert [(found.rule, found.message) for found in findings] == expected


def test_the_heaviest_page_is_the_one_that_travels_as_most_bytes() -> None:
    chance = random.Random(4)  # noqa: S311 - the same pages each time
    pages = [
        "".join(chance.choices("abcdefgh <>/", k=chance.randrange(200, 4000)))
        + "kata " * chance.randrange(900)
        for _ in range(60)
    ]
    assert heaviest_size(pages) == max(map(compressed_size, pages))
    assert heaviest_size([]) == 0
