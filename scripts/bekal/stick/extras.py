"""What lies in an authentic edition's folder and is not on its signed list, named by what it is.

A chat app, a phone or a second copying gives files other names: ``buku-id (1).html``, ``buku-id.html.txt``.
Such a file holds exactly the bytes of a file on the list; it is called that, and not a stranger's.
It is one all the same: its name is not signed, and the edition is whole again only when it is back or gone.

An extra file is read only when it is as large as a file on the list, and all extras together for no more bytes than
the list names; of what is left over, name and kind are said.
Nothing is renamed, deleted or opened here; who signed the list is ``edition``, what is at its place is ``content``.
"""

from __future__ import annotations

import hashlib
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bekal.bundle import names
from bekal.stick.verdict import Question, StickFinding
from bekal.stick.volume import Entry, Kind, Volume

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bekal.locale import Translator

MOST_EXTRAS: Final = 400
"""So many extras of one edition are named; a folder filled by a virus has no end."""


class Place(Enum):
    """What was found at the place of a file on the list."""

    RIGHT = auto()
    CHANGED = auto()
    EMPTY = auto()


class Extras:
    """Names the extras of one edition in turn, and remembers which missing files were among them."""

    def __init__(
        self,
        volume: Volume,
        folder: str,
        listed: Mapping[str, tuple[int, str]],
        places: Mapping[str, Place],
        words: Translator,
    ) -> None:
        """Take the edition's folder, size and SHA-256 of each file on its list, and what is at its place."""
        self._volume, self._folder, self._words = volume, folder, words
        self._listed, self._places = listed, places
        self._room = sum(size for size, _digest in listed.values())
        self._by_size: dict[int, list[str]] = {}
        for path, (size, _digest) in listed.items():
            if size:  # an empty file is a copy of nothing
                self._by_size.setdefault(size, []).append(path)
        self.found_again: set[str] = set()
        """Files that are missing at their place and lie under another name."""

    def name(self, extras: Sequence[tuple[str, Entry]]) -> list[StickFinding]:
        """Say what each extra is, by its path in the edition."""
        findings = [self._name(path, entry) for path, entry in sorted(extras)[:MOST_EXTRAS]]
        if len(extras) > MOST_EXTRAS:
            findings.append(
                StickFinding(
                    Question.COMPLETE,
                    self._folder,
                    self._words(
                        "{count} more files or folders that are not on the signed list",
                        count=self._words.number(len(extras) - MOST_EXTRAS),
                    ),
                    _delete(self._words),
                )
            )
        return findings

    def _name(self, path: str, entry: Entry) -> StickFinding:
        place, original = f"{self._folder}/{path}", self._original(path, entry)
        if original is None:
            return stranger(place, entry, self._words)
        is_beside = _folder_of(original) == _folder_of(path)
        called = original.rpartition("/")[2] if is_beside else original
        message, fix, many = self._words_for(original, called, is_beside=is_beside)
        return StickFinding(Question.COMPLETE, names.printable(place), message, fix, many=many)

    def _words_for(self, original: str, called: str, *, is_beside: bool) -> tuple[str, str, str]:
        """Say what a file with the bytes of ``original`` is, what to do with it, and what many such files are."""
        words = self._words
        if self._places[original] is Place.CHANGED:
            return (
                words("this is '{name}' as it was signed, under another name", name=called),
                words("delete it, and write the bundle to the stick again"),
                words("as signed, under another name"),
            )
        if self._places[original] is Place.RIGHT or original in self.found_again:
            return (
                words("a copy of '{name}', unchanged: it does no harm", name=called),
                words("delete copies from the stick, then check again; nothing is lost with them"),
                words("unchanged copies, which do no harm"),
            )
        self.found_again.add(original)
        if is_beside:
            return (
                words("this is '{name}', unchanged: only its name is another", name=called),
                words(
                    "rename it back to exactly '{name}'; or delete it, and write the bundle to the stick again",
                    name=called,
                ),
                words("unchanged: only the name is another"),
            )
        return (
            words("this is '{name}', unchanged: only its place is another", name=called),
            words(
                "move it back to exactly '{place}'; or delete it, and write the bundle to the stick again",
                place=f"{self._folder}/{original}",
            ),
            words("unchanged: only the place is another"),
        )

    def _original(self, path: str, entry: Entry) -> str | None:
        """Give the file on the list whose bytes these are: best one that is missing, and belongs beside it."""
        alike = list(self._alike(entry))
        if not alike or entry.size > self._room:
            return None
        self._room -= entry.size
        try:
            digest = self._digest(f"{self._folder}/{path}", entry.size)
        except OSError:
            return None
        return min(
            (original for original in alike if self._listed[original] == digest),
            key=lambda original: (
                self._places[original] is not Place.EMPTY or original in self.found_again,
                _folder_of(original) != _folder_of(path),
                original,
            ),
            default=None,
        )

    def _alike(self, entry: Entry) -> Iterable[str]:
        """Give the files on the list that are as large; a program by its name is none of them, unless they are too."""
        if entry.kind is not Kind.FILE:
            return []
        originals = self._by_size.get(entry.size, [])
        if not names.is_program(entry.name):
            return originals
        return [original for original in originals if _ending(original) == _ending(entry.name)]

    def _digest(self, path: str, size: int) -> tuple[int, str]:
        digest, count = hashlib.sha256(), 0
        for chunk in self._volume.read_back(path, size + 1):
            digest.update(chunk)
            count += len(chunk)
        return count, digest.hexdigest()


def stranger(place: str, entry: Entry, words: Translator) -> StickFinding:
    """Say what an extra is that holds no file of the list; ``place`` begins in the stick's root."""
    shown, fix = names.printable(place), _delete(words)
    if entry.kind in (Kind.LINK, Kind.OTHER):
        return StickFinding(Question.CLEAN, shown, words("a link or a device, where only files belong"), fix)
    if entry.kind is Kind.FOLDER:
        return StickFinding(Question.COMPLETE, shown, words("a folder that is not on the signed list"), fix)
    if names.is_program(entry.name):
        return StickFinding(
            Question.CLEAN, shown, words("a program or shortcut that is not on the signed list"), fix
        )
    return StickFinding(Question.COMPLETE, shown, words("a file that is not on the signed list"), fix)


def _delete(words: Translator) -> str:
    return words("delete it from the stick; if it comes back, the computer has a virus: use another computer")


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _ending(name: str) -> str:
    return name.rstrip(" .").lower().rpartition(".")[2]
