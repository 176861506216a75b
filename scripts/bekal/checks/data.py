"""The files of ``docs/data``: their syntax, their keys and values, their ids and what entries refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.checks.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.blocks import Problem
    from bekal.content.data_files import DataFile


@rule("data")
def check_data_syntax(file: DataFile, context: Context) -> Iterator[Problem]:
    """A data file is a list of entries in plain YAML, without anchors, tags or tabs.

    Wrong::

        - id: disnaker
                kind: government-local

    Right::

        - id: disnaker
          kind: government-local
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "syntax")


@rule("data")
def check_data_key(file: DataFile, context: Context) -> Iterator[Problem]:
    """An entry has the keys that its file asks for, and no others.

    Wrong::

        - id: kp2mi-callcenter
          nam: {id: Pusat Panggilan, en: Call centre}

    Right::

        - id: kp2mi-callcenter
          name: {id: Pusat Panggilan, en: Call centre}
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "key")


@rule("data")
def check_data_value(file: DataFile, context: Context) -> Iterator[Problem]:
    """Each value of an entry fits its key.

    Wrong::

        confirmed_on: December 2025

    Right::

        confirmed_on: 2025-12
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "value")


@rule("data")
def check_data_id_twice(file: DataFile, context: Context) -> Iterator[Problem]:
    """An id stands once in its file.

    Wrong::

        - id: disnaker
        - id: disnaker

    Right::

        - id: disnaker-kupang
        - id: disnaker-flores-timur
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "id-twice")


@rule("data")
def check_data_reference_unknown(file: DataFile, context: Context) -> Iterator[Problem]:
    """A source or law that an entry names exists in its file.

    Wrong::

        source: [uu-18-2071]

    Right::

        source: [uu-18-2017]
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "reference-unknown")
