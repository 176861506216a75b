"""Inline markup is found faster, and is what Python-Markdown makes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor

from bekal.content.markdown import BekalExtension

_MARKUP = ("*", "**", "_", "`", "[", "](x.md)", "]", "[[term:p3mi]]", "![x](y.png)", "!", "\\", "{#a}")
_HTML = ("<", ">", "<http://a.b>", "&amp;", "&", "<b>")
SIGNS = st.sampled_from(("a", "kata", " ", "  \n", "\n", "(", ")", *_MARKUP, *_HTML))


class Marked(Extension):
    """A pattern of somebody else: ``==words==``."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(==)(.+?)==", "mark"), "marked", 50)


def convert(text: str, *extensions: Extension, stock: bool = False) -> str:
    markdown = Markdown(extensions=[BekalExtension(), "attr_list", "toc", *extensions])
    if stock:
        markdown.treeprocessors.register(InlineProcessor(markdown), "inline", 20)
    return markdown.convert(text)


@given(st.lists(SIGNS, max_size=14).map("".join))
def test_every_text_becomes_what_markdown_itself_makes_of_it(text: str) -> None:
    assert convert(text) == convert(text, stock=True)


def test_a_pattern_of_another_extension_is_looked_for_in_texts_without_other_markup() -> None:
    assert convert("Bawa ==paspor==.", Marked()) == "<p>Bawa <mark>paspor</mark>.</p>"
