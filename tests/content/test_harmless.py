from __future__ import annotations

import pytest
from markdown import Markdown

from bekal.content.markdown import BekalExtension
from bekal.content.markdown.context import PageContext


def rendered(text: str) -> str:
    extension = BekalExtension(context=PageContext("index", "id"))
    return Markdown(extensions=["tables", "toc", "fenced_code", extension]).convert(text)


@pytest.mark.parametrize(
    ("text", "html"),
    {
        "an element": ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
        "an element of its own lines": ("<div>\na\n</div>", "<p>&lt;div&gt;\na\n&lt;/div&gt;</p>"),
        "Markdown inside": ("<div>*a*</div>", "<p>&lt;div&gt;<em>a</em>&lt;/div&gt;</p>"),
        "a tag that is never closed": ("<div title=", "<p>&lt;div title=</p>"),
        "an instruction": ("<?php a ?>", "<p>&lt;?php a ?&gt;</p>"),
        "a comment": ("<!-- a -->", ""),
        "a comment in a line": ("a <!-- b -->c", "<p>a c</p>"),
        "a comment of several lines": ("a\n\n<!-- b\n\n/// message\nc\n///\n-->\n\nd", "<p>a</p>\n<p>d</p>"),
        "a comment that never ends": ("a <!-- b", "<p>a &lt;!-- b</p>"),
        "a comment in a code block": (
            "```\n<!-- a -->\n```",
            "<pre><code>&lt;!-- a --&gt;\n</code></pre>",
        ),
    }.values(),
)
def test_raw_html_is_text_and_a_comment_is_nothing(text: str, html: str) -> None:
    assert rendered(text) == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "java&Tab;script:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:a",
        "data:text/html,a",
        "blob:a",
        "view-source:a",
    ],
)
def test_an_address_that_runs_leads_nowhere(address: str) -> None:
    assert rendered(f"[a]({address})") == '<p><a href="#">a</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "page.md",
        "../a/b.md#c",
        "#c",
        "a.md?b:c",
        "tel:110",
        "sms:110",
        "https://a.example/b",
        "mailto:a@b.id",
    ],
)
def test_an_address_that_leads_somewhere_stays(address: str) -> None:
    assert rendered(f"[a]({address})") == f'<p><a href="{address}">a</a></p>'


@pytest.mark.parametrize(
    "address", ["https://a.example/b.png", "//a.example/b.png", "data:image/png;base64,"]
)
def test_a_picture_from_elsewhere_is_not_fetched(address: str) -> None:
    assert rendered(f"![a]({address})") == '<p><img alt="a" src="#" /></p>'


def test_an_anchor_is_an_id_and_other_attributes_are_left_out() -> None:
    assert rendered("## Surat {#surat onclick=a style=b}") == '<h2 id="surat">Surat</h2>'
    assert rendered("/// message\n    attrs: {onclick: a, data-bekal: exit}\n\nb\n///") == (
        '<p class="message">b</p>'
    )


def test_a_table_keeps_the_sides_of_its_columns() -> None:
    html = rendered("| a | b |\n| :-- | --: |\n| c | d |")
    assert '<td style="text-align: left;">c</td>' in html
    assert '<td style="text-align: right;">d</td>' in html
