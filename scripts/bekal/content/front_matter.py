"""The front matter of a page: split from the body, parsed strictly, each mistake at its line of the file.

Responsible for which keys a page has and what they may hold.
Whether a picture or source exists, and whether a translation follows its source, is asked by ``checks``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bekal.config import SOURCE_LOCALE
from bekal.content.data import ID_PATTERN, Plain
from bekal.content.strict_yaml import Node, parse_yaml
from bekal.content.text_files import SourceProblem
from bekal.content.values import Day, parse_day
from bekal.content.yaml_models import PATTERN_WORDS, build_model

FENCE: Final = re.compile(r"---[ \t]*")
DIGEST_PATTERN: Final = r"^[0-9a-f]{16}(?: [0-9a-f]{16})*$"
SOURCE_PATTERN: Final = rf"^{ID_PATTERN}(#[0-9]+[A-Z]?)?$"

PATTERN_WORDS[DIGEST_PATTERN] = "the line that `bekal status --translations` gives"
PATTERN_WORDS[SOURCE_PATTERN] = "an id, or an id and an article such as uu-18-2017#13"


class FrontMatter(BaseModel):
    """What a page says about itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[Plain, Field(max_length=120)]
    summary: Annotated[Plain, Field(max_length=300)]
    audience: Literal["family", "community", "facilitator", "editor"]
    """``editor``: checked, served and drawn like any page, but handed to no reader."""
    picture: Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}$")] | None = None
    keywords: tuple[Plain, ...] = ()
    """Words that people say; they feed search and the list of everyday words."""
    sources: tuple[Annotated[str, StringConstraints(pattern=SOURCE_PATTERN)], ...] = ()
    """Ids of ``sources.yml``, or of ``laws.yml`` with or without ``#article``."""
    last_reviewed: Day
    review_by: Day
    source_digest: Annotated[str, StringConstraints(pattern=DIGEST_PATTERN)] | None = None
    """Translations only: which source text they follow, one group of digits for each section (see ``sections``)."""

    @property
    def is_for_readers(self) -> bool:
        """Whether the page belongs into what is handed over."""
        return self.audience != "editor"


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page's text in its two parts; ``body_line`` is the line of the file on which the body begins."""

    front: str | None
    body: str
    body_line: int
    problems: tuple[SourceProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFrontMatter:
    """The front matter when it is sound, its nodes for places, and every problem."""

    front_matter: FrontMatter | None
    node: Node | None = None
    problems: list[SourceProblem] = field(default_factory=list)


def split_front_matter(text: str) -> SplitPage:
    """Split ``text`` at the fences ``---``; a page without front matter keeps its whole text as body."""
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        return SplitPage(
            None,
            text,
            1,
            (
                SourceProblem(
                    1,
                    1,
                    "the page does not begin with its front matter",
                    "begin the page with `---`, then `title: …`, then `---`",
                    "syntax",
                ),
            ),
        )
    for number, line in enumerate(lines[1:], start=2):
        if FENCE.fullmatch(line):
            return SplitPage("\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1)
    return SplitPage(
        None,
        "",
        len(lines) + 1,
        (
            SourceProblem(
                1,
                1,
                "the front matter is never closed",
                "add a line `---` after its last key",
                "syntax",
            ),
        ),
    )


def parse_front_matter(front: str, locale: str, first_line: int = 2) -> ParsedFrontMatter:
    """Parse the text between the fences, which begins on line ``first_line`` of its file."""
    if not front.strip():
        return ParsedFrontMatter(
            None,
            None,
            [SourceProblem(1, 1, "the front matter is empty", "write `title: …` and the other keys", "key")],
        )
    node, problems = parse_yaml(front, first_line)
    if node is None:
        return ParsedFrontMatter(None, None, problems)
    if not isinstance(node.value, dict):
        return ParsedFrontMatter(
            None,
            None,
            [
                SourceProblem(
                    node.line,
                    node.column,
                    f"the front matter is {node.words}, it must be a group of keys",
                    "write lines such as `title: …`",
                    "syntax",
                )
            ],
        )
    front_matter, problems = build_model(node, FrontMatter)
    problems += _between_keys(node, locale)
    return ParsedFrontMatter(None if problems else front_matter, node, sorted(problems, key=_place))


def _between_keys(node: Node, locale: str) -> list[SourceProblem]:
    """Find what no key can tell by itself."""
    problems: list[SourceProblem] = []
    days = [_day(node.child(key)) for key in ("last_reviewed", "review_by")]
    last, by = days
    due = node.child("review_by")
    if due is not None and last is not None and by is not None and by <= last:
        problems.append(
            SourceProblem(
                due.line,
                due.column,
                f"'review_by' is {by}, that is not after 'last_reviewed' ({last})",
                "write the day on which somebody must read the page again",
                "value",
            )
        )
    digest = node.child("source_digest")
    if digest is not None and locale == SOURCE_LOCALE:
        problems.append(
            SourceProblem(
                digest.key_line,
                digest.key_column,
                "'source_digest' belongs to translations, this is a source page",
                "remove this line",
                "key",
            )
        )
    return problems


def _day(node: Node | None) -> dt.date | None:
    try:
        day = parse_day(node.value) if node else None
    except ValueError:
        return None
    return day if isinstance(day, dt.date) else None


def _place(problem: SourceProblem) -> tuple[int, int, str]:
    return problem.line, problem.column, problem.message
