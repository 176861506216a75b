"""``bekal build``: from pages to the site and the books in ``build/``; what is handed over is made by ``bundle``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bekal.checks.run import check_content
from bekal.cli.folders import write_tree
from bekal.config import LOCALES, build_time, find_project
from bekal.content.everyday import gather_sayings
from bekal.content.reading import read_content
from bekal.editions.book import Bound, bind_books, finish_books
from bekal.editions.site import build_search, build_site
from bekal.editions.village import find_local_files
from bekal.findings import Finding, Severity, format_findings
from bekal.finishing.assets import load_assets
from bekal.finishing.audit import audit_book, audit_search, audit_site, heaviest_size
from bekal.finishing.search.data import gather
from bekal.locale import translator
from bekal.rendering.context import Edition
from bekal.rendering.render import render_pages
from bekal.reporting import Reporter

if TYPE_CHECKING:
    from bekal.config import Project
    from bekal.content.data import Data
    from bekal.content.reading import Content
    from bekal.editions.village import LocalFiles
    from bekal.locale import Translator


@dataclass(frozen=True, slots=True)
class Built:
    """What a build leaves in ``build/``."""

    site: Path
    editions: Path
    data: Data
    local: LocalFiles
    """What is finished again for each village."""


@click.command()
@click.pass_obj
def build(locale: str) -> int:
    """Check the pages and build the site and the books into build/."""
    project = find_project(Path.cwd())
    built = build_editions(project, read_content(project), Reporter(), translator(locale), trial=True)
    return 1 if built is None else 0


def build_editions(
    project: Project, content: Content, reporter: Reporter, words: Translator, *, trial: bool
) -> Built | None:
    """Check, render once, finish, audit and write ``build/site`` and ``build/editions``.

    Pages for editors go to ``build/for-editors``, which nothing is made from.
    Returns ``None`` when there are findings, which are printed; then nothing that was built before is touched.
    """
    now = build_time()
    if stopped(check_content(content, now.date(), release=not trial), reporter, words):
        return None
    catalogue, data = content.catalogue, content.data_files.data
    titles = {
        (locale, page.slug): page.front_matter.title for locale in LOCALES for page in catalogue.pages(locale)
    }
    edition = Edition(project.release, now.date(), trial, data, titles)
    assets = load_assets(project.overrides)
    rendered = render_pages(project, catalogue, edition)
    pages = [page for page in rendered if page.front_matter.is_for_readers]
    sought = [gather(pages, locale, gather_sayings(catalogue, data, locale)) for locale in LOCALES]
    site, scripts = build_site(pages, assets), build_search(sought, assets)
    bound: dict[str, Bound] = {}
    for one in sought:
        bound |= bind_books(pages, one, edition, assets, project.overrides)
    books = finish_books(bound, assets)
    blocked = tuple(data.blocked_numbers.values())
    findings = [*audit_site(site, "build/site", blocked), *audit_search(scripts, "build/site")]
    for name, html in books.items():
        findings += audit_book(f"build/editions/HP/{name}", html, blocked)
    if stopped(findings, reporter, words):
        return None
    for_editors = build_site((page for page in rendered if not page.front_matter.is_for_readers), assets)
    write_tree(project.build / "for-editors", for_editors)
    write_tree(project.build / "site", site | scripts)
    write_tree(project.build / "editions", {f"HP/{name}": html for name, html in books.items()})
    reporter.note(
        words(
            "{pages} pages, the heaviest {heaviest} bytes compressed; {books} books.",
            pages=len(site),
            heaviest=words.number(heaviest_size(site.values())),
            books=len(books),
        )
    )
    local = find_local_files(pages, bound, assets, now.date())
    return Built(project.build / "site", project.build / "editions", data, local)


def stopped(findings: list[Finding], reporter: Reporter, words: Translator) -> bool:
    """Print ``findings``; true when one of them is an error."""
    reporter.raw(format_findings(findings, "text"))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        reporter.note(words("Stopped: {count} problems must be mended first.", count=errors))
    return errors > 0
