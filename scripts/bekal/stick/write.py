"""Writes an edition to a stick so that pulling it out at any moment leaves the old edition or the new one.

The order is the whole point:

1. the names and sizes of the bundle are compared with its signed list
2. the current edition on the stick is read; only if it is whole are the editions before it removed
3. the new folder is written; what is read from the bundle is hashed on its way, and a bundle that is not as it was
   signed ends the write and is taken back; every file is synced, every folder synced, every byte read back and compared
4. ``SHA256SUMS``, the manifest, and last of all the signature, each synced and read back
5. ``BACA-SAYA.txt`` is overwritten in place; it leads nowhere, and the text of either edition is right
6. ``BUKA.HTM``, one sector, is overwritten in place and synced: only now do readers meet the new edition

A file of an interrupted write that is already right is kept, but not on FAT and exFAT, where the folder is begun anew.
Other people's files are never touched.
What may be written where is ``plan``; what the stick is worth afterwards is ``verify``.
"""

from __future__ import annotations

import errno
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bekal.bundle import names
from bekal.bundle.manifest import checksums
from bekal.bundle.minisign import SIGNATURE_BYTES
from bekal.errors import StickError
from bekal.stick.content import Hashing, check_content, folders_of, hash_file, list_extras
from bekal.stick.plan import missing_bytes, require_room, unfit_bundle
from bekal.stick.trouble import stick_trouble
from bekal.stick.volume import Kind, Volume, read_small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bekal.bundle.manifest import PayloadFile
    from bekal.locale import Translator
    from bekal.stick.edition import EditionFolder
    from bekal.stick.plan import WritePlan

_SYNC_EVERY: Final = 32 * 1024 * 1024
"""Bytes that may wait before the device is asked to have them; many small files go faster together."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did."""

    folder: str
    written: int
    """Files written now."""
    kept: int
    """Files that were right already."""
    removed: tuple[str, ...]
    """Folders of outdated editions that were removed."""
    proven: frozenset[str]
    """Folders whose every byte was read back and compared."""


def carry_out(
    plan: WritePlan, words: Translator, advance: Callable[[int], None] = lambda _count: None
) -> Written:
    """Write the plan's edition; raises ``StickError`` with one sentence, whatever stops it.

    ``advance`` is told the bytes done, ``plan.total_bytes`` in all.
    """
    try:
        with plan.stick.locked() as is_ours:
            if not is_ours:
                raise StickError(
                    words("another bekal is writing to {path} right now", path=plan.stick.name),
                    words("wait until it has ended, then check the stick"),
                )
            return _Writer(plan, words, advance).write()
    except OSError as error:
        raise _stopped(error, plan, words) from error


@dataclass(slots=True)
class _Writer:
    """One write, step by step."""

    plan: WritePlan
    words: Translator
    advance: Callable[[int], None]
    written: int = 0
    kept: int = 0
    proven: set[str] = field(default_factory=set)
    made: list[str] = field(default_factory=list)
    unsynced: list[str] = field(default_factory=list)
    unsynced_bytes: int = 0

    @property
    def stick(self) -> Volume:
        return self.plan.stick

    def write(self) -> Written:
        self._check_bundle()
        removed = self._remove_outdated()
        self._begin_anew()
        self._write_payload()
        self._write_seals()
        for name in (names.README, names.START_PAGE):
            self._write_signpost(name, self.plan.manifest.root[name].encode("ascii"))
        self.proven.add(self.plan.manifest.folder)
        return Written(self.plan.manifest.folder, self.written, self.kept, removed, frozenset(self.proven))

    def _begin_anew(self) -> None:
        """Remove what an interrupted write left, where its tables cannot be trusted; readers never met it.

        On FAT a file may be there, right in every byte, whose clusters are marked free: the next new file would be
        written over it, after it was found right.
        On exFAT a folder may be there that takes no new file.
        Removing meets such a break before anything is written; Linux then makes the stick read-only until a repair.
        """
        folder, current = self.plan.manifest.folder, self.plan.current
        if self.stick.can_resume() or (current is not None and current.folder == folder):
            return
        if self.stick.look_at(folder) and not list_extras(self.stick, self.plan.edition, self.words):
            self._remove_edition(self.plan.edition)
        if current is None:
            for name in (names.START_PAGE, names.README):
                self._remove_if_there(name)
        self.stick.sync_folder("")

    def _check_bundle(self) -> None:
        """Look at names and sizes only: the bytes are compared while they are copied."""
        findings = check_content(
            self.plan.bundle, self.plan.edition, self.words, lambda _count: None, is_proven=True
        )
        if findings:
            raise unfit_bundle(self.plan.bundle, findings[0].path, findings[0].message, self.words)

    def _remove_outdated(self) -> tuple[str, ...]:
        removed = list(self.plan.remains)
        for folder in self.plan.remains:
            self._remove_edition(replace(self.plan.edition, folder=folder))
        current = self.plan.current
        if current is not None and self.plan.outdated:
            if check_content(self.stick, current, self.words, self.advance):
                require_room(self.plan, self.words, counting_outdated=False)
            else:
                self.proven.add(current.folder)
                for old in self.plan.outdated:
                    self._remove_edition(old)
                    removed.append(old.folder)
        if removed:
            self.stick.sync_folder("")
        return tuple(removed)

    def _remove_edition(self, old: EditionFolder) -> None:
        """Remove an edition, its signature last: as long as that is there, an interrupted removal can go on.

        The device has to have the rest removed first: after a repair, FAT may give a file back empty whose removal was
        on its way, and with a broken list of files nobody could tell what else in the folder is ours.
        """
        if old.manifest is None:
            return
        paths = [file.path for file in old.manifest.payload]
        for path in paths:
            self._remove_if_there(f"{old.folder}/{path}")
        for folder in sorted(folders_of(paths), key=lambda folder: (-folder.count("/"), folder)):
            if self.stick.look_at(f"{old.folder}/{folder}") is not None:
                self.stick.remove_folder(f"{old.folder}/{folder}")
        self.stick.sync_folder(old.folder)
        for name in names.SEALS:
            self._remove_if_there(f"{old.folder}/{name}")
        self.stick.remove_folder(old.folder)

    def _remove_if_there(self, path: str) -> None:
        if self.stick.look_at(path) is not None:
            self.stick.remove_file(path)

    def _write_payload(self) -> None:
        folder, payload = self.plan.manifest.folder, self.plan.manifest.payload
        inner = sorted(f"{folder}/{path}" for path in folders_of(file.path for file in payload))
        for path in [folder, *inner]:
            self._make_folder(path)
        try:
            fresh = [file for file in payload if self._copy(f"{folder}/{file.path}", file)]
        except StickError:
            self._take_back()
            raise
        self._sync_files()
        for path in [*reversed(inner), folder, ""]:
            self.stick.sync_folder(path)
        for file in fresh:
            self._read_back(f"{folder}/{file.path}", file.size, file.sha256, self.advance)

    def _copy(self, path: str, file: PayloadFile) -> bool:
        """Copy one file of the payload; false when it is there and right already."""
        if self._is_right(path, file.size, file.sha256):
            self.kept += 1
            self.advance(2 * file.size)
            return False
        self._create(path, self._from_bundle(path, file), file.size)
        return True

    def _take_back(self) -> None:
        """Remove what this write made, so that an unfit bundle leaves no unfinished edition; never more than that."""
        with suppress(OSError):
            for path in reversed(self.made):
                entry = self.stick.look_at(path)
                if entry is not None and entry.kind is Kind.FOLDER:
                    self.stick.remove_folder(path)
                elif entry is not None:
                    self.stick.remove_file(path)
            self.stick.sync_folder("")

    def _write_seals(self) -> None:
        folder, data = self.plan.manifest.folder, self.plan.edition.manifest_bytes
        signature = read_small(self.plan.bundle, f"{folder}/{names.SIGNATURE}", SIGNATURE_BYTES)
        sums = checksums(self.plan.manifest, hashlib.sha256(data).hexdigest())
        for name, content in zip(names.SEALS, (sums, data, signature), strict=True):
            path, digest = f"{folder}/{name}", hashlib.sha256(content).hexdigest()
            if not self._is_right(path, len(content), digest):
                self._create(path, [content], len(content))
                self._sync_files()
                self._read_back(path, len(content), digest, lambda _count: None)
        self.stick.sync_folder(folder)
        self.stick.sync_folder("")

    def _write_signpost(self, name: str, content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest()
        if self.stick.look_at(name) is None:
            self._create(name, [content], len(content))
            self._sync_files()
            self.stick.sync_folder("")
        elif read_small(self.stick, name, len(content)) != content:
            self.stick.overwrite_in_place(name, content)
        self._read_back(name, len(content), digest, lambda _count: None)

    def _make_folder(self, path: str) -> None:
        entry = self.stick.look_at(path)
        if entry is None:
            self.made.append(path)
            self.stick.make_folder(path)
        elif entry.kind is not Kind.FOLDER:
            raise self._in_the_way(path)

    def _is_right(self, path: str, size: int, digest: str) -> bool:
        """Whether the file is there and right; a wrong one of the same name is removed."""
        entry = self.stick.look_at(path)
        if entry is None:
            return False
        if entry.kind is not Kind.FILE:
            raise self._in_the_way(path)
        if entry.size == size:
            self.stick.sync_file(path)
            try:
                if hash_file(self.stick, path, size, lambda _count: None) == (size, digest):
                    return True
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
        self.stick.remove_file(path)
        return False

    def _create(self, path: str, chunks: Iterable[bytes], size: int) -> None:
        self.made.append(path)
        self.stick.create_file(path, chunks)
        self.written += 1
        self.unsynced.append(path)
        self.unsynced_bytes += size
        if self.unsynced_bytes >= _SYNC_EVERY:
            self._sync_files()

    def _sync_files(self) -> None:
        for path in self.unsynced:
            self.stick.sync_file(path)
        self.unsynced.clear()
        self.unsynced_bytes = 0

    def _from_bundle(self, path: str, file: PayloadFile) -> Iterator[bytes]:
        """Give the file's bytes; ends in ``StickError`` unless they were those that the bundle's maker signed."""
        try:
            with Hashing() as hashing:
                for chunk in self.plan.bundle.read_back(path, file.size + 1):
                    hashing.update(chunk)
                    yield chunk
                    self.advance(len(chunk))
                found = hashing.result()
        except OSError as error:
            raise unfit_bundle(self.plan.bundle, path, error.strerror or str(error), self.words) from error
        if found != (file.size, file.sha256):
            message = self.words("changed: it is not the one that was signed")
            raise unfit_bundle(self.plan.bundle, path, message, self.words)

    def _read_back(self, path: str, size: int, digest: str, advance: Callable[[int], None]) -> None:
        if hash_file(self.stick, path, size, advance) != (size, digest):
            raise StickError(
                self.words("{path} came back from the stick differently than it was written", path=path),
                self.words(
                    "write to the stick again; if it happens twice, the stick is broken: use another one"
                ),
            )

    def _in_the_way(self, path: str) -> StickError:
        return StickError(
            self.words(
                "{path} holds something else called {name}", path=self.stick.name, name=names.printable(path)
            ),
            self.words(
                "rename or remove it, or use another stick; bekal overwrites nothing that is not its own"
            ),
        )


def _stopped(error: OSError, plan: WritePlan, words: Translator) -> StickError:
    if error.errno != errno.ENOSPC:
        return stick_trouble(error, plan.stick.name, words)
    try:
        missing = max(missing_bytes(plan, counting_outdated=False), 1)
    except OSError:
        missing = plan.edition.payload_bytes
    return StickError(
        words(
            "{path} became full: {missing} bytes are missing",
            path=plan.stick.name,
            missing=words.number(missing),
        ),
        words("make room on the stick and write again"),
    )
