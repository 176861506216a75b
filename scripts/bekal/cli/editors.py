"""Commands for editors: what is wrong, how the work stands, a new page, where a fact is used, the pictures to test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bekal.config import LOCALES, build_time, find_project
from bekal.errors import ProjectError
from bekal.findings import Severity, format_findings
from bekal.locale import translator
from bekal.reporting import Reporter

if TYPE_CHECKING:
    from bekal.config import Project
    from bekal.content.reading import Content
    from bekal.findings import Finding
    from bekal.locale import Translator

_STYLES: Final = click.Choice(["text", "markdown", "html"])
_EVERY_PAGE: Final = "*"


@click.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are written: for people, for programs, or as notes on a pull request.",
)
@click.option("--release", is_flag=True, help="As for a release: what has aged is an error.")
@click.pass_obj
def check(locale: str, style: str, *, release: bool) -> int:
    """Say what is wrong with the pages and the data: file, line, and what to do."""
    from bekal.checks.run import check_project  # noqa: PLC0415 - the other commands start faster without it

    reporter = Reporter()
    findings = check_project(find_project(Path.cwd()), build_time().date(), release=release)
    reporter.raw(format_findings(findings, style))
    reporter.note(_summary(findings, locale))
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _summary(findings: list[Finding], locale: str) -> str:
    _ = translator(locale)
    if not findings:
        return _("Nothing to correct.")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    files = len({finding.path for finding in findings})
    return _(
        "{errors} to correct, {warnings} to look at, in {files} files.",
        errors=errors,
        warnings=len(findings) - errors,
        files=files,
    )


@click.command()
@click.option(
    "--format",
    "style",
    type=_STYLES,
    default="text",
    show_default=True,
    help="For a terminal, for a pull request, or as a page to keep.",
)
@click.option(
    "--translations",
    "page",
    is_flag=False,
    flag_value=_EVERY_PAGE,
    default=None,
    metavar="[PAGE]",
    help="What to translate: of one page, or of all that are behind.",
)
@click.pass_obj
def status(locale: str, style: str, page: str | None) -> int:
    """Say how the work stands: translations, what ages, calls to make, reviews due, pages in numbers."""
    from bekal.editorial.report import write_report  # noqa: PLC0415 - the other commands start faster without it
    from bekal.editorial.status import report_status  # noqa: PLC0415
    from bekal.editorial.translations import report_translations  # noqa: PLC0415

    words = translator(locale)
    project, content = _read(words)
    if page is None:
        report = report_status(content, build_time().date(), words)
    else:
        wanted = "" if page == _EVERY_PAGE else page
        report = report_translations(project.root, content.catalogue, wanted, words)
    Reporter().raw(write_report(report, style))
    return 0


@click.command()
@click.argument("slug")
@click.option("--title-id", default="", help="The Indonesian title.")
@click.option("--title-en", default="", help="The English title.")
@click.option(
    "--audience",
    type=click.Choice(["family", "community", "facilitator"]),
    default="family",
    show_default=True,
    help="Whom the page is for.",
)
@click.pass_obj
def new(locale: str, slug: str, title_id: str, title_en: str, audience: str) -> int:
    """Write a new page in both languages, ready to be filled in; SLUG is its path, such as departure/contract."""
    from bekal.editorial.new_page import create_page  # noqa: PLC0415 - the other commands start faster without it

    words, reporter = translator(locale), Reporter()
    project, content = _read(words)
    titles = dict(zip(LOCALES, (title_id, title_en), strict=True))
    made = create_page(project, content, slug, titles, audience, build_time().date(), words)
    for path in made.paths:
        reporter.result(words("written: {path}", path=path))
    if made.missing_nav_line:
        reporter.result(words("Add this line to `nav` in mkdocs.yml, where the page belongs:"))
        reporter.result(made.missing_nav_line)
    else:
        reporter.result(
            words("The page is named in `nav` of mkdocs.yml; move the line if it belongs elsewhere.")
        )
    reporter.note(
        words(
            "Next: write the Indonesian page, then the English one, then run `bekal status --translations {slug}`",
            slug=slug,
        )
    )
    return 0


@click.command()
@click.argument("name")
@click.option("--format", "style", type=_STYLES, default="text", show_default=True, help="How it is written.")
@click.pass_obj
def fact(locale: str, name: str, style: str) -> int:
    """Show a fact, contact, law, term or source by its id: what it says, its state, and every place that uses it."""
    from bekal.editorial.lookup import report_entry  # noqa: PLC0415 - the other commands start faster without it
    from bekal.editorial.report import write_report  # noqa: PLC0415

    words = translator(locale)
    _project, content = _read(words)
    Reporter().raw(write_report(report_entry(content, name, build_time().date(), words), style))
    return 0


@click.command()
@click.pass_obj
def pictures(locale: str) -> int:
    """Write build/pictures.html: every picture, to print and to ask five villagers what they see."""
    from bekal.content.pictures import read_known_pictures  # noqa: PLC0415 - the other commands start faster
    from bekal.editorial.picture_sheet import write_picture_sheet  # noqa: PLC0415

    project = find_project(Path.cwd())
    known = read_known_pictures(project)
    target = project.build / "pictures.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(write_picture_sheet(known, project.release, [*map(translator, LOCALES)]).encode())
    words = translator(locale)
    waiting = sum(not picture.is_tested for picture in known)
    Reporter().result(words("written: {path}", path=project.relative(target)))
    Reporter().note(
        words("{count} pictures, {waiting} of them not tested yet.", count=len(known), waiting=waiting)
    )
    return 0


def _read(words: Translator) -> tuple[Project, Content]:
    from bekal.content.reading import read_content  # noqa: PLC0415 - see the commands

    project = find_project(Path.cwd())
    if not project.docs.is_dir():
        raise ProjectError(
            words("there is no folder {folder}", folder=project.docs),
            words("change to the project's folder and try again"),
        )
    return project, read_content(project)
