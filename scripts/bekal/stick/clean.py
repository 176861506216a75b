"""What stick viruses leave behind: shortcuts and programs in the root, hidden folders, look-alikes.

Only names and attributes are looked at; this is no virus scanner and says so nowhere else.
Inside editions everything that is not on the signed list is found by ``edition`` already.
Folders of other people are entered one level deep only, for the copies of themselves that worms put there.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bekal.bundle import names
from bekal.stick.verdict import Question, StickFinding
from bekal.stick.volume import Entry, Kind, Volume

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bekal.locale import Translator


def find_unclean(volume: Volume, root: Sequence[Entry], words: Translator) -> list[StickFinding]:
    """Name everything in the root, and the copies of folders one level below, that a virus would leave."""
    findings = []
    folders = {entry.name.casefold() for entry in root if entry.kind is Kind.FOLDER}
    for entry in root:
        message = _suspicion(entry, folders, words)
        if message:
            findings.append(_finding(entry.name, message, words))
        elif entry.kind is Kind.FOLDER and _poses_as_ours(volume, entry.name):
            findings.append(
                _finding(entry.name, words("looks like a folder of an edition, outside of it"), words)
            )
        elif entry.kind is Kind.FOLDER and not entry.name.casefold().startswith(
            names.EDITION_PREFIX.casefold()
        ):
            findings += [
                _finding(f"{entry.name}/{inner}", words("a program that bears a folder's name"), words)
                for inner in _copies(volume, entry.name)
            ]
    return findings


def _suspicion(entry: Entry, folders: set[str], words: Translator) -> str:
    """Say why an entry of the root is suspicious; empty when it is not."""
    name = entry.name.casefold()
    stem = name.rstrip(" .").rpartition(".")[0]
    if entry.kind in (Kind.LINK, Kind.OTHER):
        return words("a link or a device, where only files belong")
    if entry.kind is Kind.FOLDER:
        return _folder_suspicion(entry, words)
    if name == "autorun.inf":
        return words("a file that starts programs by itself")
    if names.is_program(name):
        if stem in folders:
            return words("a program or shortcut that bears the name of a folder: a virus does that")
        return words("a program, script or shortcut; a stick of ours has none")
    if name.rstrip(" .").rpartition(".")[2] not in names.READABLE_ENDINGS:
        return ""
    for signpost in (names.START_PAGE, names.README):
        if names.looks_like(entry.name, signpost):
            return words("looks like {name} and is not", name=signpost)
    return words("bears an edition's name and is not signed") if names.is_edition_name(name) else ""


def _folder_suspicion(entry: Entry, words: Translator) -> str:
    name = entry.name.casefold()
    if not entry.name.strip() or any(not character.isprintable() for character in entry.name):
        return words("a folder whose name cannot be seen: a virus hides files there")
    if name == "autorun.inf":
        return ""  # a folder of this name is a vaccine that some people make against the file
    if entry.is_hidden and name not in names.SYSTEM_FOLDERS and not name.startswith("."):
        return words("a hidden folder: a virus may have hidden it")
    return ""


def _poses_as_ours(volume: Volume, folder: str) -> bool:
    """Whether a folder of the root bears an edition's signpost and holds a book or a site, which nobody signed."""
    if folder.casefold() not in {names.PHONES.casefold(), names.PRINT.casefold(), names.SITE.casefold()}:
        return False
    try:
        inside = volume.list_folder(folder)
    except OSError:
        return False
    return any(entry.name.casefold().startswith(("buku-", "index.htm")) for entry in inside)


def _copies(volume: Volume, folder: str) -> Iterator[str]:
    if folder.casefold() in names.SYSTEM_FOLDERS:
        return
    with suppress(OSError):
        inside = volume.list_folder(folder)
        bearers = {folder.casefold()} | {
            entry.name.casefold() for entry in inside if entry.kind is Kind.FOLDER
        }
        for entry in inside:
            name = entry.name.casefold()
            bears_a_name = name.rstrip(" .").rpartition(".")[0] in bearers
            if entry.kind is Kind.FILE and names.is_program(name) and (bears_a_name or name == "autorun.inf"):
                yield entry.name


def _finding(path: str, message: str, words: Translator) -> StickFinding:
    return StickFinding(
        Question.CLEAN,
        names.printable(path) or "?",
        message,
        words(
            "do not open it; check the stick with a virus scanner, delete it, and check the computer it came from"
        ),
    )
