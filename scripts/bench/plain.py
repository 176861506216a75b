"""The same pages in the plain Markdown that somebody would write for stock Material: what the peer builds.

Blocks become lists, admonitions and details; references become the words that they print; contacts and the lists of
the sources page are written out from the data.
Pictures, and what our templates add to each page (its sources, the help section), are left out, which makes the
peer's work lighter, not heavier.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bekal.content.block_items.contacts import parse_contacts
from bekal.content.block_items.items import parse_items
from bekal.content.block_items.quiz import parse_quiz
from bekal.content.blocks import REFERENCE
from bekal.content.citations import call_state, fact_words, law_words, seen_words, source_words
from bekal.content.markdown.context import SOURCES_PAGE, PageContext
from bekal.locale import translator

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from bekal.content.blocks import Block
    from bekal.content.catalogue import Page
    from bekal.content.data import Contact, Data
    from bekal.locale import Translator


def write_plain(page: Page, data: Data, cited: Data) -> str:
    """Write a page without our blocks and references; title and summary are all that is left of its front matter.

    ``cited`` is the part of the data that the sources page lists.
    """
    plain = _Plain(page, data, cited, translator(page.locale))
    matter = page.front_matter
    front = json.dumps({"title": matter.title, "description": matter.summary}, ensure_ascii=False)
    return f"---\n{front}\n---\n\n# {matter.title}\n\n{plain.body()}"


@dataclass(frozen=True, slots=True)
class _Plain:
    page: Page
    data: Data
    cited: Data
    words: Translator

    def body(self) -> str:
        lines = self.page.body.split("\n")
        written: list[str] = []
        done = self.page.body_line
        for block in self.page.blocks:
            written += lines[done - self.page.body_line : block.line - self.page.body_line]
            written += ["", *self._block(block), ""]
            done = block.body_line + (block.body.count("\n") + 1 if block.body else 0) + 1
        written += lines[done - self.page.body_line :]
        return REFERENCE.sub(self._reference, "\n".join(written))

    def _reference(self, match: re.Match[str]) -> str:
        identity, _, article = match["target"].partition("#")
        if match["kind"] == "fact" and identity in self.data.facts:
            return fact_words(self.data.facts[identity], self.words)
        if match["kind"] == "law" and identity in self.data.laws:
            target = PageContext(self.page.slug, self.page.locale).link(SOURCES_PAGE, f"law-{identity}")
            return f"[{law_words(self.data.laws[identity], article, self.words)}]({target})"
        if match["kind"] == "term" and identity in self.data.terms:
            term = self.data.terms[identity]
            return f"{self._say(term.short)} ({self._say(term.long)})"
        return identity

    def _say(self, text: object) -> str:
        return str(text.in_locale(self.page.locale)) if hasattr(text, "in_locale") else ""

    def _block(self, block: Block) -> Iterator[str]:
        if block.name == "message":
            yield from _admonition("info", "", block.body)
        elif block.name in {"wait", "say", "story"}:
            kind = {"wait": "warning", "say": "quote", "story": "example"}[block.name]
            yield from _admonition(kind, block.argument, block.body)
        elif block.name in {"cards", "steps", "chapter"}:
            yield from [f"### {block.argument}", ""] if block.argument else []
            for item in parse_items(block)[0]:
                title = f"[{item.title}]({item.target})" if item.target else f"**{item.title}**"
                yield f"{'1.' if item.numbered else '-'} {title} {item.text}"
        elif block.name == "quiz":
            yield from self._quiz(block)
        elif block.name == "contact":
            contact = self.data.contacts.get(block.arguments[0])
            yield from self._contact(contact) if contact else ()
            yield from (item.text for item in parse_items(block)[0])
        elif block.name == "contacts":
            choice = parse_contacts(block)[0]
            for contact in self.data.contacts.values():
                if choice.fits(contact):
                    yield from self._contact(contact)
        elif block.name == "sources":
            yield from self._sources(block.argument)
        else:
            yield block.body

    def _quiz(self, block: Block) -> Iterator[str]:
        for number, question in enumerate(parse_quiz(block)[0], 1):
            yield from (f"**{number}. {question.text}**", "")
            yield from (f"- {option.text}" for option in question.options)
            right = "".join(option.text for option in question.options if option.right)
            yield from ("", *_admonition("success", right, question.reason, mark="???"), "")

    def _contact(self, contact: Contact) -> Iterator[str]:
        yield from (f"### {self._say(contact.name)}", "", self._say(contact.serves), "")
        for channel in contact.buttons:
            yield f"- [{channel.printed}]({channel.link}) {self._say(channel.label)}"
        yield from ("", call_state(contact, self.words), "")

    def _sources(self, name: str) -> Iterator[str]:
        if name == "laws":
            for law in self.cited.laws.values():
                yield from (
                    f"### {self._say(law.short)} {{#law-{law.id}}}",
                    "",
                    law.title.in_locale(self.page.locale),
                    "",
                )
                yield from (f"- **{article.number}.** {self._say(article.says)}" for article in law.articles)
                yield from ("", seen_words(law, self.words), "")
        elif name == "documents":
            yield from (f"- {source_words(source, self.words)}" for source in self.cited.sources.values())
        elif name == "contacts":
            for contact in self.cited.contacts.values():
                yield f"- **{self._say(contact.name)}.** {call_state(contact, self.words)}"
        elif name == "terms":
            for term in self.data.terms.values():
                yield from (
                    f"### {self._say(term.short)}",
                    "",
                    f"**{self._say(term.long)}.** {self._say(term.explained)}",
                )


def _admonition(kind: str, title: str, body: str, mark: str = "!!!") -> Iterator[str]:
    title = title.replace('"', "'")
    yield f'{mark} {kind} "{title}"' if title else f"{mark} {kind}"
    yield ""
    yield from (f"    {line}" if line.strip() else "" for line in body.split("\n"))
