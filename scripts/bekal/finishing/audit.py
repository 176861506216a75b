"""Reads the built files as a stranger would and says which promise one of them breaks.

References that leave the file, links that lead nowhere, placeholders left behind, hooks that are missing, weight,
and numbers that must never be printed.
What the sources may say is checked before; what a browser makes of the files is tested in real browsers.
"""

from __future__ import annotations

import gzip
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
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
_SCHEME: Final = re.compile(r"[^/#:]*:")
_CSS_ADDRESS: Final = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)""")
_REFERENCE: Final = re.compile(r"\[\[[a-z]+:[^\[\]\s]+\]\]")
_LOADS: Final = {"src", "srcset", "poster", "data", "action", "formaction", "background"}
_UNREAD: Final = re.compile(
    r"<(?i:(script|style|svg)\b[^<]*+(?:<(?!/\1>)[^<]*+)*+</\1>)"
    r"|d(?i:ata:)(?<!\w.{5})[^\"'()\s]*|D(?i:ata:)(?<!\w.{5})[^\"'()\s]*"
)
"""What holds long rows of digits that nobody reads; each way begins with a plain letter, which is found fast."""
_PLACEHOLDERS: Final = frozenset({"data-picture", "data-sign", "data-village"})
_HOLDERS: Final = frozenset({"iframe", "object", "embed", "form", "base"})
_AT_MOST: Final = {
    "script": ("script:not([type='application/json'])", 1),
    "data of the search": ("script[type='application/json']", 1),
    "style": ("style", 2),
    "[data-bekal=exit]": ("[data-bekal=exit]", 1),
    "[data-bekal=cut]": ("[data-bekal=cut]", 1),
    ".cover": (".cover", 1),
}
"""What may stand a few times only: what it is called, how it is found, how often. Data is no script that runs."""

_ALIGNED: Final = re.compile(r"text-align: ?\w+;?")
_ASKED: Final = _HOLDERS | {"link", "use"}
"""What is looked at whatever attributes it has."""
_QUIET: Final = frozenset(
    {
        "class",
        "id",
        "d",
        "viewBox",
        "viewbox",
        "aria-hidden",
        "aria-label",
        "aria-labelledby",
        "lang",
        "hreflang",
    }
    | {"for", "type", "scope", "title", "alt", "content", "charset", "checked", "open", "data-expires"}
)
"""Attributes of which nothing is asked: nothing loads, runs or leads anywhere by them."""
_HOOKS: Final = ("a[data-bekal=exit]", "[data-bekal=cut]", 'a[href="#bantuan"]', "#bantuan a[href^='tel:']")


@dataclass(frozen=True)
class Built:
    """A built file, parsed once for all questions."""

    html: str
    tree: LexborHTMLParser

    @classmethod
    def parse(cls, html: str) -> Built:
        """Parse a file as a browser does."""
        return cls(html, LexborHTMLParser(html))

    @cached_property
    def elements(self) -> list[tuple[str, dict[str, str | None]]]:
        """Each element with its attributes, in the order of the file."""
        root = self.tree.root
        return [(node.tag or "", node.attributes) for node in root.traverse()] if root else []

    @cached_property
    def telling(self) -> list[tuple[str, dict[str, str | None]]]:
        """The elements that may load, run or lead somewhere: few of a page do."""
        return [
            (tag, attributes)
            for tag, attributes in self.elements
            if tag in _ASKED or not attributes.keys() <= _QUIET
        ]

    @cached_property
    def text(self) -> str:
        """All text, that of scripts and styles too."""
        return self.tree.text()

    @cached_property
    def identities(self) -> list[str]:
        """What a link can lead to, in the order of the file."""
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]

    @cached_property
    def links(self) -> list[tuple[str, LexborNode]]:
        """The links with their targets."""
        return [(link.attributes.get("href") or "", link) for link in self.tree.css("a[href]")]


@lru_cache(maxsize=512)
def compressed_size(html: str, effort: int = 9) -> int:
    """Bytes that travel when a server sends ``html`` with gzip; the audit and the summary ask for the same pages."""
    return len(gzip.compress(html.encode(), compresslevel=effort, mtime=0))


def heaviest_size(pages: Iterable[str]) -> int:
    """Compressed bytes of the heaviest page.

    Pages are pressed with little effort first, and with all of it only while that may still find a heavier one:
    more effort makes no page heavier.
    """
    heaviest = 0
    for page in sorted(pages, key=lambda page: compressed_size(page, 1), reverse=True):
        if compressed_size(page, 1) <= heaviest:
            break
        heaviest = max(heaviest, compressed_size(page))
    return heaviest


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
    anchors: dict[str, frozenset[str]] = {}
    links: dict[str, list[tuple[str, bool]]] = {}
    findings = []
    for path, html in files.items():
        place, file = f"{folder}/{path}", Built.parse(html)
        findings += _audit_file(place, file)
        findings += audit_numbers(place, html, block_list)
        # Nothing more is kept of a parsed page: those of a whole site would fill the memory.
        anchors[path] = frozenset(file.identities)
        links[path] = [
            (target, target.startswith("#") or bool(_words(link)))
            for target, link in file.links
            if not target.startswith(_ALLOWED_SCHEMES)
        ]
        limit = weight_limit(path)
        # Pressed with little effort, most pages hold their limit already.
        if compressed_size(html, 1) > limit and (weight := compressed_size(html)) > limit:
            findings.append(
                _finding(
                    place,
                    "page-too-heavy",
                    f"{weight:,} bytes compressed, at most {limit:,}",
                    _heaviest(html),
                )
            )
    for path in files:
        findings += _audit_links(f"{folder}/{path}", path, links[path], anchors)
    return sorted(findings)


def audit_search(files: Mapping[str, str], folder: str) -> list[Finding]:
    """Audit the search scripts of a site: what they weigh; what they say is said by pages, which are audited."""
    sizes = {path: compressed_size(script) for path, script in files.items()}
    return [
        _finding(
            f"{folder}/{path}",
            "search-too-heavy",
            f"{weight:,} bytes compressed, at most {LIMITS.search_bytes:,}",
            "give pages fewer words to be found by",
        )
        for path, weight in sorted(sizes.items())
        if weight > LIMITS.search_bytes
    ]


def audit_book(path: str, html: str, blocked: Iterable[BlockedNumber] = ()) -> list[Finding]:
    """Audit a book: everything inside one file, every link an anchor, or a file named in words."""
    file = Built.parse(html)
    findings = [*_audit_file(path, file), *audit_numbers(path, html, BlockList(blocked))]
    identities = frozenset(file.identities)
    for target, link in file.links:
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


def audit_checker(path: str, html: str) -> list[Finding]:
    """Audit the page that checks a stick: complete in itself like any page, and of modest weight."""
    findings = _audit_file(path, Built.parse(html))
    weight = compressed_size(html)
    if weight > LIMITS.checker_bytes:
        findings.append(
            _finding(
                path,
                "page-too-heavy",
                f"{weight:,} bytes compressed, at most {LIMITS.checker_bytes:,}",
                _heaviest(html),
            )
        )
    return sorted(findings)


def audit_local(path: str, html: str, blocked: Iterable[BlockedNumber] = ()) -> list[Finding]:
    """Audit a page that a village has for itself; where its links lead was asked of the base edition."""
    findings = [*_audit_file(path, Built.parse(html)), *audit_numbers(path, html, BlockList(blocked))]
    if (weight := compressed_size(html)) > (limit := weight_limit(path)):
        findings.append(
            _finding(
                path,
                "page-too-heavy",
                f"{weight:,} bytes compressed, at most {limit:,}",
                "give the village fewer words in villages.yml",
            )
        )
    return sorted(findings)


def _audit_file(place: str, file: Built) -> list[Finding]:
    findings = [
        _finding(place, "network-reference", f"{what} would load '{address[:80]}'", "put it inside the file")
        for what, address in _loaded(file)
    ]
    findings += [
        _finding(place, "content-runs", what, "remove it from the page or the data it comes from")
        for what in _running(file)
    ]
    if _has_placeholder(file):
        findings.append(
            _finding(
                place, "placeholder-left", "a placeholder or reference was not replaced", "run `bekal check`"
            )
        )
    findings += [
        _finding(place, "hook-missing", f"nothing matches {hook}", "restore it in the template")
        for hook in _HOOKS
        if file.tree.css_first(hook) is None
    ]
    titles = sum(tag == "h1" for tag, _ in file.elements)
    if titles != 1:
        findings.append(_finding(place, "title-count", f"there are {titles} main titles", "keep exactly one"))
    seen: set[str] = set()
    for identity in file.identities:
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


def _has_placeholder(file: Built) -> bool:
    """Whether something waits to be replaced; prose is read only where brackets stand at all."""
    return (
        "<!--bekal:" in file.html
        or any(_PLACEHOLDERS & attributes.keys() for _, attributes in file.elements)
        or ("[[" in file.text and _REFERENCE.search(_prose(file.tree)) is not None)
    )


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


def _loaded(file: Built) -> Iterator[tuple[str, str]]:
    """Everything that a browser would fetch without a tap."""
    styles = []
    for tag, attributes in file.telling:
        for name in _LOADS & attributes.keys():
            value = attributes[name]
            if value and not value.startswith("data:"):
                yield f"<{tag} {name}>", value
        target = attributes.get("href") or ""
        if tag == "link" and not target.startswith("data:"):
            yield "<link>", target
        if tag in _HOLDERS:
            yield f"<{tag}>", "something from outside"
        if tag == "use" and not target.startswith("#"):
            yield "<use>", target
        if tag == "a" and _SCHEME.match(target) and not target.startswith(_ALLOWED_SCHEMES):
            yield "the link", target
        if style := attributes.get("style"):
            styles.append(style)
    for style in (*(node.text() for node in file.tree.css("style")), *styles):
        for address in _addresses(style):
            yield "the style", address


@lru_cache(maxsize=512)
def _addresses(style: str) -> tuple[str, ...]:
    """Give what a style would fetch; pages that use the same have the same one."""
    return tuple(_CSS_ADDRESS.findall(style))


def _running(file: Built) -> Iterator[str]:
    """Everything that runs, restyles or replaces a part of ours, whoever wrote it."""
    for tag, attributes in file.telling:
        for name in attributes:
            if name.startswith("on"):
                yield f"<{tag} {name}> runs code"
        style = attributes.get("style") or ""
        aligned = tag in {"th", "td"} and _ALIGNED.fullmatch(style)
        if style and not aligned and attributes.get("data-bekal") != "cut":
            yield f"<{tag} style> changes how the page looks"
        if (
            tag == "meta"
            and (attributes.get("http-equiv") or "Content-Security-Policy") != "Content-Security-Policy"
        ):
            yield "<meta http-equiv> changes what the page does"
    for what, (selector, most) in _AT_MOST.items():
        count = len(file.tree.css(selector))
        if count > most:
            yield f"'{what}' stands {count} times, not {most}"


def _prose(tree: LexborHTMLParser) -> str:
    code = {node.mem_id for node in tree.css("code, code *, script, style")}
    return "".join(node.text(deep=False) for node in tree.css("body *") if node.mem_id not in code)


def _audit_links(
    place: str, path: str, links: Iterable[tuple[str, bool]], anchors: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Find links that lead nowhere, or to a page that they do not name; ``links``: target, and whether it has words."""
    for target, has_words in links:
        file, _, anchor = target.partition("#")
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        if resolved not in anchors or (anchor and anchor not in anchors[resolved]):
            yield _finding(
                place,
                "link-target-missing",
                f"the link '{target}' leads nowhere",
                "mend the link on its page",
            )
        if file and not has_words:
            yield _finding(
                place, "link-without-words", f"the link '{target}' has no words", "name the page in words"
            )


def _words(link: LexborNode) -> str:
    return (link.text() or "").strip() or (link.attributes.get("aria-label") or "")


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
