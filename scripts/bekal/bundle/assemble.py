"""Puts an edition together: payload, ``SHA256SUMS``, manifest, signature, and the two files of the stick's root.

The folder is built beside its destination and then takes its place; a failure leaves what was there before.
Times, order and modes are fixed, so that the same input gives the same bytes.
What the payload says is the work of other rooms; here only names and sizes are looked at.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bekal.bundle import names
from bekal.bundle.manifest import Manifest, PayloadFile, checksums, parse_manifest
from bekal.bundle.minisign import sign
from bekal.bundle.readme import build_readme
from bekal.bundle.refused import NameRefusedError, RefusedError
from bekal.bundle.start_page import build_start_page
from bekal.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bekal.bundle.edition_info import EditionInfo
    from bekal.bundle.minisign import SecretKey
    from bekal.locale import Translator

_CHUNK = 1024 * 1024


def assemble_bundle(
    parts: Mapping[str, Path], edition: EditionInfo, key: SecretKey, destination: Path, words: Translator
) -> Manifest:
    """Write the bundle of ``edition`` to ``destination`` and return its manifest.

    ``parts`` names the payload by its place in the edition: ``{"HP": folder, "SITUS": folder}``; a value may also be
    a file.
    Raises ``ProjectError`` when a name could not be kept by a stick, or ``destination`` holds something else.
    """
    sources = _gather(parts, words)
    _require_ours(destination, words)
    destination.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{destination.name}-", dir=destination.parent))
    try:
        manifest = _fill(fresh, sources, edition, key, words)
        _fix_times_and_modes(fresh, edition.created.timestamp())
        _swap(fresh, destination)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def assemble_village(
    base: Path,
    manifest: Manifest,
    local: Mapping[str, str],
    edition: EditionInfo,
    key: SecretKey,
    destination: Path,
    words: Translator,
) -> Manifest:
    """Write the edition of a village to ``destination`` and return its manifest.

    ``base`` is the bundle of the base edition, ``manifest`` its manifest, ``local`` the texts that the village has for
    itself, by their place in the edition; its manifest declares which of them differ.
    Everything else shares its bytes with the base edition where the file system can, and is copied where it cannot.
    Shared files belong to several bundles: nothing here or elsewhere changes a file of a bundle in place.
    """
    _require_ours(destination, words)
    destination.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{destination.name}-", dir=destination.parent))
    try:
        folder, source = fresh / edition.folder, base / manifest.folder
        known = {file.path: file for file in manifest.payload}
        texts = {path: text.encode() for path, text in local.items()}
        payload, differs = [], []
        for inside in {path.rpartition("/")[0] for path in known.keys() | texts.keys()}:
            (folder / inside).mkdir(parents=True, exist_ok=True)
        for path in sorted(known.keys() | texts.keys()):
            file = _describe(path, texts[path]) if path in texts else known[path]
            payload.append(file)
            if file == known.get(path):
                _share(source / path, folder / path)
            else:
                differs.append(path)
                (folder / path).write_bytes(texts[path])
        made = _seal(fresh, payload, edition, key, words, tuple(differs))
        own = [*differs, *names.SEALS]
        _fix_times_and_modes(fresh, edition.created.timestamp(), [folder / path for path in own])
        _swap(fresh, destination)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return made


def _describe(path: str, data: bytes) -> PayloadFile:
    return PayloadFile(path, len(data), hashlib.sha256(data).hexdigest())


def _share(source: Path, target: Path) -> None:
    """Let ``target`` be the same file as ``source``; where links are not known or used up, a copy of it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _gather(parts: Mapping[str, Path], words: Translator) -> dict[str, Path]:
    """Give every payload file by its path in the edition, sorted; raises for what cannot go on a stick."""
    sources: dict[str, Path] = {}
    for part, root in parts.items():
        found = [root] if root.is_file() else sorted(root.rglob("*"))
        if not root.exists() or not found:
            raise ProjectError(
                words("{path} is missing or empty, and {part} is to be made from it", path=root, part=part),
                words("build the pages first"),
            )
        for source in found:
            if source.is_dir() and not source.is_symlink():
                continue
            path = part if source == root else f"{part}/{source.relative_to(root).as_posix()}"
            try:
                _check_source(source, path)
            except NameRefusedError as refusal:
                raise ProjectError(
                    words("{path} cannot go on a stick: {reason}", path=path, reason=refusal.in_words(words)),
                    words("rename or remove the file"),
                ) from None
            sources[path] = source
    try:
        names.check_unique(sorted(sources))
    except NameRefusedError as refusal:
        raise ProjectError(
            words(
                "{path} cannot go on a stick: {reason}",
                path=", ".join(sorted(parts)),
                reason=refusal.in_words(words),
            ),
            words("rename or remove the file"),
        ) from None
    return {path: sources[path] for path in sorted(sources)}


def _check_source(source: Path, path: str) -> None:
    if source.is_symlink() or not source.is_file():
        raise NameRefusedError("it is no plain file")
    names.check_payload_path(path)
    if names.is_program(path) and not path.endswith(".js"):
        raise NameRefusedError("it is a program or a shortcut, and a stick of ours never has one")


def _require_ours(destination: Path, words: Translator) -> None:
    if destination.is_symlink() or (destination.exists() and not destination.is_dir()):
        strangers = [destination.name]
    else:
        entries = destination.iterdir() if destination.exists() else iter(())
        strangers = [
            entry.name
            for entry in entries
            if entry.name not in (names.START_PAGE, names.README) and not names.release_of_folder(entry.name)
        ]
    if strangers:
        raise ProjectError(
            words(
                "{path} holds {name}, which is no part of a bundle",
                path=destination,
                name=min(strangers),
            ),
            words("move it away, or choose another folder"),
        )


def _fill(
    fresh: Path, sources: Mapping[str, Path], edition: EditionInfo, key: SecretKey, words: Translator
) -> Manifest:
    folder = fresh / edition.folder
    payload = []
    for path, source in sources.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        payload.append(_copy(source, target, path))
    return _seal(fresh, payload, edition, key, words)


def _seal(
    fresh: Path,
    payload: Sequence[PayloadFile],
    edition: EditionInfo,
    key: SecretKey,
    words: Translator,
    differs: tuple[str, ...] = (),
) -> Manifest:
    """Write what makes files an edition: sums, manifest, signature, and the two files of the root."""
    folder = fresh / edition.folder
    manifest = Manifest(
        release=edition.release,
        created=edition.created,
        channel=edition.channel,
        village=edition.village,
        locales=edition.locales,
        expires=edition.expires,
        payload=tuple(payload),
        root={names.README: build_readme(edition, key.public), names.START_PAGE: build_start_page(edition)},
        differs=differs,
    )
    data = manifest.to_bytes()
    try:
        parse_manifest(data)
    except RefusedError as refusal:
        raise ProjectError(
            words("the manifest would not be accepted: {reason}", reason=refusal.in_words(words)),
            words("mend release, village, dates or files as it says"),
        ) from None
    (folder / names.CHECKSUMS).write_bytes(checksums(manifest, hashlib.sha256(data).hexdigest()))
    (folder / names.MANIFEST).write_bytes(data)
    (folder / names.SIGNATURE).write_bytes(sign(data, key, manifest.comment))
    for name, text in manifest.root.items():
        (fresh / name).write_bytes(text.encode("ascii"))
    return manifest


def _copy(source: Path, target: Path, path: str) -> PayloadFile:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as reader, target.open("xb") as writer:
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            writer.write(chunk)
    return PayloadFile(path, size, digest.hexdigest())


def _fix_times_and_modes(fresh: Path, moment: float, files: Iterable[Path] | None = None) -> None:
    """Set times and modes of everything below ``fresh``; of files only ``files`` and those of the root, if given.

    What is shared with the base edition has them already.
    """
    even = int(moment) // 2 * 2  # FAT counts in steps of two seconds
    everything = [*fresh.rglob("*")]
    if files is not None:
        everything = [path for path in everything if path.is_dir() or path.parent == fresh] + list(files)
    for path in [*everything, fresh]:
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (even, even))


def _swap(fresh: Path, destination: Path) -> None:
    """Let ``fresh`` take the place of ``destination``; when that fails, the old one is put back."""
    if not destination.exists():
        fresh.rename(destination)
        return
    stale = Path(tempfile.mkdtemp(prefix=f".{destination.name}-old-", dir=destination.parent))
    try:
        destination.rename(stale / destination.name)
        try:
            fresh.rename(destination)
        except BaseException:
            with suppress(OSError):
                (stale / destination.name).rename(destination)
            raise
        shutil.rmtree(stale, ignore_errors=True)
    finally:
        with suppress(OSError):
            stale.rmdir()
