"""The Markdown extension: blocks and references become plain, semantic HTML.

Responsible for structure and words; pictures and signs stay placeholders
(``<i data-picture="ring">``, ``<i data-sign="call">``) that finishing replaces, so that rendering stays cheap and a
book holds each picture once.
Wrong input renders as nothing or as the plain name: the checks have reported it before.

Usable without MkDocs: ``Markdown(extensions=[BekalExtension(context=...)])``.
"""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block as PymdownBlock

from bekal.content import blocks as syntax
from bekal.content.citations import (
    call_state,
    channel_words,
    fact_words,
    law_words,
    seen_words,
    source_words,
)
from bekal.content.data import Age, Channel, Contact, Data, Display
from bekal.locale import Translator, translator

if TYPE_CHECKING:
    import datetime as dt
    import re

    from markdown import Markdown
    from markdown.extensions import Extension

SOURCES_PAGE: Final = "about/sources"
FIRST_USE: Final = "first:"


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page needs to know while its Markdown is rendered."""

    slug: str
    locale: str
    data: Data = field(default_factory=Data)
    today: dt.date | None = None
    """The day of the build: what has expired by then is marked; without it nothing is."""

    @property
    def translate(self) -> Translator:
        """The words of this locale."""
        return translator(self.locale)

    def link(self, slug: str, anchor: str = "") -> str:
        """Write the Markdown link from this page to another page of the same locale."""
        target = (
            posixpath.relpath(f"{slug}.md", posixpath.dirname(self.slug) or ".") if slug != self.slug else ""
        )
        return f"{target}#{anchor}" if anchor else target


class BekalExtension(BlocksExtension):
    """Registers every block and reference; ``context`` is a ``PageContext``."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"context": [PageContext("index", "id"), "The page that is rendered"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the parts that are no blocks, then the blocks."""
        super().extendMarkdown(md)
        context: PageContext = self.getConfig("context")
        md.preprocessors.register(_FirstUse(md), "bekal-first-use", 25)
        md.inlinePatterns.register(_ReferenceProcessor(md, context), "bekal-reference", 175)
        md.treeprocessors.register(_Numbering(md), "bekal-numbering", 25)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ARG002, N802 - pymdownx' name
        """Register every block."""
        context: PageContext = self.getConfig("context")
        for block in (_Message, _Cards, _Steps, _Chapter, _Wait, _Say, _Contact, _Quiz, _Sources):
            block_mgr.register(block, {"context": context})


def makeExtension(**kwargs: Any) -> Extension:  # noqa: N802 - Markdown's name
    """Give the extension, as Markdown asks for it by module name."""
    return BekalExtension(**kwargs)


class _FirstUse(Preprocessor):
    """Marks the first use of each term, in reading order, before anything is reordered."""

    def run(self, lines: list[str]) -> list[str]:
        seen: set[str] = set()

        def mark(match: re.Match[str]) -> str:
            if match["kind"] != "term" or match["target"] in seen:
                return match[0]
            seen.add(match["target"])
            return f"[[term:{FIRST_USE}{match['target']}]]"

        return [syntax.REFERENCE.sub(mark, line) for line in lines]


class _ReferenceProcessor(InlineProcessor):
    """``[[fact:…]]``, ``[[law:…]]``, ``[[term:…]]``."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(syntax.REFERENCE.pattern, md)
        self.context = context

    def handleMatch(  # type: ignore[override] # noqa: N802 - Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str | None, int | None, int | None]:
        del data
        write = {"fact": self._fact, "law": self._law, "term": self._term}.get(m["kind"])
        element = write(m["target"]) if write else None
        if element is None:
            return m[0].replace(FIRST_USE, ""), m.start(0), m.end(0)
        return element, m.start(0), m.end(0)

    def _fact(self, target: str) -> ET.Element | None:
        fact = self.context.data.facts.get(target)
        if fact is None:
            return None
        element = ET.Element("span", {"class": "fact"})
        element.text = fact_words(fact, self.context.translate)
        if fact.perishes and fact.expires_on:
            element.set("data-expires", fact.expires_on.isoformat())
            small = ET.SubElement(element, "small")
            small.text = f" ({seen_words(fact, self.context.translate)})"
        return element

    def _law(self, target: str) -> ET.Element | None:
        identity, _, article = target.partition("#")
        law = self.context.data.laws.get(identity)
        if law is None:
            return None
        element = ET.Element(
            "a", {"class": "law", "href": self.context.link(SOURCES_PAGE, f"law-{identity}")}
        )
        element.text = law_words(law, article, self.context.translate)
        return element

    def _term(self, target: str) -> ET.Element | None:
        term = self.context.data.terms.get(target.removeprefix(FIRST_USE))
        if term is None:
            return None
        short, long = (text.in_locale(self.context.locale) for text in (term.short, term.long))
        element = ET.Element("span", {"class": "term"})
        element.text = f"{short} ({long})" if target.startswith(FIRST_USE) and long != short else short
        return element


class _Numbering(Treeprocessor):
    """Numbers cards through the groups of one chapter of the page: until the next ``h2``."""

    def run(self, root: ET.Element) -> None:
        number = 1
        for element in root.iter():
            if element.tag == "h2":
                number = 1
            elif element.tag == "ol" and element.get("class") in {"cards", "steps"}:
                element.set("start", str(number))
                for mark in element.iter("span"):
                    if mark.get("class") == "no":
                        mark.text = str(number)
                        number += 1


class _Block(PymdownBlock):
    """A block that takes its text raw and builds its element from what ``blocks`` parsed."""

    ARGUMENT = None
    TAG = "div"
    CLASS = ""

    def on_create(self, parent: ET.Element) -> ET.Element:
        return ET.SubElement(parent, self.TAG, {"class": self.CLASS} if self.CLASS else {})

    def on_markdown(self) -> str:
        return "raw"

    @property
    def context(self) -> PageContext:
        context: PageContext = self.config["context"]
        return context

    @property
    def translate(self) -> Translator:
        return self.context.translate

    def on_end(self, block: ET.Element) -> None:
        body = block.text or ""
        block.text = None
        self.build(block, syntax.Block(self.NAME, str(self.argument or "").strip(), 1, body, 1))

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        raise NotImplementedError


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element; a trailing underscore keeps ``class_`` clear of Python's word."""
    element = ET.SubElement(
        parent,
        tag,
        {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value},
    )
    element.text = text or None
    return element


def _picture(parent: ET.Element, name: str) -> None:
    _add(_add(parent, "span", class_="ground"), "i", data_picture=name)


class _Message(_Block):
    NAME = "message"
    TAG = "p"
    CLASS = "message"

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        element.text = " ".join(parsed.body.split())


class _Cards(_Block):
    NAME = "cards"
    CLASS = "group"

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        items, _ = syntax.parse_items(parsed)
        if parsed.argument:
            _add(element, "h3", parsed.argument)
        numbered = any(item.numbered for item in items)
        cards = _add(element, "ol" if numbered else "ul", class_=self.NAME)
        for item in items:
            card = _add(cards, "li")
            _picture(card, item.picture)
            if numbered:
                _add(card, "span", "0", class_="no", aria_hidden="true")
            _add(card, "b", item.title)
            _add(card, "p", item.text)


class _Steps(_Cards):
    NAME = "steps"


class _Chapter(_Block):
    NAME = "chapter"
    CLASS = "doors"

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        items, _ = syntax.parse_items(parsed)
        for numbered, tag, name in ((True, "ol", "thread"), (False, "ul", "pair")):
            chosen = [item for item in items if item.numbered is numbered]
            if not chosen:
                continue
            doors = _add(element, tag, class_=name)
            for item in chosen:
                link = _add(_add(doors, "li"), "a", href=item.target)
                _picture(link, item.picture)
                words = _add(link, "span")
                _add(words, "b", item.title)
                _add(words, "small", item.text)


class _Wait(_Block):
    NAME = "wait"
    TAG = "section"
    CLASS = "wait"

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        header = _add(element, "header")
        _picture(header, "wait")
        _add(header, "h2", parsed.argument or self.translate("Wait first, if…"))
        _lists(element, parsed.body)


class _Say(_Block):
    NAME = "say"
    CLASS = "say"

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        if parsed.argument:
            _add(element, "h3", parsed.argument)
        _lists(element, parsed.body)


def _lists(element: ET.Element, body: str) -> None:
    """Write lines that begin with ``- `` as a list and the others as paragraphs."""
    items: ET.Element | None = None
    for line in body.split("\n"):
        text = line.strip()
        if text.startswith("- "):
            items = _add(element, "ul") if items is None else items
            _add(items, "li", text[2:])
        elif text:
            items = None
            _add(element, "p", text)


class _Contact(_Block):
    NAME = "contact"
    TAG = "section"
    CLASS = "contact"

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        arguments = parsed.arguments
        contact = self.context.data.contacts.get(arguments[0]) if arguments else None
        if contact is None:
            return
        reach = arguments[1] if len(arguments) > 1 else ""
        items, _ = syntax.parse_items(parsed)
        if items:
            self._row(element, contact, reach, items[0])
        else:
            _add(element, "h3", contact.name.in_locale(self.context.locale))
            _add(element, "p", contact.serves.in_locale(self.context.locale))
            contact_buttons(element, contact, reach, self.context)
            _uncertain_numbers(element, contact, reach, self.context)
            self._meta(element, contact)

    def _row(self, element: ET.Element, contact: Contact, reach: str, item: syntax.Item) -> None:
        """Write the compact row of the emergency page: situation, buttons, nothing else."""
        element.set("class", "row")
        header = _add(element, "header")
        _picture(header, item.picture)
        words = _add(header, "div")
        _add(words, "h3", item.title)
        state = "" if contact.was_called else f" {self.translate('Not called yet.')}"
        _add(words, "p", item.text + state)
        contact_buttons(_add(element, "div", class_="calls"), contact, reach, self.context, compact=True)

    def _meta(self, element: ET.Element, contact: Contact) -> None:
        words = [contact.owner.in_locale(self.context.locale)] if contact.owner else []
        state = call_state(contact, self.translate)
        if state:
            words.append(state)
        elif not contact.buttons:
            words.append(
                self.translate("The number is not certain, so we do not print it. Ask at the village office.")
            )
        meta = _add(element, "p", " ".join(words), class_="meta")
        expiry = min((channel.expires_on for channel in contact.buttons if channel.expires_on), default=None)
        if expiry:
            meta.set("data-expires", expiry.isoformat())
        if not contact.buttons:
            _add(element, "div", class_="write")


def contact_buttons(
    parent: ET.Element, contact: Contact, reach: str, context: PageContext, *, compact: bool = False
) -> None:
    """Add a dial button for each number of ``contact`` that is certain enough; ``reach`` may choose among them.

    ``compact`` leaves the label of a second number out, so that two buttons fit side by side.
    """
    first = True
    for channel in contact.channels:
        if reach in {"", channel.reach} and contact.display(channel) is Display.BUTTON:
            _button(parent, channel, context, second=not first, compact=compact and not first)
            first = False


def _button(
    parent: ET.Element, channel: Channel, context: PageContext, *, second: bool, compact: bool
) -> None:
    link = _add(parent, "a", class_="call second" if second else "call", href=channel.link)
    _add(link, "i", data_sign="chat" if channel.type == "whatsapp" else "call")
    words = _add(link, "span")
    _add(words, "span", channel.printed, class_="number")
    parts = [
        channel_words(channel, context.translate),
        channel.label.in_locale(context.locale) if channel.label and not compact else "",
        _expired(channel, context),
    ]
    if any(parts):
        _add(words, "small", ". ".join(part for part in parts if part))


def _uncertain_numbers(parent: ET.Element, contact: Contact, reach: str, context: PageContext) -> None:
    """Add the numbers that may only be shown as text: what they are, when seen, and that they are not tested."""
    for channel in contact.channels:
        if reach in {"", channel.reach} and channel.is_number and contact.display(channel) is Display.TEXT:
            name = " ".join(
                part for part in (channel_words(channel, context.translate), channel.printed) if part
            )
            parts = [
                name,
                channel.label.in_locale(context.locale) if channel.label else "",
                context.translate("not yet tested"),
                _expired_since(channel, context) or seen_words(channel, context.translate),
            ]
            _add(parent, "p", " · ".join(part for part in parts if part), class_="untested")


def _expired_since(channel: Channel, context: PageContext) -> str:
    expired = _expired(channel, context)
    if not expired or channel.confirmed_on is None:
        return ""
    seen = context.translate("seen {seen}", seen=context.translate.month(channel.confirmed_on))
    return f"{seen} · {expired}"


def _expired(channel: Channel, context: PageContext) -> str:
    """Say that a number has expired on the day of the build; empty while it has not."""
    if context.today is None or channel.age(context.today) is not Age.EXPIRED:
        return ""
    return context.translate("old, ask BP3MI or the village post first")


class _Quiz(_Block):
    NAME = "quiz"
    CLASS = "quiz"

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        questions, _ = syntax.parse_quiz(parsed)
        quiz = int(self.tracker.get("count", 0)) + 1
        self.tracker["count"] = quiz
        for number, question in enumerate(questions, start=1):
            name = f"q{quiz}-{number}"
            fields = _add(element, "fieldset")
            _add(fields, "legend", f"{number}. {question.text}")
            for position, option in enumerate(question.options, start=1):
                identity = f"{name}-{position}"
                kind = "right" if option.right else "wrong"
                _add(fields, "input", type="radio", name=name, id=identity, class_=kind)
                _add(fields, "label", option.text, for_=identity)
            _add(fields, "p", f"{self.translate('Correct.')} {question.reason}", class_="yes")
            _add(fields, "p", f"{self.translate('Not quite.')} {question.reason}", class_="no-yet")
        details = _add(element, "details", class_="answers")
        _add(details, "summary", self.translate("See all answers"))
        answers = _add(details, "ol")
        right = [next(option.text for option in question.options if option.right) for question in questions]
        for answer, question in zip(right, questions, strict=True):
            _add(answers, "li", f"**{answer}** {question.reason}")
        # A closed `details` does not print, so paper has its own line.
        printed = ". ".join(f"{number}: {answer}" for number, answer in enumerate(right, start=1))
        _add(element, "p", f"{self.translate('Answers:')} {printed}.", class_="paper")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


class _Sources(_Block):
    """The generated lists of the sources page."""

    NAME = "sources"
    CLASS = "sources"

    def build(self, element: ET.Element, parsed: syntax.Block) -> None:
        write = {"laws": self._laws, "documents": self._documents, "contacts": self._contacts}.get(
            parsed.argument
        )
        if write:
            write(element)

    def _laws(self, element: ET.Element) -> None:
        for law in self.context.data.laws.values():
            entry = _add(element, "div", id=f"law-{law.id}")
            _add(entry, "h3", law.short.in_locale(self.context.locale))
            _add(entry, "p", law.title.in_locale(self.context.locale))
            articles = _add(entry, "ul") if law.articles else None
            for article in law.articles:
                text = f"**{self.translate('Article {number}', number=article.number)}.** "
                if articles is not None:
                    _add(articles, "li", text + article.says.in_locale(self.context.locale))
            _add(entry, "p", _sentence(seen_words(law, self.translate)), class_="meta")

    def _documents(self, element: ET.Element) -> None:
        entries = _add(element, "ul")
        for source in self.context.data.sources.values():
            entry = _add(entries, "li", source_words(source, self.translate), id=f"source-{source.id}")
            if source.kind == "copy":
                entry.text = f"{entry.text} {self.translate('Read in a copy.')}"
            if source.url:
                _add(entry, "small", source.url.removeprefix("https://").removeprefix("http://"))

    def _contacts(self, element: ET.Element) -> None:
        entries = _add(element, "ul")
        for contact in self.context.data.contacts.values():
            name = contact.name.in_locale(self.context.locale)
            state = call_state(contact, self.translate) or self.translate("No number is printed.")
            _add(entries, "li", f"**{name}.** {state}", id=f"contact-{contact.id}")
