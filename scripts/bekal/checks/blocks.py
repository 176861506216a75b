"""Blocks and references that are written wrongly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.content.blocks import REFERENCE, REFERENCE_KINDS, Problem, block_problems
from bekal.content.yaml_models import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page

_ALMOST: Final = re.compile(r"\[\[\s*(?P<kind>\w+)\s*:")


@rule("page")
def check_block_wrong(page: Page, context: Context) -> Iterator[Problem]:
    """A block has a name that exists, is closed, and has the items that its kind asks for.

    Wrong::

        /// wait
        - Surat tidak boleh dibaca.
        ///

    Right::

        /// wait
        - Surat tidak boleh dibaca.

        Jangan tanda tangan. Tanya pos desa.
        ///
    """
    del context
    yield from page.block_problems
    for block in page.blocks:
        yield from block_problems(block)


@rule("page")
def check_reference_wrong(page: Page, context: Context) -> Iterator[Problem]:
    """A reference is written `[[fact:id]]`, `[[law:id#article]]` or `[[term:id]]`.

    Wrong::

        Umur paling muda [[fakta:minimum-age]] tahun.

    Right::

        Umur paling muda [[fact:minimum-age]] tahun.
    """
    del context
    for reference in page.references:
        if reference.kind not in REFERENCE_KINDS:
            near = suggest(reference.kind, REFERENCE_KINDS)
            fix = f"did you mean '{near}'?" if near else f"use one of: {', '.join(REFERENCE_KINDS)}"
            yield Problem(
                reference.line, reference.column, f"there is no reference of the kind '{reference.kind}'", fix
            )
    for number, line in page.lines:
        if "[[" in line:
            for match in _ALMOST.finditer(REFERENCE.sub(lambda found: " " * len(found[0]), line)):
                kind = suggest(match["kind"], REFERENCE_KINDS) or "fact"
                yield Problem(
                    number,
                    match.start() + 1,
                    "this reference is not complete",
                    f"write it as `[[{kind}:id]]`, without spaces",
                )
