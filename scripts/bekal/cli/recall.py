"""``bekal ralat``: the correction for everybody who holds an earlier release."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bekal.bundle.keys import read_own_key
from bekal.config import LOCALES, Project, build_time, find_project, read_release, release_key
from bekal.content.reading import read_content
from bekal.content.uses import cited_data
from bekal.editorial.history import unpack_revision
from bekal.editorial.recall import concerned_villages, find_corrections
from bekal.editorial.recall_sheet import Recall, write_sheet, write_text
from bekal.errors import ProjectError
from bekal.findings import Severity
from bekal.locale import translator
from bekal.reporting import Reporter

if TYPE_CHECKING:
    from bekal.content.data import Data
    from bekal.content.reading import Content
    from bekal.locale import Translator


@click.command()
@click.option(
    "--since",
    required=True,
    metavar="REVISION-OR-FOLDER",
    help="The release to correct: a tag or commit of git, or the folder of an earlier checkout.",
)
@click.pass_obj
def ralat(locale: str, since: str) -> int:
    """Write the correction of an earlier release: a sheet of one page and a text for WhatsApp, in build/ralat/."""
    words, reporter, project = translator(locale), Reporter(), find_project(Path.cwd())
    content = read_content(project)
    _require_readable(content, words)
    with tempfile.TemporaryDirectory() as folder:
        earlier = _earlier_project(project, since, Path(folder), words)
        old = read_content(earlier)
    _require_newer(earlier.release, project.release, words)
    for path, names in _unread(old):
        reporter.note(
            words(
                "Not compared, because today's programme cannot read them: {names} ({path}).",
                names=names,
                path=path,
            )
        )
    stated, today = _stated(old), content.data_files.data
    languages = [translator(code) for code in LOCALES]
    corrections = {language.locale: find_corrections(stated, today, language) for language in languages}
    found = corrections[languages[0].locale]
    if not found:
        reporter.result(
            words(
                "Nothing that release {old} states has changed; no correction is needed.", old=earlier.release
            )
        )
        return 0
    key = read_own_key(words)
    if key is None:
        raise ProjectError(
            words("this computer has no key yet, and the sheet names the key that signs the new sticks"),
            words("run 'bekal bundle' first, on the computer that signs the sticks"),
        )
    critical = [contact for contact in today.contacts.values() if contact.critical]
    recall = Recall(
        earlier.release,
        project.release,
        build_time().date(),
        tuple(concerned_villages(found, stated, today)),
        key.public.fingerprint,
        not all(contact.was_called for contact in critical),
        corrections,
    )
    target = project.build / "ralat" / f"ralat-{earlier.release}-{project.release}"
    target.parent.mkdir(parents=True, exist_ok=True)
    for ending, text in (("html", write_sheet(recall, languages)), ("txt", write_text(recall, languages))):
        file = target.with_name(f"{target.name}.{ending}")
        file.write_bytes(text.encode())
        reporter.result(words("written: {path}", path=project.relative(file)))
    reporter.note(
        words(
            "{count} corrections, for {villages}. Next: print the sheet, run 'bekal bundle --all-villages'.",
            count=len(found),
            villages=", ".join(recall.villages) or words("all"),
        )
    )
    return 0


def _earlier_project(project: Project, since: str, folder: Path, words: Translator) -> Project:
    given = Path(since)
    if given.is_dir():
        if not (given / "mkdocs.yml").is_file():
            raise ProjectError(
                words("{path} is no project of an earlier release: it has no mkdocs.yml", path=since),
                words(
                    "name the tag of the release, or the folder of its pages and data; a bundle holds no data"
                ),
            )
        return Project(given.resolve(), read_release(given / "mkdocs.yml"))
    if not unpack_revision(project.root, since, folder):
        raise ProjectError(
            words("git knows no revision {since} here, and no folder has this name", since=repr(since)),
            words("name a tag or commit that 'git log' shows, or the folder of an earlier checkout"),
        )
    return Project(folder, read_release(folder / "mkdocs.yml"))


def _require_readable(content: Content, words: Translator) -> None:
    if any(finding.severity is Severity.ERROR for finding in content.data_files.findings):
        raise ProjectError(
            words("docs/data has mistakes, and a correction must not have any"),
            words("run `bekal check` and mend what it names"),
        )


def _require_newer(old: str, new: str, words: Translator) -> None:
    if release_key(old) >= release_key(new):
        raise ProjectError(
            words(
                "the release to correct is {old}, and this one is {new}, which is not newer", old=old, new=new
            ),
            words("raise extra.release in mkdocs.yml, so that people can tell the copies apart"),
        )


def _unread(old: Content) -> list[tuple[str, str]]:
    """Name the entries of the earlier data that could not be read: nothing can be said about them."""
    found = []
    for name in ("contacts", "facts", "laws", "villages"):
        file = old.data_files.files.get(name)
        if file is not None and (file.ids is None or file.ids - file.entries.keys()):
            names = sorted(file.ids - file.entries.keys()) if file.ids is not None else [name]
            found.append((file.path, ", ".join(names)))
    return found


def _stated(old: Content) -> Data:
    """Give what the pages of the earlier release stated, and what its villages had printed."""
    return cited_data(old.catalogue, old.data_files.data)
