"""The stylesheet, cut down to what a page uses.

A selector stays when every tag, class, id and attribute it names occurs in the page; a rule stays when one of
its selectors does.
Classes that only the script adds are listed here, and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDED_BY_SCRIPT: Final = frozenset(
    {".state", ".new", ".old"}
    | {".outcome", ".verdict", ".safe", ".unsafe", ".part", ".findings", ".asked", ".fix"}  # the checker's
)

_TAGS: Final = re.compile(r"<([a-z][a-z0-9]*)")
_ATTRIBUTE: Final = re.compile(r"""\s([a-z][a-z-]*)(?:="([^"]*)")?""")
_TAG_WITH_ATTRIBUTES: Final = re.compile(r"<[a-z][a-z0-9]*((?:\s+[a-zA-Z:-]+(?:=\"[^\"]*\")?)+)\s*/?>")


def page_tokens(html: str) -> frozenset[str]:
    """Every tag (``p``), class (``.wait``), id (``#bantuan``) and attribute (``[for``) that occurs in ``html``."""
    tokens = set(_TAGS.findall(html)) | ADDED_BY_SCRIPT
    for attributes in set(_TAG_WITH_ATTRIBUTES.findall(html)):
        tokens |= _attribute_tokens(attributes)
    return frozenset(tokens)


@lru_cache(maxsize=65536)
def _attribute_tokens(attributes: str) -> frozenset[str]:
    """Give what the attributes of one element are called by; most elements occur on many pages."""
    tokens: set[str] = set()
    for name, value in _ATTRIBUTE.findall(attributes):
        tokens.add(f"[{name}")
        if name == "class":
            tokens.update(f".{part}" for part in value.split())
        elif name == "id":
            tokens.add(f"#{value}")
    return frozenset(tokens)


@dataclass(frozen=True, slots=True)
class _Selector:
    text: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Rule:
    selectors: tuple[_Selector, ...]
    declarations: str


@dataclass(frozen=True, slots=True)
class _Group:
    prelude: str
    rules: tuple[_Rule | _Group | str, ...]


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A parsed stylesheet; ``for_page`` writes the part that a page needs."""

    rules: tuple[_Rule | _Group | str, ...]
    names: frozenset[str]
    """Everything that a selector names; what else occurs in a page makes no difference."""
    _written: dict[frozenset[str], str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def parse(cls, source: str) -> Stylesheet:
        """Parse CSS; raises ``ValueError`` with the place of a syntax error."""
        rules = _parse(tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True))
        return cls(rules, frozenset(_names(rules)))

    def for_page(self, html: str) -> str:
        """Write the rules that ``html`` uses, without comments and blank space between them."""
        used = page_tokens(html) & self.names
        if used not in self._written:
            self._written[used] = _write(self.rules, used)
        return self._written[used]


def _parse(nodes: list[Any]) -> tuple[_Rule | _Group | str, ...]:
    rules: list[_Rule | _Group | str] = []
    for node in nodes:
        if node.type == "error":
            raise ValueError(f"line {node.source_line}, column {node.source_column}: {node.message}")
        if node.type == "at-rule":
            prelude = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
            if node.at_keyword in {"media", "supports"}:
                inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                rules.append(_Group(prelude, _parse(inside)))
            elif node.content is not None:
                rules.append(f"{prelude}{{{_declarations(node.content)}}}")
        elif node.type == "qualified-rule":
            rules.append(_Rule(_selectors(node.prelude), _declarations(node.content)))
    return tuple(rules)


def _declarations(content: list[Any]) -> str:
    return str(tinycss2.serialize([token for token in content if token.type != "comment"])).strip()


def _selectors(prelude: list[Any]) -> tuple[_Selector, ...]:
    groups: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            groups.append([])
        else:
            groups[-1].append(token)
    return tuple(_Selector(tinycss2.serialize(group).strip(), _needs(group)) for group in groups)


def _needs(tokens: list[Any]) -> frozenset[str]:
    """Say what must occur in a page so that the selector can match; pseudo-classes and elements need nothing."""
    needs: set[str] = set()
    before = ""
    for token in tokens:
        if token.type == "ident" and before != ":":
            needs.add(f".{token.value}" if before == "." else token.value)
        elif token.type == "hash":
            needs.add(f"#{token.value}")
        elif token.type == "[] block":
            needs.add(f"[{next(part.value for part in token.content if part.type == 'ident')}")
        before = token.value if token.type == "literal" else ""
    return frozenset(needs)


def _names(rules: tuple[_Rule | _Group | str, ...]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, _Group):
            yield from _names(rule.rules)
        elif isinstance(rule, _Rule):
            for selector in rule.selectors:
                yield from selector.needs


def _write(rules: tuple[_Rule | _Group | str, ...], tokens: frozenset[str]) -> str:
    written: list[str] = []
    for rule in rules:
        if isinstance(rule, str):
            written.append(rule)
        elif isinstance(rule, _Group):
            inside = _write(rule.rules, tokens)
            if inside:
                written.append(f"{rule.prelude}{{{inside}}}")
        else:
            kept = ",".join(selector.text for selector in rule.selectors if selector.needs <= tokens)
            if kept:
                written.append(f"{kept}{{{rule.declarations}}}")
    return "".join(written)
