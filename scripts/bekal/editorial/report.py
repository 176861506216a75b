"""A small report, and how it is written: as text for a terminal, as Markdown for a pull request, as one HTML page.

A report has a title and parts; a part has a heading and paragraphs, tables and listings.
It decides no wording.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STYLES: Final = ("text", "markdown", "html")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under the names of their columns; ``numbers`` are the columns that stand to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """Text that stands as it is: a difference between two texts, a line to copy."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, and what follows it; a text is a paragraph."""

    heading: str
    content: tuple[str | Table | Listing, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Report:
    """What a command has to say."""

    title: str
    parts: tuple[Part, ...]
    locale: str


def write_report(report: Report, style: str) -> str:
    """Write ``report`` in one of ``STYLES``; ends with a newline."""
    write: dict[str, Callable[[Report], Iterable[str]]] = {"markdown": _markdown, "html": _html}
    return "\n".join(write.get(style, _text)(report)) + "\n"


def _text(report: Report) -> Iterator[str]:
    yield report.title
    yield "=" * _width(report.title)
    for part in report.parts:
        yield ""
        yield part.heading
        yield "-" * _width(part.heading)
        for position, content in enumerate(part.content):
            if position:
                yield ""
            if isinstance(content, Table):
                yield from _text_table(content)
            elif isinstance(content, Listing):
                yield from (f"    {line}".rstrip() for line in content.text.split("\n"))
            else:
                yield content


def _text_table(table: Table) -> Iterator[str]:
    rows = [table.columns, *table.rows]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(table.columns))]
    for row in rows:
        cells = []
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - _width(cell))
            cells.append(space + cell if column in table.numbers else cell + space)
        yield "  ".join(cells).rstrip()


def _markdown(report: Report) -> Iterator[str]:
    yield f"# {_escaped(report.title)}"
    for part in report.parts:
        yield ""
        yield f"{'#' * part.level} {_escaped(part.heading)}"
        for content in part.content:
            yield ""
            if isinstance(content, Table):
                yield _markdown_row(content.columns)
                yield (
                    "|"
                    + "|".join(
                        " ---: " if column in content.numbers else " --- "
                        for column in range(len(content.columns))
                    )
                    + "|"
                )
                yield from map(_markdown_row, content.rows)
            elif isinstance(content, Listing):
                fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", content.text))])
                yield f"{fence}{content.language}"
                yield content.text
                yield fence
            else:
                yield _escaped(content)


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_escaped(cell).replace("|", "\\|") for cell in cells) + " |"


def _escaped(text: str) -> str:
    """Keep what editors wrote from becoming HTML, a mention or a link in a pull request; code stays code."""
    parts = re.split(r"(`[^`]+`)", " ".join(text.split()))
    return "".join(
        part if part.startswith("`") and len(part) > 1 else re.sub(r"([\\<>\[\]*_#@])", r"\\\1", part)
        for part in parts
    )


_STYLE: Final = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}"
    ".n{text-align:right}pre{background:#f4f1ea;padding:.8rem;overflow-x:auto;white-space:pre-wrap}"
)


def _html(report: Report) -> Iterator[str]:
    title = html.escape(report.title)
    yield "<!doctype html>"
    yield f'<html lang="{report.locale}">'
    yield f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    yield f"<style>{_STYLE}</style>"
    yield f"<h1>{title}</h1>"
    for part in report.parts:
        yield f"<h{part.level}>{html.escape(part.heading)}</h{part.level}>"
        for content in part.content:
            if isinstance(content, Table):
                yield "<table>"
                yield f"<tr>{_html_row(content.columns, 'th', content.numbers)}</tr>"
                yield from (f"<tr>{_html_row(row, 'td', content.numbers)}</tr>" for row in content.rows)
                yield "</table>"
            elif isinstance(content, Listing):
                yield f"<pre>{html.escape(content.text)}</pre>"
            else:
                yield f"<p>{html.escape(content)}</p>"


def _html_row(cells: Iterable[str], tag: str, numbers: frozenset[int]) -> str:
    return "".join(
        f'<{tag} class="n">{html.escape(cell)}</{tag}>'
        if column in numbers
        else f"<{tag}>{html.escape(cell)}</{tag}>"
        for column, cell in enumerate(cells)
    )


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: marks over a letter none, wide signs two."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
