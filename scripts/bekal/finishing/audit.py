"""Reads the built files as a stranger would and says which promise one of them breaks.

References that leave the file, links that lead nowhere, placeholders left behind, hooks that are missing, weight,
and numbers that must never be printed.
What the sources may say is checked before; what a browser makes of the files is tested in real browsers.
"""

from __future__ import annotations

import gzip
import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from bekal.config import LIMITS
from bekal.content.blocked_numbers import BlockList
from bekal.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from bekal.content.safeguards import BlockedNumber

REFERENCE_PAGES: Final = ("directory", "missions-abroad", "sources", "glossary", "words")
_ALLOWED_SCHEMES: Final = ("tel:", "data:", "mailto:")
_CSS_ADDRESS: Final = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)""")
_REFERENCE: Final = re.compile(r"\[\[[a-z]+:[^\[\]\s]+\]\]")
_LOADS: Final = {"src", "srcset", "poster", "data", "action", "formaction", "background"}
_UNREAD: Final = re.compile(r"<(script|style|svg)\b.*?</\1>|\bdata:[^\"'()\s]*", re.DOTALL | re.IGNORECASE)
"""What holds long rows of digits that nobody reads."""
_HOOKS: Final = ("a[data-bekal=exit]", "[data-bekal=cut]", 'a[href="#bantuan"]', "#bantuan a[href^='tel:']")


@lru_cache(maxsize=512)
def compressed_size(html: str) -> int:
    """Bytes that travel when a server sends ``html`` with gzip; the audit and the summary ask for the same pages."""
    return len(gzip.compress(html.encode(), compresslevel=9, mtime=0))


def weight_limit(path: str) -> int:
    """Bytes, compressed, that the file at ``path`` within the site may weigh."""
    name = posixpath.basename(path).removesuffix(".html")
    return LIMITS.reference_page_bytes if name in REFERENCE_PAGES else LIMITS.lesson_bytes


def book_limit(path: str) -> int:
    """Bytes that the book, or the chapter file, at ``path`` may have."""
    return LIMITS.chapter_bytes if posixpath.basename(path).startswith("bab-") else LIMITS.book_bytes


def audit_site(files: Mapping[str, str], folder: str, blocked: Iterable[BlockedNumber] = ()) -> list[Finding]:
    """Audit the pages of a site: ``files`` by path within it; ``folder`` is printed before each path.

    ``blocked`` must stand in none of them.
    """
    block_list = BlockList(blocked)
    trees = {path: LexborHTMLParser(html) for path, html in files.items()}
    anchors = {path: _identities(tree) for path, tree in trees.items()}
    findings = []
    for path, html in files.items():
        place = f"{folder}/{path}"
        findings += _audit_file(place, html, trees[path])
        findings += audit_numbers(place, html, block_list)
        findings += _audit_links(place, path, trees[path], anchors)
        weight, limit = compressed_size(html), weight_limit(path)
        if weight > limit:
            findings.append(
                _finding(
                    place,
                    "page-too-heavy",
                    f"{weight:,} bytes compressed, at most {limit:,}",
                    _heaviest(html),
                )
            )
    return sorted(findings)


def audit_book(path: str, html: str, blocked: Iterable[BlockedNumber] = ()) -> list[Finding]:
    """Audit a book: everything inside one file, every link an anchor, or a file named in words."""
    tree = LexborHTMLParser(html)
    findings = [*_audit_file(path, html, tree), *audit_numbers(path, html, BlockList(blocked))]
    identities = _identities(tree)
    for link in tree.css("a[href]"):
        target = link.attributes.get("href") or ""
        if target.startswith("#") and target[1:] not in identities:
            findings.append(
                _finding(
                    path,
                    "link-target-missing",
                    f"the link '{target}' leads nowhere",
                    "mend the link on its page",
                )
            )
        if not target.startswith(("#", *_ALLOWED_SCHEMES)) and target.partition("#")[0] not in link.text():
            findings.append(
                _finding(
                    path,
                    "link-leaves-book",
                    f"the link '{target}' leaves the book without naming the file",
                    "link inside the book",
                )
            )
    weight, limit = len(html.encode()), book_limit(path)
    if weight > limit:
        findings.append(
            _finding(
                path,
                "book-too-heavy",
                f"{weight:,} bytes, at most {limit:,}",
                _heaviest(html),
            )
        )
    return sorted(findings)


def _audit_file(place: str, html: str, tree: LexborHTMLParser) -> list[Finding]:
    findings = [
        _finding(place, "network-reference", f"{what} would load '{address[:80]}'", "put it inside the file")
        for what, address in _loaded(tree)
    ]
    findings += [
        _finding(place, "content-runs", what, "remove it from the page or the data it comes from")
        for what in _running(tree)
    ]
    if (
        "<!--bekal:" in html
        or tree.css_first("[data-picture],[data-sign]")
        or _REFERENCE.search(_prose(tree))
    ):
        findings.append(
            _finding(
                place, "placeholder-left", "a placeholder or reference was not replaced", "run `bekal check`"
            )
        )
    findings += [
        _finding(place, "hook-missing", f"nothing matches {hook}", "restore it in the template")
        for hook in _HOOKS
        if tree.css_first(hook) is None
    ]
    if len(tree.css("h1")) != 1:
        findings.append(
            _finding(place, "title-count", f"there are {len(tree.css('h1'))} main titles", "keep exactly one")
        )
    seen: set[str] = set()
    for identity in (node.attributes.get("id") or "" for node in tree.css("[id]")):
        if identity in seen:
            findings.append(
                _finding(
                    place,
                    "anchor-twice",
                    f"the anchor '{identity}' stands twice",
                    "rename one of the headings",
                )
            )
        seen.add(identity)
    return findings


def audit_numbers(place: str, html: str, blocked: BlockList) -> list[Finding]:
    """Find what must never be printed, in the text, the links and the attributes of a built file.

    Labels are not compared here: far more stands near a number in a file than an editor wrote beside it.
    """
    text = _UNREAD.sub(" ", html)
    return [
        _finding(
            place,
            "blocked-number",
            f"the {found.entry.kind} '{' '.join(text[found.start : found.end].split())}' is blocked",
            f"find where it comes from: see '{found.entry.id}' in docs/data/blocked-numbers.yml",
        )
        for found in blocked.find(text, labels=False)
    ]


def _loaded(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Everything that a browser would fetch without a tap."""
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name in _LOADS and value and not value.startswith("data:"):
                yield f"<{node.tag} {name}>", value
        if node.tag == "link" and not (node.attributes.get("href") or "").startswith("data:"):
            yield "<link>", node.attributes.get("href") or ""
        if node.tag in {"iframe", "object", "embed", "form", "base"}:
            yield f"<{node.tag}>", "something from outside"
        if node.tag == "use" and not (node.attributes.get("href") or "").startswith("#"):
            yield "<use>", node.attributes.get("href") or ""
        if node.tag == "a":
            target = node.attributes.get("href") or ""
            if ":" in target.split("/")[0].split("#")[0] and not target.startswith(_ALLOWED_SCHEMES):
                yield "the link", target
    styles = [node.text() for node in tree.css("style")]
    styles += [node.attributes.get("style") or "" for node in tree.css("[style]")]
    for address in _CSS_ADDRESS.findall("\n".join(styles)):
        yield "the style", address


def _running(tree: LexborHTMLParser) -> Iterator[str]:
    """Everything that runs, restyles or replaces a part of ours, whoever wrote it."""
    for node in tree.css("*"):
        for name in node.attributes:
            if name.startswith("on"):
                yield f"<{node.tag} {name}> runs code"
        style = node.attributes.get("style") or ""
        aligned = node.tag in {"th", "td"} and re.fullmatch(r"text-align: ?\w+;?", style)
        if style and not aligned and node.attributes.get("data-bekal") != "cut":
            yield f"<{node.tag} style> changes how the page looks"
        if (
            node.tag == "meta"
            and (node.attributes.get("http-equiv") or "Content-Security-Policy") != "Content-Security-Policy"
        ):
            yield "<meta http-equiv> changes what the page does"
    for what, count in (
        ("script", 1),
        ("style", 2),
        ("[data-bekal=exit]", 1),
        ("[data-bekal=cut]", 1),
        (".cover", 1),
    ):
        if len(tree.css(what)) > count:
            yield f"'{what}' stands {len(tree.css(what))} times, not {count}"


def _prose(tree: LexborHTMLParser) -> str:
    code = {node.mem_id for node in tree.css("code, code *, script, style")}
    return "".join(node.text(deep=False) for node in tree.css("body *") if node.mem_id not in code)


def _audit_links(
    place: str, path: str, tree: LexborHTMLParser, anchors: Mapping[str, set[str]]
) -> Iterator[Finding]:
    for link in tree.css("a[href]"):
        target = link.attributes.get("href") or ""
        if target.startswith(_ALLOWED_SCHEMES):
            continue
        file, _, anchor = target.partition("#")
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        if resolved not in anchors or (anchor and anchor not in anchors[resolved]):
            yield _finding(
                place,
                "link-target-missing",
                f"the link '{target}' leads nowhere",
                "mend the link on its page",
            )
        if file and not _words(link):
            yield _finding(
                place, "link-without-words", f"the link '{target}' has no words", "name the page in words"
            )


def _words(link: LexborNode) -> str:
    return (link.text() or "").strip() or (link.attributes.get("aria-label") or "")


def _identities(tree: LexborHTMLParser) -> set[str]:
    return {node.attributes.get("id") or "" for node in tree.css("[id]")}


def _heaviest(html: str) -> str:
    parts = {
        "style": sum(map(len, re.findall(r"<style>.*?</style>", html, re.DOTALL))),
        "script": sum(map(len, re.findall(r"<script>.*?</script>", html, re.DOTALL))),
        "pictures": sum(map(len, re.findall(r"<svg.*?</svg>", html, re.DOTALL))),
    }
    parts["text"] = len(html) - sum(parts.values())
    name = max(parts, key=lambda part: parts[part])
    return (
        f"the {name} weighs most ({parts[name]:,} bytes before compression): use less of it or split the page"
    )


def _finding(path: str, rule: str, message: str, fix: str) -> Finding:
    return Finding(path, 1, 1, rule, message, fix)
