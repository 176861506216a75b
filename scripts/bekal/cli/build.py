"""``bekal build`` and ``bekal bundle``: from pages to the folder that is handed over."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bekal.bundle.assemble import assemble_bundle
from bekal.bundle.edition_info import EditionInfo, HelpNumber
from bekal.bundle.keys import own_key, own_key_file
from bekal.bundle.manifest import Channel
from bekal.checks.run import check_content
from bekal.config import LOCALES, Project, build_time, find_project
from bekal.content.reading import read_content
from bekal.editions.book import build_books
from bekal.editions.site import build_site
from bekal.errors import ProjectError
from bekal.findings import Finding, Severity, format_findings
from bekal.finishing.assets import load_assets
from bekal.finishing.audit import audit_book, audit_site, compressed_size
from bekal.locale import Translator, translator
from bekal.rendering.context import START_CONTACT, Edition
from bekal.rendering.render import render_pages
from bekal.reporting import Reporter

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from bekal.content.data import Data
    from bekal.content.reading import Content


@dataclass(frozen=True, slots=True)
class Built:
    """What a build leaves in ``build/``."""

    site: Path
    editions: Path
    data: Data


@click.command()
@click.pass_obj
def build(locale: str) -> int:
    """Check the pages and build the site and the books into build/."""
    project = find_project(Path.cwd())
    built = build_editions(project, read_content(project), Reporter(), translator(locale), trial=True)
    return 1 if built is None else 0


@click.command()
@click.option(
    "--release", is_flag=True, help="Not a trial: every number on the emergency page must have been called."
)
@click.pass_obj
def bundle(locale: str, *, release: bool) -> int:
    """Build everything and put it, signed, into build/bundle/: the folder that is handed over."""
    reporter, words, project = Reporter(), translator(locale), find_project(Path.cwd())
    content = read_content(project)
    if release:
        require_called(content.data_files.data, build_time().date(), words)
    built = build_editions(project, content, reporter, words, trial=not release)
    if built is None:
        return 1
    edition = describe_edition(project, built.data, trial=not release, words=words)
    key, is_new = own_key(words)
    if is_new:
        reporter.note(
            words(
                "Made the key that signs your sticks: {path}. Keep a copy in a safe place.",
                path=own_key_file(),
            )
        )
    destination = project.build / "bundle"
    parts = {"HP": built.editions / "HP", "SITUS": built.site}
    manifest = assemble_bundle(parts, edition, key, destination, words)
    reporter.note(
        words(
            "{release}, {channel}: {files} files, signed with the key {fingerprint}.",
            release=manifest.release,
            channel=words("TRIAL") if edition.is_trial else words("release"),
            files=len(manifest.payload),
            fingerprint=key.public.fingerprint,
        )
    )
    reporter.result(str(destination))
    reporter.note(words("Next: plug in a stick and run  bekal write PATH-OF-THE-STICK"))
    return 0


def require_called(data: Data, today: dt.date, words: Translator) -> None:
    """Refuse a release while a critical contact was not called or has expired: raises ``ProjectError``."""
    uncalled = [
        contact.id for contact in data.contacts.values() if contact.critical and not contact.was_called
    ]
    expired = [
        contact.id
        for contact in data.contacts.values()
        if contact.critical and any(today >= (channel.expires_on or today) for channel in contact.buttons)
    ]
    if uncalled or expired:
        raise ProjectError(
            words(
                "this is no release yet: not called: {uncalled}; expired: {expired}",
                uncalled=", ".join(uncalled) or "-",
                expired=", ".join(expired) or "-",
            ),
            words("call these numbers and write the date into docs/data/contacts.yml, or bundle a trial"),
        )


def describe_edition(project: Project, data: Data, words: Translator, *, trial: bool) -> EditionInfo:
    """Say what the edition is; raises ``ProjectError`` when the start page has no number to print."""
    now = build_time()
    contact = data.contacts.get(START_CONTACT)
    if contact is None or not contact.buttons:
        raise ProjectError(
            words(
                "contacts.yml has no number for {contact}, which the start page prints", contact=START_CONTACT
            ),
            words("restore the contact"),
        )
    numbers = tuple(
        HelpNumber(
            channel.printed,
            *(channel.label.in_locale(locale) if channel.label else "" for locale in LOCALES),
        )
        for channel in contact.buttons
    )
    return EditionInfo(
        release=project.release,
        created=now,
        channel=Channel.TRIAL if trial else Channel.RELEASE,
        locales=LOCALES,
        numbers=numbers,
        expires=data.next_expiry(now.date()),
    )


def build_editions(
    project: Project, content: Content, reporter: Reporter, words: Translator, *, trial: bool
) -> Built | None:
    """Check, render once, finish, audit and write ``build/site`` and ``build/editions``.

    Pages for editors go to ``build/for-editors``, which nothing is made from.
    Returns ``None`` when there are findings, which are printed; then nothing that was built before is touched.
    """
    now = build_time()
    if _stopped(check_content(content, now.date(), release=not trial), reporter, words):
        return None
    catalogue, data = content.catalogue, content.data_files.data
    titles = {
        (locale, page.slug): page.front_matter.title for locale in LOCALES for page in catalogue.pages(locale)
    }
    edition = Edition(project.release, now.date(), trial, data, titles)
    assets = load_assets(project.overrides)
    rendered = render_pages(project, catalogue, edition)
    pages = [page for page in rendered if page.front_matter.is_for_readers]
    site = build_site(pages, assets)
    books: dict[str, str] = {}
    for locale in LOCALES:
        books |= build_books(pages, locale, edition, assets, project.overrides)
    blocked = tuple(data.blocked_numbers.values())
    findings = audit_site(site, "build/site", blocked)
    for name, html in books.items():
        findings += audit_book(f"build/editions/HP/{name}", html, blocked)
    if _stopped(findings, reporter, words):
        return None
    for_editors = build_site((page for page in rendered if not page.front_matter.is_for_readers), assets)
    write_tree(project.build / "for-editors", for_editors)
    write_tree(project.build / "site", site)
    write_tree(project.build / "editions", {f"HP/{name}": html for name, html in books.items()})
    reporter.note(
        words(
            "{pages} pages, the heaviest {heaviest} bytes compressed; {books} books.",
            pages=len(site),
            heaviest=words.number(max(compressed_size(html) for html in site.values())),
            books=len(books),
        )
    )
    return Built(project.build / "site", project.build / "editions", data)


def write_tree(folder: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` into a new folder beside ``folder`` and swap the two, so that no half tree is ever there."""
    fresh = folder.with_name(f"{folder.name}.new")
    stale = folder.with_name(f"{folder.name}.old")
    for leftover in (fresh, stale):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    for path, text in files.items():
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    if folder.exists():
        folder.rename(stale)
    fresh.rename(folder)
    shutil.rmtree(stale, ignore_errors=True)


def _stopped(findings: list[Finding], reporter: Reporter, words: Translator) -> bool:
    """Print ``findings``; true when one of them is an error."""
    reporter.raw(format_findings(findings, "text"))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        reporter.note(words("Stopped: {count} problems must be mended first.", count=errors))
    return errors > 0
