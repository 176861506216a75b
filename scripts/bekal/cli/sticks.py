"""``bekal write``, ``bekal verify`` and ``bekal key``: what a distributor and a facilitator use.

Arguments in, the stick's room called, the outcome printed; exit status 0 *aman*, 3 *boleh, sudah lama*, 1 *jangan*.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bekal.bundle.keys import (
    keys_folder,
    own_key,
    own_key_file,
    read_own_key,
    read_public_key,
    trust_key,
    trusted_keys,
)
from bekal.bundle.manifest import Channel
from bekal.bundle.names import printable
from bekal.config import SOURCE_LOCALE, VILLAGES, find_project
from bekal.content.likeness import suggest
from bekal.errors import ProjectError, StickError
from bekal.locale import translator
from bekal.reporting import Reporter
from bekal.stick.alike import say_alike_once, say_each
from bekal.stick.devices import drive_root, require_stick
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.plan import prepare, whose_edition
from bekal.stick.seen import SeenReleases, seen_file
from bekal.stick.trouble import stick_trouble
from bekal.stick.verdict import Question, StickReport, Verdict
from bekal.stick.verify import inspect, judge
from bekal.stick.write import carry_out

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from bekal.bundle.minisign import PublicKey
    from bekal.locale import Translator

_STYLES: Final = {Verdict.SAFE: "bold green", Verdict.OLD: "bold yellow", Verdict.UNSAFE: "bold red"}


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--any-folder", is_flag=True, help="Accept a folder that is no stick.")
@click.option(
    "--bundle", "folder", type=click.Path(path_type=Path), help="The bundle to write; default build/bundle."
)
@click.option("--village", metavar="SLUG", help="Write the edition of this village: build/villages/SLUG.")
@click.pass_obj
def write(locale: str, path: Path, folder: Path | None, village: str | None, *, any_folder: bool) -> int:
    """Put the bundle on the stick at PATH, safely, and read it back."""
    words, reporter, path = translator(locale), Reporter(), drive_root(path)
    bundle = _bundle_folder(folder, village, words)
    if not path.is_dir():
        raise StickError(
            words("{path} is not there, or is no folder", path=path),
            words("plug the stick in and name it, for example E: or /media/…/BEKAL"),
        )
    if not any_folder:
        require_stick(path, words)
    trusted = _trusted(path, words)
    stick = FolderVolume(path)
    plan = prepare(FolderVolume(bundle, may_use_memory=True), stick, trusted, words)
    before = plan.current.manifest if plan.current else None
    if before is not None and before.village != plan.manifest.village:
        reporter.note(
            words(
                "This stick had {old}. Now it gets {new}.",
                old=whose_edition(before, words),
                new=whose_edition(plan.manifest, words),
            )
        )
    with reporter.progress(
        words("Writing {release}", release=plan.manifest.release), plan.total_bytes
    ) as advance:
        done = carry_out(plan, words, advance)
    reporter.note(
        words(
            "{written} files written and read back, {kept} were right already.",
            written=done.written,
            kept=done.kept,
        )
    )
    for removed in done.removed:
        reporter.note(words("{folder} was removed: it was the edition before last.", folder=removed))
    report = _verify(stick, trusted, words, reporter, done.proven)
    _print(report, path, words, reporter)
    reporter.result(
        words(
            "Next: eject the stick, wait one minute, unplug it, plug it in again, then run: bekal verify {path}",
            path=printable(str(path)),
        )
    )
    return report.verdict.exit_status


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--all", "is_all_named", is_flag=True, help="Name every file, also where many are alike.")
@click.pass_obj
def verify(locale: str, path: Path, *, is_all_named: bool) -> int:
    """Say what the stick at PATH is worth."""
    words, reporter, path = translator(locale), Reporter(), drive_root(path)
    report = _verify(FolderVolume(path), _trusted(path, words), words, reporter)
    _print(report, path, words, reporter, is_all_named=is_all_named)
    return report.verdict.exit_status


@click.group()
def key() -> None:
    """Show or make the key that signs bundles on this computer, and trust others."""


@key.command()
@click.pass_obj
def new(locale: str) -> int:
    """Make this computer's key; one that is there is never overwritten."""
    words, reporter = translator(locale), Reporter()
    known = read_own_key(words)
    if known is not None:
        reporter.note(words("There is a key already, and it stays: {path}", path=own_key_file()))
        _print_key(known.public, words, reporter)
        return 2
    made, _is_new = own_key(words)
    _print_key(made.public, words, reporter)
    reporter.note(words("The secret key is in {path}. Keep a copy in a safe place.", path=own_key_file()))
    return 0


@key.command()
@click.pass_obj
def show(locale: str) -> int:
    """Print the public key and its fingerprint, to be passed on and to be printed on paper."""
    words, reporter = translator(locale), Reporter()
    known, is_new = own_key(words)
    if is_new:
        reporter.note(words("This computer had no key; one was made in {path}.", path=own_key_file()))
    _print_key(known.public, words, reporter)
    return 0


@key.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def trust(locale: str, file: Path) -> int:
    """Trust the public key in FILE from now on."""
    words, reporter = translator(locale), Reporter()
    found = read_public_key(file, words)
    if trust_key(found, words):
        reporter.note(words("This key is trusted from now on:"))
    else:
        reporter.note(words("This key was trusted before:"))
    _print_key(found, words, reporter)
    reporter.note(
        words(
            "Compare the fingerprint with the one on paper. If it differs, delete the key from {folder}.",
            folder=keys_folder() / "trusted",
        )
    )
    return 0


def _print_key(public: PublicKey, words: Translator, reporter: Reporter) -> None:
    reporter.raw(f"{public.line}\n{words('fingerprint: {fingerprint}', fingerprint=public.fingerprint)}\n")


def _bundle_folder(folder: Path | None, village: str | None, words: Translator) -> Path:
    if folder is not None and village is not None:
        raise StickError(
            words("--bundle and --village name two different bundles"), words("leave out one of the two")
        )
    if village is not None:
        return _village_folder(village, words)
    bundle = folder if folder is not None else find_project(Path.cwd()).build / "bundle"
    if not bundle.is_dir():
        raise StickError(
            words("there is no bundle in {path}", path=bundle),
            words("make it with 'bekal bundle', or name one with --bundle"),
        )
    return bundle


def _village_folder(village: str, words: Translator) -> Path:
    folder = find_project(Path.cwd()).build / VILLAGES
    names = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    if village not in names:
        near = suggest(village, names)
        raise StickError(
            words(
                "there is no edition of the village {village} in {folder}",
                village=repr(village),
                folder=folder,
            ),
            words("did you mean '{near}'?", near=near)
            if near
            else words(
                "make it with 'bekal bundle --village SLUG', or all with 'bekal bundle --all-villages'"
            ),
        )
    return folder / village


def _trusted(stick: Path, words: Translator) -> tuple[PublicKey, ...]:
    """Give the trusted keys; a project that lies on the stick itself adds none."""
    project_keys = None
    with suppress(ProjectError):
        project = find_project(Path.cwd())
        root = stick.resolve()
        if root != project.root and root not in project.root.parents:
            project_keys = project.data / "keys"
    return tuple(trusted.key for trusted in trusted_keys(project_keys, words))


def _verify(
    stick: FolderVolume,
    trusted: tuple[PublicKey, ...],
    words: Translator,
    reporter: Reporter,
    proven: AbstractSet[str] = frozenset(),
) -> StickReport:
    """Judge the stick, and remember the newest release that a trusted key signed."""
    seen = SeenReleases(seen_file())
    try:
        inspection = inspect(stick, trusted, words)
        with reporter.progress(
            words("Checking {path}", path=stick.name), inspection.payload_bytes
        ) as advance:
            report = judge(inspection, seen, _today(), words, advance, proven)
    except OSError as error:
        raise stick_trouble(error, stick.name, words) from error
    if report.manifest is not None and report.key is not None:
        seen.remember(report.manifest, report.key)
    return report


def _print(
    report: StickReport, path: Path, words: Translator, reporter: Reporter, *, is_all_named: bool = False
) -> None:
    """Print the verdict, what the edition is, and every finding with its fix; many that are alike once."""
    place = printable(str(path))
    verdict = report.verdict
    label = str(verdict).upper()
    if words.locale != SOURCE_LOCALE:
        label = f"{label} ({_meaning(verdict, words)})"
    reporter.result(f"{label}  {place}  {_summary(report, words)}", style=_STYLES[verdict])
    if report.manifest is not None and report.manifest.channel is Channel.TRIAL:
        reporter.result(words("  UJI COBA: the numbers in this edition are not yet confirmed by calls."))
    lines = say_each(report.findings) if is_all_named else say_alike_once(report.findings, words)
    for fix, group in groupby(lines, lambda line: line.fix):
        for line in group:
            reporter.result(f"  {line.path}   {_answer(line.kind, words)}: {line.message}")
        reporter.result(words("  fix: {fix}", fix=fix))
    if len(lines) < len(report.findings):
        reporter.result(words("  Every name: bekal verify --all {path}", path=place))


def _summary(report: StickReport, words: Translator) -> str:
    count, manifest = len(report.findings), report.manifest
    if manifest is None:
        return words("no edition here is signed by a key that this computer trusts.")
    if report.verdict is not Verdict.UNSAFE:
        return words(
            "release {release}, {files} files as signed, key {fingerprint}.",
            release=manifest.release,
            files=words.number(report.files),
            fingerprint=report.key.fingerprint if report.key else "?",
        )
    if all(finding.kind in (Question.COMPLETE, Question.INTACT) for finding in report.findings):
        return words("{count} of {files} files differ from the signed list.", count=count, files=report.files)
    return words("{count} things are not as they should be.", count=count)


def _answer(question: Question, words: Translator) -> str:
    return {
        Question.AUTHENTIC: words("not authentic"),
        Question.COMPLETE: words("not complete"),
        Question.INTACT: words("not intact"),
        Question.CURRENT: words("not current"),
        Question.CLEAN: words("not clean"),
    }[question]


def _meaning(verdict: Verdict, words: Translator) -> str:
    return {
        Verdict.SAFE: words("safe to use"),
        Verdict.OLD: words("may be used, but is old"),
        Verdict.UNSAFE: words("do not use"),
    }[verdict]


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()
