"""Every page of every locale, each read and parsed once, and how they belong together.

Responsible for reading the pages under ``docs/<locale>``, pairing them by slug and putting them in reading order.
Which files are pages is ``source_files``.
A page that cannot be read stays in the catalogue with its problems; ``pages`` gives only the sound ones.
What must hold between pages is asked by ``checks``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from bekal.config import LIMITS, LOCALES, read_settings
from bekal.content import blocks as syntax
from bekal.content import markup
from bekal.content.block_items import block_targets
from bekal.content.front_matter import FrontMatter, parse_front_matter, split_front_matter
from bekal.content.sections import Section, split_sections
from bekal.content.source_files import find_source_files
from bekal.content.text_files import SourceProblem, read_text
from bekal.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bekal.config import Project
    from bekal.content.source_files import StrayFile
    from bekal.content.strict_yaml import Node


_RULES: Final = {
    "unreadable": "file-unreadable",
    "encoding": "file-encoding",
    "empty": "page-empty",
    "name": "page-name-wrong",
}
"""The rule that reports a problem of a page's file, by its kind; the other kinds are of the front matter."""


@dataclass(frozen=True)
class Page:
    """One page of one locale: ``docs/id/departure/documents.md`` has the slug ``departure/documents``.

    ``body`` begins on line ``body_line`` of the file; everything scanned from it counts lines of the file.
    ``node`` holds the places of the front matter's values.
    """

    locale: str
    slug: str
    path: str
    body: str = ""
    body_line: int = 1
    found: FrontMatter | None = None
    node: Node | None = None
    problems: tuple[SourceProblem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the page has a front matter that can be used."""
        return self.found is not None

    @property
    def front_matter(self) -> FrontMatter:
        """What the page says about itself; raises ``ValueError`` unless ``is_sound``."""
        if self.found is None:
            raise ValueError(f"{self.path} has no sound front matter")
        return self.found

    @cached_property
    def _text(self) -> str:
        # Empty lines in place of the front matter make every line number one of the file.
        return "\n" * (self.body_line - 1) + self.body

    @cached_property
    def raw_lines(self) -> list[tuple[int, str]]:
        """The lines of the body as they stand, with their numbers in the file."""
        return list(enumerate(self.body.split("\n"), start=self.body_line))

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The lines of the body outside code and comments, with their numbers in the file."""
        offset = self.body_line - 1
        return [(number + offset, line) for number, line in markup.prose(self.body)]

    @cached_property
    def shown_lines(self) -> list[tuple[int, str]]:
        """The same lines with the text of code spans: what readers see, but for the lines of ``code_lines``."""
        if "`" not in self.body:
            return self.lines
        offset = self.body_line - 1
        return [(number + offset, line) for number, line in markup.shown(self.body)]

    @cached_property
    def code_lines(self) -> list[tuple[int, str]]:
        """The lines of blocks of code, with their numbers in the file."""
        if "```" not in self.body and "~~~" not in self.body:
            return []
        offset = self.body_line - 1
        return [(number + offset, line) for number, line in markup.code(self.body)]

    @cached_property
    def _scanned(self) -> tuple[list[syntax.Block], list[syntax.Problem]]:
        return syntax.scan_blocks(self._text)

    @property
    def blocks(self) -> list[syntax.Block]:
        """The blocks of the body."""
        return self._scanned[0]

    @property
    def block_problems(self) -> list[syntax.Problem]:
        """What is wrong with the fences of blocks."""
        return self._scanned[1]

    @cached_property
    def references(self) -> list[syntax.Reference]:
        """The references of the body."""
        return syntax.scan_references(self._text)

    @cached_property
    def links(self) -> list[syntax.Link]:
        """The targets of links and chapter items."""
        targets = [target for block in self.blocks for target in block_targets(block)]
        return [*markup.scan_links(self.lines), *targets]

    @cached_property
    def images(self) -> list[markup.Image]:
        """The images of the body."""
        return list(markup.scan_images(self.lines))

    @cached_property
    def _heading_lines(self) -> list[tuple[int, str]]:
        # Headings keep their words in code, so the lines are those that were written.
        raw = markup.blank_comments(self.body).split("\n")
        return [(number, raw[number - self.body_line]) for number, _ in self.lines]

    @cached_property
    def lines_outside_blocks(self) -> list[tuple[int, str]]:
        """The lines that stand in no block; those of blocks are empty."""
        inside = {
            number
            for block in self.blocks
            for number in range(block.line, block.body_line + block.body.count("\n") + 1)
        }
        return [(number, "" if number in inside else line) for number, line in self._heading_lines]

    @cached_property
    def headings(self) -> list[markup.Heading]:
        """The headings outside blocks."""
        return markup.scan_headings(self.lines_outside_blocks)

    @cached_property
    def every_heading(self) -> list[markup.Heading]:
        """The headings of the page as it is shown: those outside blocks, and those that blocks write."""
        written = markup.block_headings(self.blocks, self.locale)
        return sorted([*self.headings, *written], key=lambda heading: heading.line)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The head of the page, and each ``##`` with what follows it."""
        return split_sections(self)

    @cached_property
    def written_anchors(self) -> list[syntax.Link]:
        """The ids that are written, as in ``{#surat}``, with their places."""
        return markup.written_anchors(self._heading_lines)

    @cached_property
    def heading_anchors(self) -> dict[str, markup.Heading]:
        """The headings that are named after their words, by that name."""
        return markup.heading_anchors(self.every_heading, (anchor.target for anchor in self.written_anchors))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link can lead to inside the page: written ids, headings, and the help section of every page."""
        written = (anchor.target for anchor in self.written_anchors)
        return frozenset((*written, *self.heading_anchors, markup.HELP_ANCHOR))


@dataclass(frozen=True)
class Catalogue:
    """All pages; ``order`` is the reading order of ``mkdocs.yml`` as slugs."""

    every_page: tuple[Page, ...]
    order: tuple[str, ...] = ()
    assets: frozenset[str] = field(default_factory=frozenset)
    """Files under ``docs`` that are no pages, as paths from there."""
    strays: tuple[StrayFile, ...] = ()
    """Files under ``docs`` that nobody may read as they stand."""

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Page]:
        return {(page.locale, page.slug): page for page in self.every_page}

    def page(self, locale: str, slug: str) -> Page | None:
        """Give the sound page of a slug; ``None`` when there is none."""
        page = self._by_place.get((locale, slug))
        return page if page is not None and page.is_sound else None

    def any_page(self, locale: str, slug: str) -> Page | None:
        """Give the page of a slug even when its front matter is broken."""
        return self._by_place.get((locale, slug))

    def pages(self, locale: str) -> list[Page]:
        """List the sound pages of a locale in reading order; those that ``mkdocs.yml`` does not name come last."""
        return [page for page in self.every_page if page.locale == locale and page.is_sound]

    def reading_order(self, locale: str) -> list[Page]:
        """List the pages that readers of a locale are handed, in reading order."""
        return [page for page in self.pages(locale) if page.front_matter.is_for_readers]

    @cached_property
    def slugs(self) -> dict[str, list[str]]:
        """The slugs of each locale, broken pages included."""
        return {
            locale: [page.slug for page in self.every_page if page.locale == locale] for locale in LOCALES
        }

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with single files, sorted."""
        files: tuple[Page | StrayFile, ...] = (*self.every_page, *self.strays)
        return sorted(page_finding(file.path, problem) for file in files for problem in file.problems)


def load_catalogue(project: Project) -> tuple[Catalogue, list[Finding]]:
    """Read every page, and say what is wrong with single files."""
    catalogue = read_catalogue(project)
    return catalogue, catalogue.findings


def read_catalogue(project: Project) -> Catalogue:
    """Read and parse every page under ``docs/<locale>``, in reading order."""
    order = read_order(project)
    place = {slug: position for position, slug in enumerate(order)}
    files = find_source_files(project)
    pages: list[Page] = []
    for locale, paths in files.pages.items():
        found = [_read_page(project, path, locale, project.docs / locale) for path in paths]
        pages += sorted(found, key=lambda page: (place.get(page.slug, len(place)), _natural(page.slug)))
    return Catalogue(tuple(pages), order, files.assets, files.strays)


def _read_page(project: Project, path: Path, locale: str, folder: Path) -> Page:
    slug = path.relative_to(folder).as_posix().removesuffix(".md")
    shown = project.relative(path)
    text, problems = read_text(path, LIMITS.page_bytes)
    if text is None:
        return Page(locale, slug, shown, problems=tuple(problems))
    return parse_page(locale, slug, shown, text, problems)


def parse_page(
    locale: str, slug: str, path: str, text: str, problems: list[SourceProblem] | None = None
) -> Page:
    """Parse the text of one page; ``problems`` are those that were met while reading it."""
    problems = list(problems or [])
    split = split_front_matter(text)
    problems += split.problems
    if split.front is None:
        return Page(locale, slug, path, split.body, split.body_line, problems=tuple(problems))
    parsed = parse_front_matter(split.front, locale)
    problems += parsed.problems
    if not split.body.strip():
        problems.append(
            SourceProblem(
                split.body_line - 1,
                1,
                "the page ends after its front matter",
                "write its text below the second `---`",
                "empty",
            )
        )
    return Page(
        locale,
        slug,
        path,
        split.body,
        split.body_line,
        parsed.front_matter,
        parsed.node,
        tuple(problems),
    )


def page_finding(path: str, problem: SourceProblem) -> Finding:
    """Report a problem of a page's file or front matter under the rule of its kind."""
    severity = Severity.WARNING if problem.kind == "encoding" else Severity.ERROR
    rule = _RULES.get(problem.kind, f"front-matter-{problem.kind}")
    return Finding(path, problem.line, problem.column, rule, problem.message, problem.fix, severity)


def read_order(project: Project) -> tuple[str, ...]:
    """List the slugs that ``nav`` in ``mkdocs.yml`` names, in its order; empty without ``nav``."""
    nav = read_settings(project.root / "mkdocs.yml").get("nav")
    return tuple(dict.fromkeys(_slugs(nav)))


def _slugs(entry: Any) -> Iterator[str]:
    if isinstance(entry, str) and entry.endswith(".md"):
        head, _, rest = entry.partition("/")
        yield (rest if head in LOCALES and rest else entry).removesuffix(".md")
    elif isinstance(entry, list):
        for part in entry:
            yield from _slugs(part)
    elif isinstance(entry, dict):
        for part in entry.values():
            yield from _slugs(part)


def _natural(slug: str) -> tuple[tuple[int, str], ...]:
    """Sort an ``index`` before its neighbours."""
    return tuple((0 if part == "index" else 1, part) for part in slug.split("/"))
