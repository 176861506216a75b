"""Whether an authentic edition's folder holds exactly what was signed: nothing missing, extra or changed.

What the signed list names is read, and never more of it than the list says.
Who signed it is ``edition`` and comes first; what the files are that are not on the list is ``extras``.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Final, Self

from bekal.bundle import names
from bekal.bundle.manifest import checksums
from bekal.stick.extras import Extras, Place, stranger
from bekal.stick.verdict import Question, StickFinding
from bekal.stick.volume import Entry, Kind, Volume

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set
    from concurrent.futures import Future

    from bekal.bundle.manifest import Manifest
    from bekal.locale import Translator
    from bekal.stick.edition import EditionFolder

_READ_ALREADY: Final = frozenset({names.MANIFEST, names.SIGNATURE})
"""Read and verified before the payload, or the edition would not be authentic."""
_WORTH_A_THREAD: Final = 512 * 1024
"""Bytes below which handing over to a thread takes longer than hashing."""


def check_content(
    volume: Volume,
    edition: EditionFolder,
    words: Translator,
    advance: Callable[[int], None],
    *,
    is_proven: bool = False,
) -> list[StickFinding]:
    """Compare the folder of an authentic edition with its signed list: missing, extra, changed.

    ``is_proven`` says that every byte was read back and compared a moment ago; then names and sizes are enough.
    """
    if edition.manifest is None:
        return []
    listed = _listed(edition, edition.manifest)
    found, extras, findings = _walk(volume, edition.folder, listed.keys(), folders_of(listed), words)
    places, differences = dict.fromkeys(listed, Place.EMPTY), dict[str, StickFinding]()
    for path, (size, digest) in listed.items():
        place = f"{edition.folder}/{path}"
        if path not in found:
            differences[path] = StickFinding(
                Question.COMPLETE, place, words("missing from the stick"), _write_again(words)
            )
            advance(size)
            continue
        places[path] = Place.RIGHT
        if path in _READ_ALREADY:
            continue
        if is_proven and found[path].size == size:
            advance(size)
            continue
        problem = _compare(volume, place, found[path].size, (size, digest), words, advance)
        if problem:
            places[path] = Place.CHANGED
            many = words("changed (not as large as signed)") if found[path].size != size else ""
            differences[path] = StickFinding(Question.INTACT, place, problem, _write_again(words), many=many)
    named = Extras(volume, edition.folder, listed, places, words)
    findings += named.name(extras)
    return findings + [finding for path, finding in differences.items() if path not in named.found_again]


def _listed(edition: EditionFolder, manifest: Manifest) -> dict[str, tuple[int, str]]:
    """Give size and SHA-256 of every file that belongs into the edition's folder."""
    seals = {
        names.CHECKSUMS: checksums(manifest, hashlib.sha256(edition.manifest_bytes).hexdigest()),
        names.MANIFEST: edition.manifest_bytes,
        names.SIGNATURE: edition.signature_bytes,
    }
    return {file.path: (file.size, file.sha256) for file in manifest.payload} | {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in seals.items()
    }


def hash_file(volume: Volume, path: str, size: int, advance: Callable[[int], None]) -> tuple[int, str]:
    """Read a file back, at most one byte more than ``size``; give how many bytes came, and their SHA-256."""
    with Hashing() as hashing:
        for chunk in volume.read_back(path, size + 1):
            hashing.update(chunk)
            advance(len(chunk))
        return hashing.result()


class Hashing:
    """The SHA-256 of a stream; much of it is hashed by a second thread while the next bytes are read or written."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._count = 0
        self._gathered: list[bytes] = []
        self._gathered_bytes = 0
        self._at_work: tuple[Future[None], list[bytes]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._wait()

    def update(self, chunk: bytes) -> None:
        """Take the next chunk; what the thread and the list hold stays below two such loads."""
        self._count += len(chunk)
        self._gathered.append(chunk)
        self._gathered_bytes += len(chunk)
        if self._gathered_bytes >= _WORTH_A_THREAD:
            self._wait()
            self._at_work = (_hasher().submit(self._hash, self._gathered), self._gathered)
            self._gathered, self._gathered_bytes = [], 0

    def result(self) -> tuple[int, str]:
        """Give how many bytes came, and their SHA-256."""
        self._wait()
        self._hash(self._gathered)
        self._gathered, self._gathered_bytes = [], 0
        return self._count, self._digest.hexdigest()

    def _hash(self, chunks: Sequence[bytes]) -> None:
        for chunk in chunks:
            self._digest.update(chunk)

    def _wait(self) -> None:
        """Wait for the thread; what it has not begun with, because the computer is busy, is hashed here."""
        if self._at_work is None:
            return
        (work, chunks), self._at_work = self._at_work, None
        if work.cancel():
            self._hash(chunks)
        else:
            work.result()


@cache
def _hasher() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="bekal-hash")


def list_extras(volume: Volume, edition: EditionFolder, words: Translator) -> list[StickFinding]:
    """Name what lies in an authentic edition's folder and is not on its list, by names alone."""
    if edition.manifest is None:
        return []
    files = {file.path for file in edition.manifest.payload} | set(names.SEALS)
    _found, extras, findings = _walk(volume, edition.folder, files, folders_of(files), words)
    return findings + [stranger(f"{edition.folder}/{path}", entry, words) for path, entry in extras]


def folders_of(paths: Iterable[str]) -> set[str]:
    """Give every folder that ``paths`` lie in, without the outermost."""
    return {path.rsplit("/", depth)[0] for path in paths for depth in range(1, path.count("/") + 1)}


def _walk(
    volume: Volume, folder: str, files: Set[str], folders: Set[str], words: Translator
) -> tuple[dict[str, Entry], list[tuple[str, Entry]], list[StickFinding]]:
    """Find the listed files, everything else, and what cannot be listed; only listed folders are entered."""
    found: dict[str, Entry] = {}
    extras: list[tuple[str, Entry]] = []
    findings: list[StickFinding] = []
    for path, entry in _entries(volume, folder, folders, findings, words):
        if entry.kind is Kind.FILE and path in files:
            found[path] = entry
        elif not (entry.kind is Kind.FOLDER and path in folders):
            extras.append((path, entry))
    return found, extras, findings


def _entries(
    volume: Volume, folder: str, folders: Set[str], findings: list[StickFinding], words: Translator
) -> Iterator[tuple[str, Entry]]:
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            entries = volume.list_folder(f"{folder}/{inside}".rstrip("/"))
        except OSError as error:
            place = names.printable(f"{folder}/{inside}".rstrip("/"))
            findings.append(
                StickFinding(Question.INTACT, place, _unreadable(error, words), _other_stick(words))
            )
            continue
        for entry in entries:
            path = f"{inside}/{entry.name}".lstrip("/")
            yield path, entry
            if entry.kind is Kind.FOLDER and path in folders:
                waiting.append(path)


def _compare(
    volume: Volume,
    place: str,
    found: int,
    expected: tuple[int, str],
    words: Translator,
    advance: Callable[[int], None],
) -> str:
    """Say how a file differs from its size and SHA-256 on the list; empty when it does not."""
    size, _digest = expected
    if found != size:
        advance(size)
        return words(
            "changed ({found} bytes, expected {expected})",
            found=words.number(found),
            expected=words.number(size),
        )
    try:
        actual = hash_file(volume, place, size, advance)
    except OSError as error:
        return _unreadable(error, words)
    return "" if actual == expected else words("changed (same size, other content)")


def _unreadable(error: OSError, words: Translator) -> str:
    return words("cannot be read ({reason})", reason=error.strerror or type(error).__name__)


def _write_again(words: Translator) -> str:
    return words("write the bundle to the stick again; if it happens twice, use another stick")


def _other_stick(words: Translator) -> str:
    return words("write the bundle to another stick")
