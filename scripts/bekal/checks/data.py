"""The files of ``docs/data``: their syntax, their keys and values, their ids and what entries refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.checks.html import READ_DATA, shown_texts
from bekal.checks.rules import rule
from bekal.content.blocks import Problem
from bekal.content.data import Contact, Evidenced, Village

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.data_files import DataFile
    from bekal.content.strict_yaml import Node


@rule("data")
def check_data_syntax(file: DataFile, context: Context) -> Iterator[Problem]:
    """A data file is a list of entries in plain YAML, without anchors, tags or tabs.

    Why: One wrong space, and a computer reads a different list than the one that was meant, or none; numbers
    would vanish from pages without a word.

    Wrong::

        - id: disnaker
                kind: government-local

    Right::

        - id: disnaker
          kind: government-local

    Fix: Put the keys of an entry exactly below each other, with spaces, and put texts that hold `: ` or `#` in
    quotes.
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "syntax")


@rule("data")
def check_data_key(file: DataFile, context: Context) -> Iterator[Problem]:
    """An entry has the keys that its file asks for, and no others.

    Why: A key with a letter too many is not read, so a source or a date would be missing without anybody
    noticing.

    Wrong::

        - id: kp2mi-callcenter
          nam: {id: Pusat Panggilan, en: Call centre}

    Right::

        - id: kp2mi-callcenter
          name: {id: Pusat Panggilan, en: Call centre}

    Fix: Compare the entry with its neighbours in the file and correct the key; a key that is missing is named.
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "key")


@rule("data")
def check_data_value(file: DataFile, context: Context) -> Iterator[Problem]:
    """Each value of an entry fits its key.

    Why: Pages print these values and count with them: a number that no phone can dial, or a date that nobody
    can read, reaches families.

    Wrong::

        confirmed_on: December 2025

    Right::

        confirmed_on: 2025-12

    Fix: Write the value as the finding says: dates as 2025, 2025-12 or 2025-12-04, numbers for abroad with `+`
    and the country code.
    """
    yield from (problem for problem in file.problems if problem.kind == "value")
    for node in file.nodes.values() if file.name in READ_DATA and "[[" in file.text else ():
        yield from _with_references(node)
    for identity, entry in file.entries.items():
        node = file.nodes[identity]
        if isinstance(entry, Evidenced):
            yield from _still_to_come(entry, node, context)
        channels = node.child("channels")
        for position, channel in enumerate(entry.channels if isinstance(entry, Contact) else ()):
            place = channels.child(position) if channels else None
            if place is not None:
                yield from _still_to_come(channel, place, context)
        if isinstance(entry, Village):
            yield from _village_to_come(entry, node, context)


def _with_references(node: Node) -> Iterator[Problem]:
    """References stand on pages; what the data prints is printed as it is."""
    for text in shown_texts(node):
        if isinstance(text.value, str) and "[[" in text.value:
            yield Problem(
                text.line, text.column, "a reference stands in a text of the data", "write the words out here"
            )


def _village_to_come(village: Village, node: Node, context: Context) -> Iterator[Problem]:
    """No village agrees, and nobody tries a number, on a day that is still to come."""
    numbers = node.child("numbers")
    days = [(node.child("consent"), village.agreed_on)]
    for position, number in enumerate(village.numbers):
        entry = numbers.child(position) if numbers else None
        days.append((entry.child("tried_on") if entry else None, number.tried_on))
    for place, day in days:
        if place is not None and day is not None and day > context.today:
            yield Problem(
                place.line,
                place.column,
                f"{place.words} is still to come",
                "write the day on which the village agreed, or on which the number was tried",
            )


def _still_to_come(entry: Evidenced, node: Node, context: Context) -> Iterator[Problem]:
    """Nobody has seen anything on a day that is still to come; it would never age."""
    for key, day, done in (
        ("confirmed_on", entry.confirmed_on, "it was seen or called"),
        ("looked_on", entry.looked_on, "somebody looked for a newer source"),
    ):
        place = node.child(key)
        if place is not None and day is not None and day > context.today:
            yield Problem(
                place.line,
                place.column,
                f"'{key}' is {place.words}, which is still to come",
                f"write the day on which {done}",
            )


@rule("data")
def check_data_id_twice(file: DataFile, context: Context) -> Iterator[Problem]:
    """An id stands once in its file.

    Why: Pages name an entry by its id; with two of them, nobody knows whose number is printed.

    Wrong::

        - id: disnaker
        - id: disnaker

    Right::

        - id: disnaker-kupang
        - id: disnaker-flores-timur

    Fix: Give one of the two another id, or put both into one entry.
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "id-twice")


@rule("data")
def check_data_reference_unknown(file: DataFile, context: Context) -> Iterator[Problem]:
    """A source or law that an entry names exists in its file.

    Why: What has no source that exists has no source.

    Wrong::

        source: [uu-18-2071]

    Right::

        source: [uu-18-2017]

    Fix: Correct the id, or add the source or law to its file first.
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "reference-unknown")
