"""The floor under styles and script: what Chrome 61 draws and Chrome 64 runs, by MDN's browser data.

Responsible for reading, not for running: a rule that an old browser would lose, a member that it lacks.
What an old browser may miss without harm stands in ``HARMLESS``, with the reason.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import tinycss2

from audit.tools import module_file, run_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STYLE_FLOOR: Final = 61
SCRIPT_FLOOR: Final = 64
PATIENCE: Final = 60.0

_INSIDE: Final = re.compile(r"\w+\([^()]*\)")
_PLACE: Final = re.compile(r"(?<![\w#.-])[\d.]+(?:px|rem|em|%)?(?![\w.%])")

HARMLESS: Final = {
    "property color-scheme": "scrollbars stay light in the dark",
    "property content-visibility": "the book opens more slowly",
    "property contain-intrinsic-size": "goes with content-visibility",
    "property print-color-adjust": "the prefixed form stands beside it",
    "property column-gap": "columns of text know it since Chrome 50; in a grid or a row, things stand close together",
    "property scroll-padding-top": "a heading that was jumped to may lie under the top bar",
    "property scroll-padding-bottom": "what the keyboard reaches may lie under the bottom bar",
    "property forced-color-adjust": "in the system's own colours pictures lose their ground, as before",
    "property scroll-margin-top": "a heading that was jumped to may lie under the top bar",
}
"""What may be too new, and what a reader of an old browser loses by it."""

FALLBACKS: Final = {
    "gap": "grid-gap",
    "row-gap": "grid-row-gap",
    "inset": "top",
    "aspect-ratio": "padding-top",
    "overflow-wrap": "word-break",
}
"""A property that is too new, or has values that are, and the one in the same rule that stands in for it."""

OLD_NAMES: Final = frozenset({"grid-gap", "grid-row-gap", "grid-column-gap", "word-wrap"})
"""Names that were replaced by newer ones, and that every browser still knows."""

OUR_KEYS: Final = frozenset({"contacts", "lines", "none", "part", "phrases"})
"""Keys of the search's own data, which browsers happen to have things called the same."""

UNITS: Final = frozenset(
    "px rem em vh vw vmin vmax ex ch pt mm cm in pc deg turn rad s ms fr dpi dppx n".split()  # noqa: SIM905
)
GUARDS: Final = frozenset({"supports"})
GROUPS: Final = frozenset({"media"})


@cache
def browser_data() -> dict[str, Any]:
    """Read MDN's data about what each browser knows since when."""
    data: dict[str, Any] = json.loads(
        module_file("@mdn/browser-compat-data/data.json").read_text(encoding="utf-8")
    )
    return data


def known_since(feature: dict[str, Any]) -> float:
    """Give the version of Chrome for Android that had a feature first, without prefix; infinity for never."""
    support = feature["__compat"]["support"].get("chrome_android", {"version_added": False})
    versions = [
        _number(one.get("version_added"))
        for one in (support if isinstance(support, list) else [support])
        if not {"prefix", "alternative_name", "flags"} & one.keys()
    ]
    return min(versions, default=float("inf"))


def _number(version: object) -> float:
    text = str(version).removeprefix("≤")
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else float("inf")


# --- Styles ---------------------------------------------------------------------------------------------------------


def style_problems(style: str) -> list[str]:
    """Say what in a stylesheet Chrome 61 does not know, once each."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return sorted(set(_rules(rules)))


def attribute_problems(declarations: str) -> list[str]:
    """Say what in a ``style`` attribute Chrome 61 does not know."""
    return sorted(set(_block("style attribute", tinycss2.parse_component_value_list(declarations))))


def _rules(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            yield f"line {rule.source_line}: {rule.message}"
        elif rule.type == "at-rule":
            yield from _at_rule(rule)
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            yield from _selector(selector, rule.prelude)
            yield from _block(selector, rule.content)


def _at_rule(rule: Any) -> Iterator[str]:
    name = f"@{rule.at_keyword}"
    if rule.at_keyword in GUARDS:
        return
    feature = browser_data()["css"]["at-rules"].get(rule.at_keyword)
    if feature is None or known_since(feature) > STYLE_FLOOR:
        yield f"{name} is too new for Chrome {STYLE_FLOOR}"
    elif rule.at_keyword in GROUPS:
        prelude = tinycss2.serialize(rule.prelude)
        if "<" in prelude or ">" in prelude:
            yield f"{name}{prelude}: compares with < or >, write min- and max-"
        yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
    elif rule.content is not None and rule.at_keyword in {"page", "font-face"}:
        yield from _block(name, rule.content, is_page=True)


def _selector(text: str, tokens: Iterable[Any]) -> Iterator[str]:
    before = ""
    for token in tokens:
        name = token.value if token.type == "ident" else getattr(token, "lower_name", "")
        if before == ":" and token.type in {"ident", "function"} and not name.startswith("-"):
            feature = browser_data()["css"]["selectors"].get(name)
            if feature is None or known_since(feature) > STYLE_FLOOR:
                yield f"{text}: ':{name}' is too new for Chrome {STYLE_FLOOR}, which drops the whole rule"
        if token.type == "function":
            if token.lower_name == "not" and any(part == "," for part in token.arguments):
                yield f"{text}: ':not' with a list is too new for Chrome {STYLE_FLOOR}"
            yield from _selector(text, token.arguments)
        if token.type == "literal" and token.value == "&":
            yield f"{text}: nesting is too new for Chrome {STYLE_FLOOR}"
        before = token.value if token.type == "literal" else ""


def _block(place: str, content: Iterable[Any], *, is_page: bool = False) -> Iterator[str]:
    seen: set[str] = set()
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            for problem in _declaration(node, seen, is_page=is_page):
                yield f"{place}: {problem}"
            seen.add(node.lower_name)
        elif node.type == "error":
            yield f"{place}: {node.message}"
        else:
            yield f"{place}: nesting is too new for Chrome {STYLE_FLOOR}"


def _declaration(node: Any, seen: set[str], *, is_page: bool) -> Iterator[str]:
    name = node.lower_name
    has_fallback = name in seen or FALLBACKS.get(name) in seen
    if name.startswith("--"):
        yield from _values(name, {}, node.value)
        return
    if name.startswith("-") or name in OLD_NAMES or (is_page and name in {"size", "src", "font-family"}):
        return
    feature = browser_data()["css"]["properties"].get(name)
    if feature is None:
        yield f"no browser knows '{name}'"
        return
    contexts = [known_since(one) for key, one in feature.items() if key.endswith("_context")]
    since = max([known_since(feature), *contexts])
    if f"property {name}" in HARMLESS:
        return
    if since > STYLE_FLOOR and not has_fallback:
        yield f"'{name}' came with Chrome {since:.0f}; add what stands in for it: {FALLBACKS.get(name, 'an older way')}"
    if not has_fallback:
        yield from _values(name, feature, node.value)


def _values(name: str, feature: dict[str, Any], tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "ident" and "__compat" in feature.get(token.value, {}):
            since = known_since(feature[token.value])
            if since > STYLE_FLOOR:
                yield f"'{name}: {token.value}' came with Chrome {since:.0f}"
        elif token.type == "dimension" and token.lower_unit not in UNITS:
            yield f"'{name}' uses the unit {token.unit}, which Chrome {STYLE_FLOOR} may not know"
        elif token.type == "hash" and len(token.value) in {4, 8}:
            yield f"'{name}: #{token.value}': colours with a fourth part came with Chrome 62, write rgba()"
        elif token.type == "function":
            yield from _function(name, token)
        elif token.type in {"() block", "[] block", "{} block"}:
            yield from _values(name, feature, token.content)


def _function(name: str, token: Any) -> Iterator[str]:
    function = token.lower_name
    since = _functions().get(function, 0.0)
    if since > STYLE_FLOOR:
        yield f"'{name}' uses {function}(), which came with Chrome {since:.0f}"
    written = tinycss2.serialize(token.arguments)
    if function in {"rgb", "rgba", "hsl", "hsla"} and "," not in written:
        yield f"'{name}: {function}({written})': without commas it came with Chrome 65"
    stops = _INSIDE.sub("colour", written).split(",") if function.endswith("gradient") else []
    if any(len(_PLACE.findall(stop)) > 1 and " at " not in stop for stop in stops):
        yield f"'{name}': two places for one colour of a gradient came with Chrome 71"
    yield from _values(name, {}, token.arguments)


@cache
def _functions() -> dict[str, float]:
    """Since when each function of values is known; a name that occurs twice counts as the older."""
    found: dict[str, float] = {}
    for name, feature in _features(browser_data()["css"]["types"]):
        found[name] = min(found.get(name, float("inf")), known_since(feature))
    return found


def _features(tree: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, feature in tree.items():
        if name != "__compat" and isinstance(feature, dict):
            if "__compat" in feature:
                yield name, feature
            yield from _features(feature)


# --- Script ---------------------------------------------------------------------------------------------------------


def script_problems(sources: Sequence[str]) -> list[list[str]]:
    """Say for each script what a browser of 2018 cannot parse, and which members and names it lacks."""
    return [
        [answer["problem"]]
        if answer["problem"]
        else [
            f"'{name}' came with Chrome {since:.0f}"
            for name in sorted({*answer["members"], *answer["words"]} - OUR_KEYS)
            if (since := _members().get(name, 0.0)) > SCRIPT_FLOOR
        ]
        for answer in run_node("floor.mjs", list(sources), PATIENCE)
    ]


@cache
def _members() -> dict[str, float]:
    """Since when each name is known, on whichever object had it first."""
    found: dict[str, float] = {}
    data = browser_data()
    for tree in (data["javascript"]["builtins"], data["api"]):
        for name, feature in _features(tree):
            if name.isidentifier():
                found[name] = min(found.get(name, float("inf")), known_since(feature))
    return found
