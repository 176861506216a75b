"""The files under ``docs/data``: each a list of entries or a table, read strictly, every mistake with its place.

Responsible for entries that are whole, ids that stand once, and references between entries that lead somewhere.
What an entry may hold is ``data``; whether pages use it rightly is asked by ``checks``.

A broken entry does not hide the others: the sound ones are loaded, and the ids of the broken ones stay known, so
that pages which use them are not blamed as well.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from babel.numbers import list_currencies

from bekal.config import LIMITS
from bekal.content.data import (
    FILES,
    IDENTITIES,
    PAST,
    TABLES,
    Data,
    Evidenced,
    Fact,
    Text,
    Village,
    file_name,
)
from bekal.content.likeness import suggest
from bekal.content.safeguards import CaseFigure
from bekal.content.strict_yaml import Node, parse_yaml
from bekal.content.tables import parse_table
from bekal.content.text_files import SourceProblem, read_text
from bekal.content.yaml_models import build_model
from bekal.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import BaseModel

    from bekal.config import Project

MOST: Final = 10**12
"""The largest number that a page may state; more is a slip of the finger."""
_CANONICAL_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d{1,2}|\.\d{4,})?")
_VALUE_SHAPES: Final = {
    "number": "a number",
    "money": "a number",
    "percentage": "a number",
    "duration": "a number",
    "date": "a day written YYYY-MM-DD",
    "text": "a text per locale `{id: …, en: …}`",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of ``docs/data``: what could be read, and what is wrong with it.

    ``ids`` holds the ids of sound and broken entries alike; ``None`` when the file could not be read at all.
    ``text`` is the whole file, comments and all; ``root`` its tree.
    """

    name: str
    path: str
    entries: dict[str, Any] = field(default_factory=dict)
    ids: frozenset[str] | None = frozenset()
    problems: tuple[SourceProblem, ...] = ()
    nodes: dict[str, Node] = field(default_factory=dict)
    text: str = ""
    root: Node | None = None


@dataclass(frozen=True, slots=True)
class DataFiles:
    """Every file of ``docs/data`` by name, and the data that they hold together."""

    files: dict[str, DataFile]
    data: Data

    def ids(self, name: str) -> frozenset[str] | None:
        """Give the ids of a file; ``None`` when it could not be read, so that nothing can be said about an id."""
        file = self.files.get(name)
        return file.ids if file else frozenset()

    @property
    def findings(self) -> list[Finding]:
        """Every problem as a finding, sorted."""
        return sorted(
            data_finding(file.path, problem) for file in self.files.values() for problem in file.problems
        )


def data_finding(path: str, problem: SourceProblem) -> Finding:
    """Report a problem of a data file under the rule of its kind."""
    rule = f"file-{problem.kind}" if problem.kind in {"unreadable", "encoding"} else f"data-{problem.kind}"
    severity = Severity.WARNING if problem.kind == "encoding" else Severity.ERROR
    return Finding(path, problem.line, problem.column, rule, problem.message, problem.fix, severity)


def load_data(project: Project) -> tuple[Data, list[Finding]]:
    """Load what is sound under ``docs/data``, and say what is not."""
    files = read_data_files(project)
    return files.data, files.findings


def read_data_files(project: Project) -> DataFiles:
    """Read every file of ``docs/data`` that pages can refer to; one that does not exist holds nothing."""
    files: dict[str, DataFile] = {}
    for name, model in FILES.items():
        path = project.data / file_name(name)
        if path.exists() or path.is_symlink():
            files[name] = _read_file(name, path, project.relative(path), model)
    files.update(_misnamed_files(project))
    data = Data(**{name.replace("-", "_"): file.entries for name, file in files.items() if name in FILES})
    return DataFiles({name: _with_references(file, files) for name, file in files.items()}, data)


def _read_file(name: str, path: Path, shown: str, model: type[BaseModel]) -> DataFile:
    text, problems = read_text(path, LIMITS.data_bytes)
    if text is None:
        return DataFile(name, shown, ids=None, problems=tuple(problems))
    return parse_data_file(name, shown, text, model, problems)


def parse_data_file(
    name: str, path: str, text: str, model: type[BaseModel], problems: list[SourceProblem] | None = None
) -> DataFile:
    """Parse the text of one data file; ``problems`` are those that were met while reading it."""
    problems = list(problems or [])
    node, found = parse_table(text) if name in TABLES else parse_yaml(text)
    if node is None:
        return DataFile(name, path, ids=None, problems=(*problems, *found), text=text)
    if not isinstance(node.value, list):
        problems.append(
            SourceProblem(
                node.line,
                node.column,
                f"the file is {node.words}, it must be a list of entries",
                "begin each entry with `- id: …`",
                "syntax",
            )
        )
        return DataFile(name, path, ids=None, problems=tuple(problems), text=text)
    entries: dict[str, Any] = {}
    nodes: dict[str, Node] = {}
    for entry_node in node.value:
        identity = _identity(name, entry_node)
        if identity in nodes:
            problems.append(_twice(name, entry_node, identity, nodes[identity].line))
            continue
        entry, found = build_model(entry_node, model)
        if isinstance(entry, Fact):
            found += (*_fact_problems(entry, entry_node), *_past_problems(entry, entry_node))
        elif isinstance(entry, Village):
            found += tuple(_consent_problems(entry, entry_node))
        problems += found
        if identity is not None:
            nodes[identity] = entry_node
            if entry is not None and not found:
                entries[identity] = entry
    return DataFile(name, path, entries, frozenset(nodes), tuple(problems), nodes, text, node)


def _identity(name: str, node: Node) -> str | None:
    """Give what tells an entry from the others of its file: its id, or the keys that stand for one."""
    keys = IDENTITIES.get(name, ("id",))
    parts = [child.plain() for key in keys if (child := node.child(key)) is not None]
    if len(keys) == 1:
        return parts[0] if parts and isinstance(parts[0], str) else None
    return " ".join(map(str, parts)) if len(parts) == len(keys) else None


def _twice(name: str, node: Node, identity: str, first: int) -> SourceProblem:
    keys = IDENTITIES.get(name, ("id",))
    place = node.child(keys[0]) or node
    if keys == ("id",):
        message = f"the id {identity!r} stands here a second time, first in line {first}"
        fix = "give one of the two entries another id"
    else:
        message, fix = f"line {first} has the same {' and '.join(keys)}", "keep one of the two entries"
    return SourceProblem(place.line, place.column, message, fix, "id-twice")


def _fact_problems(fact: Fact, node: Node) -> Iterator[SourceProblem]:
    """Whether value, currency and unit fit the type of a fact."""
    value = node.child("value")
    if value is None:
        return
    is_number = isinstance(fact.value, int | float)
    if _VALUE_SHAPES[fact.type] != _shape(fact.value):
        yield SourceProblem(
            value.line,
            value.column,
            f"'value' is {value.words}, that does not fit `type: {fact.type}`",
            f"write {_VALUE_SHAPES[fact.type]}",
            "value",
        )
    elif is_number and not _CANONICAL_NUMBER.fullmatch(str(value.value)):
        yield SourceProblem(
            value.line,
            value.column,
            f"'value' is {value.words}, which can be misread",
            "write digits only, and a point before decimals: 1500 or 2.5",
            "value",
        )
    elif isinstance(fact.value, int | float) and not 0 <= fact.value <= MOST:
        yield SourceProblem(
            value.line,
            value.column,
            f"'value' is {value.words}, that is not between 0 and {MOST:,}",
            "correct 'value'",
            "value",
        )
    currency = node.child("currency")
    if currency is not None and fact.currency not in {None, *list_currencies()}:
        yield SourceProblem(
            currency.line,
            currency.column,
            f"'currency' is {currency.words}, there is no such currency",
            "write its three letters, such as IDR, MYR or HKD",
            "value",
        )
    for key, kind in (("currency", "money"), ("unit", "duration")):
        given = getattr(fact, key) is not None
        place = node.child(key)
        if given and fact.type != kind and place is not None:
            yield SourceProblem(
                place.key_line,
                place.key_column,
                f"'{key}' does not belong to `type: {fact.type}`",
                f"remove it, or write `type: {kind}`",
                "key",
            )
        elif not given and fact.type == kind:
            yield SourceProblem(
                node.line,
                node.column,
                f"the key '{key}' is missing, `type: {kind}` needs it",
                f"add `{key}: …`",
                "key",
            )


def _consent_problems(village: Village, node: Node) -> Iterator[SourceProblem]:
    """Whether something of a village would be printed to which the village has not agreed."""
    for key in ("post", "companions", "numbers"):
        place = node.child(key)
        if place is not None and getattr(village, key) and village.agreed_on is None:
            yield SourceProblem(
                place.key_line,
                place.key_column,
                f"'{key}' is given, but the village has not agreed that it is printed",
                f"ask the village, then write the day into 'consent'; until then leave '{key}' empty",
                "value",
            )


def _past_problems(fact: Fact, node: Node) -> Iterator[SourceProblem]:
    """Whether a fact that is called past can be: nothing that goes on, or is still to come, may live for ever."""
    kind, value, perishes = node.child("kind"), node.child("value"), node.child("perishes")
    if fact.kind != PAST or kind is None or value is None:
        return
    if fact.type in {"money", "duration"} or (fact.law is not None and fact.type != "date"):
        what = "what a law says" if fact.law is not None else f"`type: {fact.type}`"
        yield SourceProblem(
            kind.line,
            kind.column,
            f"'kind' is 'past', but {what} goes on, and can change",
            "write money, procedure, law or place",
            "value",
        )
    elif isinstance(fact.value, dt.date) and fact.last_day is not None and fact.value > fact.last_day:
        yield SourceProblem(
            value.line,
            value.column,
            f"'value' is {value.words}, which was still to come when it was seen",
            "find a source of after that day, or write another 'kind'",
            "value",
        )
    if fact.perishes:
        place = perishes or kind
        yield SourceProblem(
            place.line,
            place.column,
            "what is past does not perish",
            "write `perishes: false`",
            "value",
        )


def _shape(value: int | float | dt.date | Text) -> str:
    if isinstance(value, Text):
        return _VALUE_SHAPES["text"]
    return _VALUE_SHAPES["number" if isinstance(value, int | float) else "date"]


def _with_references(file: DataFile, files: dict[str, DataFile]) -> DataFile:
    """Add a problem for each reference from an entry of ``file`` to an entry that does not exist."""
    problems = [
        problem
        for identity, entry in file.entries.items()
        for problem in _reference_problems(file.nodes[identity], entry, files)
    ]
    ordered = sorted(
        (*file.problems, *problems), key=lambda problem: (problem.line, problem.column, problem.message)
    )
    return replace(file, problems=tuple(ordered))


def _reference_problems(node: Node, entry: object, files: dict[str, DataFile]) -> Iterator[SourceProblem]:
    if isinstance(entry, Evidenced | CaseFigure):
        yield from _source_problems(node, files)
    channels = node.child("channels")
    for channel in channels.value if channels and isinstance(channels.value, list) else []:
        yield from _source_problems(channel, files)
    law = node.child("law")
    if isinstance(entry, Fact) and entry.law and law is not None:
        identity, _, article = entry.law.partition("#")
        known = _known(files, "laws")
        if known is not None and identity not in known:
            yield _unknown(law, f"there is no law '{identity}' in docs/data/laws.yml", identity, known)
        elif article and "laws" in files and (found := files["laws"].entries.get(identity)):
            numbers = [part.number for part in found.articles]
            if article not in numbers:
                yield _unknown(
                    law, f"the law '{identity}' has no article {article} in docs/data/laws.yml", "", []
                )


def _source_problems(node: Node, files: dict[str, DataFile]) -> Iterator[SourceProblem]:
    known = _known(files, "sources")
    sources = node.child("source")
    if known is None or sources is None or not isinstance(sources.value, list):
        return
    for source in sources.value:
        if isinstance(source.value, str) and source.value not in known:
            yield _unknown(
                source, f"there is no source '{source.value}' in docs/data/sources.yml", source.value, known
            )


def _known(files: dict[str, DataFile], name: str) -> frozenset[str] | None:
    return files[name].ids if name in files else frozenset()


def _unknown(node: Node, message: str, found: str, known: frozenset[str] | list[str]) -> SourceProblem:
    near = suggest(found, sorted(known)) if found else ""
    fix = f"did you mean '{near}'?" if near else "add it there, or correct it here"
    return SourceProblem(node.line, node.column, message, fix, "reference-unknown")


def _misnamed_files(project: Project) -> dict[str, DataFile]:
    """Files that nobody would read because of a letter in their name: ``contacts.yaml``, ``contact.yml``."""
    if not project.data.is_dir():
        return {}
    misnamed: dict[str, DataFile] = {}
    for path in sorted(project.data.iterdir()):
        if path.suffix.lower() not in {".yml", ".yaml", ".csv"} or path.name in map(file_name, FILES):
            continue
        near = difflib.get_close_matches(path.stem.lower(), FILES, n=1, cutoff=0.85)
        if near:
            wanted = file_name(near[0])
            problem = SourceProblem(
                1, 1, "nothing reads a file of this name", f"did you mean '{wanted}'?", "unreadable"
            )
            shown = project.relative(path)
            misnamed[shown] = DataFile(shown, shown, problems=(problem,))
    return misnamed
