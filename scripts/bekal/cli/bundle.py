"""``bekal bundle``: everything that ``build`` makes, signed, in the folder that is handed over.

The editions of villages are made by ``villages`` from the base edition, which is always made first.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bekal.bundle import names
from bekal.bundle.assemble import assemble_bundle
from bekal.bundle.checker_page import build_checker_page
from bekal.bundle.edition_info import EditionInfo, HelpNumber
from bekal.bundle.keys import own_key, own_key_file, read_public_key
from bekal.bundle.manifest import Channel
from bekal.cli.build import build_editions
from bekal.cli.folders import write_tree
from bekal.cli.villages import (
    BaseEdition,
    archive_beside,
    choose_villages,
    earlier_villages,
    make_villages,
)
from bekal.config import LOCALES, VILLAGES, build_time, find_project
from bekal.content.reading import read_content
from bekal.errors import AuditError, ProjectError
from bekal.findings import format_findings
from bekal.finishing.assets import load_assets
from bekal.finishing.audit import audit_checker
from bekal.locale import translator
from bekal.rendering.context import START_CONTACT
from bekal.reporting import Reporter

if TYPE_CHECKING:
    import datetime as dt

    from bekal.bundle.minisign import PublicKey
    from bekal.config import Project
    from bekal.content.data import Data
    from bekal.locale import Translator


@click.command()
@click.option(
    "--release", is_flag=True, help="Not a trial: every number on the emergency page must have been called."
)
@click.option(
    "--village", "slugs", metavar="SLUG", multiple=True, help="Make the edition of this village, too."
)
@click.option("--all-villages", is_flag=True, help="Make the edition of every village of villages.yml, too.")
@click.option("--zip", "packed", is_flag=True, help="Pack each edition into a .zip beside its folder.")
@click.pass_obj
def bundle(locale: str, slugs: tuple[str, ...], *, release: bool, all_villages: bool, packed: bool) -> int:
    """Build everything and put it, signed, into build/bundle/: the folder that is handed over.

    Editions of villages go to build/villages/SLUG/.
    """
    reporter, words, project = Reporter(), translator(locale), find_project(Path.cwd())
    content = read_content(project)
    if release:
        require_called(content.data_files.data, build_time().date(), words)
    villages = choose_villages(content.data_files.data, slugs, words, every=all_villages)
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
    checker = _write_checker(project, edition, key.public, words)
    parts = {names.PHONES: built.editions / "HP", names.SITE: built.site, names.CHECKER: checker}
    manifest = assemble_bundle(parts, edition, key, destination, words)
    archive_beside(destination, edition, packed=packed)
    reporter.note(
        words(
            "{release}, {channel}: {files} files, signed with the key {fingerprint}.",
            release=manifest.release,
            channel=words("TRIAL") if edition.is_trial else words("release"),
            files=len(manifest.payload),
            fingerprint=key.public.fingerprint,
        )
    )
    folder = project.build / VILLAGES
    base = BaseEdition(destination, manifest, edition, built, key)
    if villages and not make_villages(base, villages, folder, reporter, words, packed=packed):
        return 1
    earlier = list(earlier_villages(folder, villages))
    if earlier:
        reporter.note(
            words(
                "From an earlier time, not made now: {villages}. Do not hand them over.",
                villages=", ".join(earlier),
            )
        )
    for village in villages:
        reporter.result(str(folder / village.id))
    if not villages:
        reporter.result(str(destination))
    reporter.note(
        words(
            "Next: plug in a stick and run  bekal write PATH-OF-THE-STICK --village {slug}",
            slug=villages[0].id,
        )
        if villages
        else words("Next: plug in a stick and run  bekal write PATH-OF-THE-STICK")
    )
    return 0


def _write_checker(project: Project, edition: EditionInfo, signer: PublicKey, words: Translator) -> Path:
    """Write ``build/checker/PERIKSA.html`` for the keys that may sign: this computer's own, and the project's."""
    project_keys = [read_public_key(path, words) for path in sorted((project.data / "keys").glob("*.pub"))]
    assets = load_assets(project.overrides)
    html = build_checker_page(project.overrides, assets, edition, [signer, *project_keys])
    findings = audit_checker(f"build/checker/{names.CHECKER}", html)
    if findings:
        raise AuditError(
            format_findings(findings, "text").strip(), words("restore the folder overrides/checker")
        )
    write_tree(project.build / "checker", {names.CHECKER: html})
    return project.build / "checker" / names.CHECKER


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
