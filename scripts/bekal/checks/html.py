"""What would run, load or hide something: raw HTML, attributes, template signs, encoded characters, odd addresses.

No raw HTML is allowed, none at all: what pages need, blocks and Markdown give, and a list of harmless tags would have
to be right for every browser that a village ever uses.
So there is no need to tell ``<b>`` from ``<script>``, ``on*=``, ``style=``, ``<base>`` or ``foreignObject``.
Comments are raw HTML too: they would travel to every phone, unseen by the reader and unchecked by us; notes belong in
the pull request.

Every line is looked at as it stands, also in code, because Markdown may take for HTML what looks like code.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from bekal.checks.rules import rule
from bekal.content.blocks import Problem
from bekal.content.catalogue import Page
from bekal.content.markup import scan_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.data_files import DataFile
    from bekal.content.strict_yaml import Node

OUTSIDE_SCHEMES: Final = frozenset({"http", "https", "ftp", "mailto", "tel", "sms", "whatsapp", "geo"})
"""Addresses that lead outside but run nothing; ``link-outside`` reports them."""

READ_DATA: Final = frozenset({"contacts", "facts", "laws", "sources", "terms", "villages", "waivers"})
"""The data files whose texts are shown on pages."""

UNREAD_KEYS: Final = frozenset({"note", "source_digest"})
"""Keys whose texts no reader sees."""

_TAG: Final = re.compile(r"<(?:!--|[!?]|/?(?P<name>[A-Za-z][\w-]*))")
_AUTOLINK: Final = re.compile(
    r"<(?:(?:https?|ftp|mailto|tel|sms):[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>", re.IGNORECASE
)
_CHARACTER: Final = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BRACE: Final = re.compile(r"[{}]")
_ANCHOR: Final = re.compile(r"\{:?[ ]*#[\w-]+[ ]*\}")
_TEMPLATE: Final = re.compile(r"\{\{|\{%|\{#\s|\}\}|%\}|#\}")
_SCHEME: Final = re.compile(r"(?P<name>[a-z][a-z0-9+.-]*):")
_RUNS: Final = re.compile(r"(?:javascript|vbscript|livescript):|data:[a-z]+/[a-z0-9.+-]+[;,]")
_UNSEEN: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")


@rule("page", "data")
def check_html_forbidden(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """No raw HTML: no tags, comments, attributes in braces but `{#anchor}`, encoded characters, addresses that run.

    Why: HTML can run, load or hide something that no check sees, and a page travels to phones that nobody can
    update. What pages need, Markdown and the blocks give.

    Wrong::

        <b onclick="…">Penting!</b> Simpan&nbsp;surat. [Buka](javascript:…)

    Right::

        **Penting!** Simpan surat. [Buka](documents.md)

    Fix: write it in Markdown or as a block. Notes for other editors belong in the pull request, addresses in
    `docs/data`.
    """
    del context
    if isinstance(file, Page):
        yield from _in_body(file)
        node = file.node
        if node is not None and isinstance(node.value, dict):
            for value in node.value.values():
                yield from _in_node(value)
    elif file.name in READ_DATA:
        for entry in file.nodes.values():
            yield from _in_node(entry)


def _in_body(page: Page) -> Iterator[Problem]:
    for number, line in page.raw_lines:
        if "<" in line or "&" in line or "{" in line or "}" in line:
            for column, message, fix in _in_text(line, may_anchor=True):
                yield Problem(number, column, message, fix)
    yield from _addresses(page.raw_lines)


def _in_node(root: Node) -> Iterator[Problem]:
    """Look through every text below ``root``."""
    for node in shown_texts(root):
        text = str(node.value)
        for _, message, fix in _in_text(text, may_anchor=False):
            yield Problem(node.line, node.column, message, fix)
        if _RUNS.search(_plain_address(text)):
            yield Problem(node.line, node.column, *_runs(text))


def shown_texts(root: Node, unread: frozenset[str] = frozenset()) -> Iterator[Node]:
    """Give every text below ``root`` but those of keys that no reader sees, and of the keys ``unread``."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node.value, dict):
            waiting += [
                child for key, child in node.value.items() if key not in UNREAD_KEYS and key not in unread
            ]
        elif isinstance(node.value, list):
            waiting += node.value
        elif node.value:
            yield node


def _in_text(text: str, *, may_anchor: bool) -> Iterator[tuple[int, str, str]]:
    """Find what is forbidden in one line: column, message, fix."""
    taken = 0
    opened: set[str] = set()
    for match in _TAG.finditer(text):
        if _AUTOLINK.match(text, match.start()):
            continue  # reported as a link to the outside
        name = (match["name"] or "").lower()
        if match.start() < taken or (match[0].startswith("</") and name in opened):
            continue
        opened.add(name)
        if match[0] == "<!--":
            taken = max(text.find("-->", match.start()), match.end())
            yield (
                match.start() + 1,
                "a comment hides text here; it would be copied to every phone",
                "remove it; notes for others belong in the pull request",
            )
        else:
            yield (
                match.start() + 1,
                f"raw HTML stands here: '{match[0]}'",
                "write it in Markdown or as a block; for a smaller sign write `kurang dari` or `less than`",
            )
    for match in _CHARACTER.finditer(text):
        written = html.unescape(match[0])
        if written != match[0]:
            shown = f"the character '{written}'" if written.isprintable() and written.strip() else "a space"
            yield match.start() + 1, f"'{match[0]}' is the code of a character", f"write {shown} itself"
    yield from _in_braces(_ANCHOR.sub(lambda match: " " * len(match[0]), text) if may_anchor else text)


def _in_braces(text: str) -> Iterator[tuple[int, str, str]]:
    template = _TEMPLATE.search(text)
    if template:
        yield (
            template.start() + 1,
            f"'{template[0]}' is a sign of a template language",
            "remove it; values come from `[[fact:id]]`",
        )
        return
    brace = _BRACE.search(text)
    if brace:
        shown = text[brace.start() : brace.start() + 40]
        yield (
            brace.start() + 1,
            f"braces are for anchors of headings such as {{#surat}}, here stands '{shown}'",
            "write only `{#anchor}`, or use round brackets",
        )


def _addresses(lines: list[tuple[int, str]]) -> Iterator[Problem]:
    """Find addresses that run or hold something, in links and images, or anywhere in the text."""
    seen: set[int] = set()
    for link in scan_targets(lines):
        scheme = scheme_of(link.target)
        if scheme and scheme not in OUTSIDE_SCHEMES:
            seen.add(link.line)
            yield Problem(link.line, link.column, *_runs(link.target))
    if not _RUNS.search(_plain_address("".join(line for _, line in lines))):
        return
    for (number, line), (_, after) in zip(lines, [*lines[1:], (0, "")], strict=True):
        alone, joined = _plain_address(line), _plain_address(line + after)
        if number in seen or not _RUNS.search(joined):
            continue
        if _RUNS.search(alone):
            yield Problem(number, 1, *_runs(line.strip()))
        elif not _RUNS.search(_plain_address(after)):
            yield Problem(number, 1, *_runs((line + after).strip()))


def scheme_of(target: str) -> str:
    """Name the scheme of an address as a browser would read it: decoded, without spaces; ``//`` counts as https."""
    plain = _plain_address(target[:200])
    if plain.startswith(("//", "\\\\", "/\\", "\\/")):
        return "https"
    match = _SCHEME.match(plain)
    return match["name"] if match else ""


def _plain_address(text: str) -> str:
    for _ in range(3):
        decoded = html.unescape(text) if "&" in text else text
        decoded = unquote(decoded) if "%" in decoded else decoded
        if decoded == text:
            break
        text = decoded
    return _UNSEEN.sub("", text).lower()


def _runs(address: str) -> tuple[str, str]:
    shown = address if len(address) <= 40 else f"{address[:37]}…"
    return (
        f"the address '{shown}' runs or holds something instead of leading to a page",
        "link to a page such as `documents.md`; put a picture into docs/assets",
    )
