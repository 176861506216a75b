"""Strict YAML: text to a tree of nodes that know their place, or to problems with line and column.

One pass over libyaml's events builds the tree, so that depth, anchors and tags are refused before they can hurt
and no recursion follows the input.
Every scalar stays the text that was written; only a plain ``null``, ``~`` or nothing becomes ``None``.
So ``08001000`` keeps its zero and a date is a date only for a key that asks for one; ``yaml_models`` turns the text
into what a model wants.

Refused: anchors, aliases and tags; keys twice; keys that are no text; a second document; directives; tabs that
indent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml

from bekal.config import LIMITS
from bekal.content.text_files import SourceProblem
from bekal.content.yaml_errors import explain_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    class Mark(Protocol):
        """A place as libyaml counts it, from 0."""

        line: int
        column: int


_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Node:
    """A value with its place; ``value`` is a text, ``None``, a list of nodes, or a mapping of texts to nodes.

    ``key_line`` and ``key_column`` are the place of the key that it belongs to, or its own.
    """

    value: str | list[Node] | dict[str, Node] | None
    line: int
    column: int
    key_line: int = 0
    key_column: int = 0

    def __post_init__(self) -> None:
        self.key_line = self.key_line or self.line
        self.key_column = self.key_column or self.column

    def child(self, step: str | int) -> Node | None:
        """Give the node under a key or at a position; ``None`` when there is none."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and 0 <= step < len(self.value):
            return self.value[step]
        return None

    def plain(self) -> object:
        """Give the value without places: texts, ``None``, lists and dictionaries."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    @property
    def words(self) -> str:
        """What was found, as an editor would say it."""
        if isinstance(self.value, dict):
            return "a group of keys"
        if isinstance(self.value, list):
            return "a list"
        if self.value is None:
            return "nothing"
        shown = self.value if len(self.value) <= 60 else f"{self.value[:57]}…"
        return repr(shown)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled; ``key`` is the mapping's key that still waits for its value."""

    node: Node
    key: tuple[str, int, int] | None = None
    skipped: bool = False


@dataclass(slots=True)
class _Builder:
    offset: int
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    problems: list[SourceProblem] = field(default_factory=list)

    def problem(self, mark: Mark, message: str, fix: str) -> None:
        self.problems.append(
            SourceProblem(mark.line + 1 + self.offset, mark.column + 1, message, fix, "syntax")
        )

    def add(self, node: Node, mark: Mark) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        parent = top.node.value
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict):
            self._add_to_mapping(top, parent, node, mark)

    def _add_to_mapping(self, top: _Open, parent: dict[str, Node], node: Node, mark: Mark) -> None:
        if top.key is None and not top.skipped:
            if isinstance(node.value, str):
                top.key = (node.value, node.line, node.column)
            else:
                self.problem(mark, f"a key is {node.words}, it must be a word", "write `word: value`")
                top.skipped = True
            return
        if top.key is not None:
            name, line, column = top.key
            if name in parent:
                first = parent[name].key_line
                self.problems.append(
                    SourceProblem(
                        line,
                        column,
                        f"the key '{name}' stands here a second time, first in line {first}",
                        "keep one of the two",
                        "syntax",
                    )
                )
            else:
                node.key_line, node.key_column = line, column
                parent[name] = node
        top.key, top.skipped = None, False

    def open(self, node: Node) -> None:
        self.stack.append(_Open(node))


def parse_yaml(text: str, first_line: int = 1) -> tuple[Node | None, list[SourceProblem]]:
    """Parse ``text``, whose first line is line ``first_line`` of its file.

    Gives the tree only when there is no problem; reports as many problems as can be told apart.
    """
    offset = first_line - 1
    tabs = _indenting_tabs(text, offset)
    if tabs:
        return None, tabs
    builder = _Builder(offset)
    try:
        _build(text, builder)
    except yaml.YAMLError as error:
        builder.problems.append(explain_error(error, text, offset))
    if builder.problems:
        return None, builder.problems
    if builder.root is None:
        return None, [
            SourceProblem(first_line, 1, "there is nothing here but comments", "write the entries", "syntax")
        ]
    return builder.root, []


_ENDS: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def _build(text: str, builder: _Builder) -> None:
    documents = 0
    for event in _events(text):
        if isinstance(event, yaml.NodeEvent):  # nearly every event
            if not _add_node(event, builder):
                return
            continue
        mark = _start(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1 or event.explicit or event.version or event.tags:
                builder.problem(
                    mark, "a line such as '---' or '%YAML' begins a new document here", "remove this line"
                )
                return
        elif isinstance(event, yaml.DocumentEndEvent) and event.explicit:
            builder.problem(mark, "the line '...' ends the document here", "remove this line")
        elif isinstance(event, _ENDS):
            builder.add(builder.stack.pop().node, mark)


def _add_node(event: yaml.NodeEvent, builder: _Builder) -> bool:
    """Add what begins with ``event``; false when reading on would be dangerous."""
    mark = _start(event)
    line, column = mark.line + 1 + builder.offset, mark.column + 1
    if isinstance(event, yaml.AliasEvent):
        builder.problem(
            mark,
            f"'*{event.anchor}' repeats another value",
            "write the value out, or put it in quotes if it is a text",
        )
        builder.add(Node("", line, column), mark)
        return True
    if event.anchor is not None:
        builder.problem(
            mark,
            f"'&{event.anchor}' names a value for repeating",
            "remove it, or put the text in quotes",
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        builder.problem(
            mark,
            f"the sign '{_short_tag(tag)}' changes how a value is read",
            "remove it, or put the text in quotes",
        )
    if isinstance(event, yaml.ScalarEvent):
        empty = event.implicit[0] and event.value in _NOTHING
        builder.add(Node(None if empty else event.value, line, column), mark)
        return True
    builder.open(Node({} if isinstance(event, yaml.MappingStartEvent) else [], line, column))
    if len(builder.stack) > LIMITS.yaml_depth:
        builder.problem(
            mark,
            f"values are nested more than {LIMITS.yaml_depth} deep",
            "check the brackets and the indentation",
        )
        return False
    return True


def _start(event: yaml.Event) -> Mark:
    """Where an event begins; libyaml always says so."""
    mark: Mark | None = event.start_mark
    if mark is None:
        raise ValueError(f"{event} has no place")
    return mark


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _events(text: str) -> Iterator[yaml.Event]:
    loader = yaml.CSafeLoader(text)
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


def _indenting_tabs(text: str, offset: int) -> list[SourceProblem]:
    if "\t" not in text:
        return []
    return [
        SourceProblem(
            number + offset, indent.index("\t") + 1, "a tab indents this line", "use spaces", "syntax"
        )
        for number, line in enumerate(text.split("\n"), start=1)
        for indent in [line[: len(line) - len(line.lstrip())]]
        if "\t" in indent and line.strip()
    ]
