"""Before a write: whether the bundle is fit, may go on this stick and has room there, and what it replaces.

``prepare`` only reads; it refuses with one sentence and what to do.
Doing it is ``write``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bekal.bundle import names
from bekal.bundle.manifest import README_BYTES, START_PAGE_BYTES, Manifest, checksums
from bekal.bundle.readme import FIRST_WORDS
from bekal.config import release_key
from bekal.errors import StickError
from bekal.stick.content import folders_of, list_extras
from bekal.stick.edition import EditionFolder, Standing
from bekal.stick.trouble import stick_trouble
from bekal.stick.verify import Inspection, check_root_files, inspect, read_root_file, start_page_leads_to
from bekal.stick.volume import Kind, Volume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bekal.bundle.minisign import PublicKey
    from bekal.locale import Translator


@dataclass(frozen=True, slots=True)
class WritePlan:
    """What a write will do."""

    bundle: Volume
    stick: Volume
    edition: EditionFolder
    """The bundle's one edition; its payload is checked by ``write`` while it is copied."""
    manifest: Manifest
    current: EditionFolder | None
    """The edition that the start page on the stick leads to."""
    outdated: tuple[EditionFolder, ...]
    """Authentic editions older than the current one, to be removed once the current one verified."""
    remains: tuple[str, ...]
    """Folders that a pull left: of a removal interrupted at its end, with nothing but seals in them; of a write whose
    long name did not arrive, with nothing in them that is not of the edition to be written."""

    @property
    def total_bytes(self) -> int:
        """How many bytes ``carry_out`` reports: current edition read, written, read back."""
        current = self.current.payload_bytes if self.current and self.outdated else 0
        return 2 * self.edition.payload_bytes + current


def prepare(bundle: Volume, stick: Volume, trusted: Sequence[PublicKey], words: Translator) -> WritePlan:
    """Look at both sides; raises ``StickError`` when the bundle must not be written, or not to this stick."""
    edition, manifest = _read_bundle(bundle, trusted, words)
    try:
        return _plan(bundle, stick, trusted, (edition, manifest), words)
    except OSError as error:
        raise stick_trouble(error, stick.name, words) from error


def _plan(
    bundle: Volume,
    stick: Volume,
    trusted: Sequence[PublicKey],
    content: tuple[EditionFolder, Manifest],
    words: Translator,
) -> WritePlan:
    edition, manifest = content
    found = inspect(stick, trusted, words, may_be_new=True)
    _refuse_unreadable(found, words)
    _refuse_strangers_files(found, manifest, words)
    _refuse_older(found, edition, manifest, words)
    current = start_page_leads_to(found)
    plan = WritePlan(
        bundle,
        stick,
        edition,
        manifest,
        current,
        _outdated(found, current, manifest, words),
        _remains(found, edition, manifest, words),
    )
    require_room(plan, words, counting_outdated=True)
    return plan


def require_room(plan: WritePlan, words: Translator, *, counting_outdated: bool) -> None:
    """Raise ``StickError`` with what is missing unless the new edition fits beside the current one."""
    missing = missing_bytes(plan, counting_outdated=counting_outdated)
    if missing > 0:
        raise StickError(
            words(
                "{path} is too full: {missing} bytes are missing for release {release} beside what must stay",
                path=plan.stick.name,
                missing=words.number(missing),
                release=plan.manifest.release,
            ),
            words("make room on the stick, or use a larger one; nothing that can be opened was changed"),
        )


def missing_bytes(plan: WritePlan, *, counting_outdated: bool) -> int:
    """How many bytes do not fit, in whole clusters; zero or less when everything does."""
    room = plan.stick.room()

    def taken(size: int) -> int:
        return -(-size // room.cluster) * room.cluster

    folder, manifest = plan.manifest.folder, plan.manifest
    needed = 0
    for path, size in expected_sizes(plan).items():
        entry = plan.stick.look_at(f"{folder}/{path}")
        needed += taken(size) - (taken(entry.size) if entry else 0)
    for inner in ["", *folders_of(file.path for file in manifest.payload)]:
        needed += 0 if plan.stick.look_at(f"{folder}/{inner}".rstrip("/")) else 2 * room.cluster
    for name, text in manifest.root.items():
        needed += 0 if plan.stick.look_at(name) else taken(len(text))
    if counting_outdated:
        for old in plan.outdated:
            needed -= sum(taken(file.size) for file in old.manifest.payload) if old.manifest else 0
    return needed - room.free


def expected_sizes(plan: WritePlan) -> dict[str, int]:
    """Give the size of every file that the edition's folder will hold; the signature's is a round guess."""
    sizes = {file.path: file.size for file in plan.manifest.payload}
    sizes[names.CHECKSUMS] = len(checksums(plan.manifest, "0" * 64))
    sizes[names.MANIFEST] = len(plan.edition.manifest_bytes)
    sizes[names.SIGNATURE] = 512
    return sizes


def _read_bundle(
    bundle: Volume, trusted: Sequence[PublicKey], words: Translator
) -> tuple[EditionFolder, Manifest]:
    found = inspect(bundle, trusted, words)
    problems = [edition.finding for edition in found.editions if edition.finding] + check_root_files(
        found, words
    )
    if problems:
        raise unfit_bundle(bundle, problems[0].path, problems[0].message, words)
    if len(found.editions) != 1 or found.editions[0].manifest is None:
        raise unfit_bundle(bundle, names.EDITION_PREFIX, words("it does not hold exactly one edition"), words)
    return found.editions[0], found.editions[0].manifest


def unfit_bundle(bundle: Volume, path: str, message: str, words: Translator) -> StickError:
    """Make the error for a bundle that is not as it was signed."""
    return StickError(
        words(
            "the bundle {bundle} is not written: {path}: {message}",
            bundle=bundle.name,
            path=path,
            message=message,
        ),
        words(
            "make it anew with 'bekal bundle'; a bundle from someone else needs 'bekal key trust FILE' first"
        ),
    )


def _refuse_unreadable(found: Inspection, words: Translator) -> None:
    """Refuse a stick that fails at an edition's seals: nobody can tell whether that edition is newer."""
    for old in found.editions:
        if old.standing is Standing.UNREADABLE and old.finding is not None:
            raise StickError(
                words(
                    "{folder} on {path} cannot be read, so nobody can tell whether it is newer",
                    folder=names.printable(old.folder),
                    path=found.volume.name,
                ),
                old.finding.fix,
            )


def _refuse_strangers_files(found: Inspection, manifest: Manifest, words: Translator) -> None:
    """Refuse to write over anything that is not ours, or that a stick would confuse with ours."""
    ours = {names.START_PAGE: Kind.FILE, names.README: Kind.FILE, manifest.folder: Kind.FOLDER}
    by_case = {name.casefold(): name for name in ours}
    for entry in found.root:
        name = by_case.get(entry.name.casefold())
        if name is not None and (entry.name != name or entry.kind is not ours[name]):
            raise _in_the_way(found, entry.name, words)
    if any(names.release_of_folder(old.folder) for old in found.editions):
        return
    for name, size, mark in (
        (names.START_PAGE, START_PAGE_BYTES, names.EDITION_PREFIX),
        (names.README, README_BYTES, FIRST_WORDS),
    ):
        content = read_root_file(found, name, size)
        if content and mark.encode("ascii") not in content:
            raise _in_the_way(found, name, words)


def _in_the_way(found: Inspection, name: str, words: Translator) -> StickError:
    return StickError(
        words(
            "{path} holds something else called {name}", path=found.volume.name, name=names.printable(name)
        ),
        words("rename or remove it, or use another stick; bekal overwrites nothing that is not its own"),
    )


def _refuse_older(found: Inspection, edition: EditionFolder, manifest: Manifest, words: Translator) -> None:
    newest = max(
        (old.manifest.release for old in found.authentic if old.manifest), key=release_key, default=None
    )
    if newest is not None and release_key(newest) > release_key(manifest.release):
        raise StickError(
            words(
                "{path} holds the newer release {newest}; {release} would be a step back",
                path=found.volume.name,
                newest=newest,
                release=manifest.release,
            ),
            words("write the newest bundle, or use another stick"),
        )
    for old in found.editions:
        if old.folder != edition.folder:
            continue
        is_other = old.standing is Standing.AUTHENTIC and old.manifest_bytes != edition.manifest_bytes
        if is_other or old.standing is Standing.STRANGER:
            raise _same_release(found, old.manifest, manifest, words)


def _same_release(found: Inspection, old: Manifest | None, new: Manifest, words: Translator) -> StickError:
    """Make the error for a stick whose edition has the same release and is not the one being written.

    Both would lie in one folder, and a folder is never changed once it was written.
    """
    if old is None or old.village == new.village:
        return StickError(
            words(
                "{path} holds another edition with the same release {release}",
                path=found.volume.name,
                release=new.release,
            ),
            words("raise extra.release in mkdocs.yml and make the bundle anew, or use another stick"),
        )
    return StickError(
        words(
            "{path} holds release {release} as {old}, and this is {new}",
            path=found.volume.name,
            release=new.release,
            old=whose_edition(old, words),
            new=whose_edition(new, words),
        ),
        words(
            "use another stick; or delete {folder}, BUKA.HTM and BACA-SAYA.txt from this one and write again",
            folder=new.folder,
        ),
    )


def whose_edition(manifest: Manifest, words: Translator) -> str:
    """Name the village of an edition, or the base edition."""
    if manifest.village is None:
        return words("the edition for every village")
    return words("the edition of the village {village}", village=manifest.village)


def _outdated(
    found: Inspection, current: EditionFolder | None, manifest: Manifest, words: Translator
) -> tuple[EditionFolder, ...]:
    """Give the editions before the current one; none while the current one is the one being written.

    An edition among which other people's files lie stays, with them.
    """
    if current is None or current.manifest is None or current.folder == manifest.folder:
        return ()
    reached = release_key(current.manifest.release)
    return tuple(
        old
        for old in found.authentic
        if old.manifest
        and release_key(old.manifest.release) < reached
        and not list_extras(found.volume, old, words)
    )


def _remains(
    found: Inspection, edition: EditionFolder, manifest: Manifest, words: Translator
) -> tuple[str, ...]:
    def is_bare(folder: str) -> bool:
        if names.is_shortened(folder):
            return not list_extras(found.volume, replace(edition, folder=folder), words)
        entries = found.volume.list_folder(folder)
        return all(entry.kind is Kind.FILE and entry.name in names.SEALS for entry in entries)

    return tuple(
        old.folder
        for old in found.editions
        if old.standing in (Standing.UNFINISHED, Standing.FORGED)
        and old.folder != manifest.folder
        and (names.release_of_folder(old.folder) or names.is_shortened(old.folder))
        and is_bare(old.folder)
    )
