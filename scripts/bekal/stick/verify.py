"""Says what a stick is worth, in five questions and one of three verdicts.

authentic  every ``BEKAL-`` folder is signed by a key this computer trusts; phone readers browse folders, so a second
           folder that is not makes the whole stick *jangan dipakai*
complete   each edition holds what was signed and nothing else; ``BUKA.HTM`` is the signed start page;
           ``BACA-SAYA.txt`` is as signed by any authentic edition here (an interrupted update leaves either one)
intact     every byte is the signed one
current    the newest edition is the newest this computer has seen, nothing in it expired since it was made, and the
           start page leads to it; the only question whose "no" is not *jangan dipakai*
clean      nothing that stick viruses leave

Bytes are verified before they are interpreted, reading is bounded, nothing is printed, written or remembered.
Trusted keys, what was seen before, and the day come in as values; a day before the edition was made is a computer
with a wrong clock and proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bekal.bundle import names
from bekal.bundle.manifest import README_BYTES, START_PAGE_BYTES
from bekal.config import release_key
from bekal.errors import StickError
from bekal.stick.clean import find_unclean
from bekal.stick.content import check_content
from bekal.stick.edition import EditionFolder, Standing, read_edition
from bekal.stick.verdict import Question, StickFinding, StickReport
from bekal.stick.volume import Entry, Kind, Volume, read_small

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from bekal.bundle.minisign import PublicKey
    from bekal.locale import Translator
    from bekal.stick.seen import SeenReleases


@dataclass(frozen=True, slots=True)
class Inspection:
    """A stick whose signatures were looked at and whose payload was not yet read."""

    volume: Volume
    root: tuple[Entry, ...]
    editions: tuple[EditionFolder, ...]
    """Every folder that bears an edition's name, authentic or not, the newest first."""

    @property
    def authentic(self) -> list[EditionFolder]:
        """The editions that a trusted key signed, the newest first."""
        return [edition for edition in self.editions if edition.standing is Standing.AUTHENTIC]

    @property
    def payload_bytes(self) -> int:
        """How many bytes ``judge`` will read."""
        return sum(edition.payload_bytes for edition in self.editions)


def inspect(
    volume: Volume, trusted: Sequence[PublicKey], words: Translator, *, may_be_new: bool = False
) -> Inspection:
    """List the root and read every edition's signature and manifest.

    Raises ``StickError`` when the stick cannot be read, or when this is not the folder to choose; ``may_be_new`` says
    that a stick on which nothing of ours lies is welcome too.
    """
    root = tuple(list_root(volume, words))
    _require_root(volume, root, words, may_be_new=may_be_new)
    editions = [
        read_edition(volume, entry.name, trusted, words)
        for entry in root
        if entry.kind is Kind.FOLDER and names.is_edition_name(entry.name)
    ]
    return Inspection(volume, root, tuple(sorted(editions, key=_newest_first)))


def judge(
    inspection: Inspection,
    seen: SeenReleases,
    today: dt.date,
    words: Translator,
    advance: Callable[[int], None] = lambda _count: None,
    proven: AbstractSet[str] = frozenset(),
) -> StickReport:
    """Answer the five questions; ``advance`` is told the bytes done.

    ``proven`` names edition folders whose every byte was read back and compared a moment ago.
    """
    volume = inspection.volume
    findings = [edition.finding for edition in inspection.editions if edition.finding]
    if not inspection.editions:
        findings.append(_no_edition(words))
    for edition in inspection.authentic:
        is_proven = edition.folder in proven
        findings += check_content(volume, edition, words, advance, is_proven=is_proven)
    findings += check_root_files(inspection, words)
    findings += _check_age(inspection, seen, today, words)
    findings += find_unclean(volume, inspection.root, words)
    newest = inspection.authentic[0] if inspection.authentic else None
    files = sum(len(edition.manifest.payload) for edition in inspection.authentic if edition.manifest)
    return StickReport(
        tuple(_once(findings)), newest.manifest if newest else None, newest.key if newest else None, files
    )


def list_root(volume: Volume, words: Translator) -> list[Entry]:
    """List the root; raises ``StickError`` when it is no folder, or cannot be read."""
    try:
        return volume.list_folder("")
    except OSError as error:
        raise StickError(
            words("{path} cannot be read: {reason}", path=volume.name, reason=error.strerror or str(error)),
            words(
                "plug the stick in again, and name the stick itself, for example E: or /media/…/BEKAL; "
                "if it was pulled out too early before, let the computer repair it"
            ),
        ) from error


def start_page_leads_to(inspection: Inspection) -> EditionFolder | None:
    """Give the authentic edition whose signed start page is the one on the stick; ``None`` for any other page."""
    page = read_root_file(inspection, names.START_PAGE, START_PAGE_BYTES)
    for edition in inspection.authentic:
        if edition.manifest and edition.manifest.root[names.START_PAGE].encode("ascii") == page:
            return edition
    return None


def read_root_file(inspection: Inspection, name: str, limit: int) -> bytes | None:
    """Read a signpost of the root; ``None`` when it is missing, no plain file, or unreadable."""
    entry = next((entry for entry in inspection.root if entry.name == name), None)
    if entry is None or entry.kind is not Kind.FILE:
        return None
    try:
        return read_small(inspection.volume, name, limit)
    except OSError:
        return None


def _require_root(volume: Volume, root: Sequence[Entry], words: Translator, *, may_be_new: bool) -> None:
    """Raise ``StickError`` unless this is the folder with ``BUKA.HTM``, or was."""
    present = {entry.name for entry in root}
    if names.START_PAGE in present or any(names.is_edition_name(name) for name in present):
        return
    if names.MANIFEST in present or names.CHECKSUMS in present:
        fix = words("choose the folder above it: the one that holds BUKA.HTM")
        raise StickError(words("{path} is an edition's folder and not the stick", path=volume.name), fix)
    if may_be_new:
        return
    for entry in root:
        inner = f"{entry.name}/{names.START_PAGE}"
        if entry.kind is Kind.FOLDER and volume.look_at(inner) is not None:
            fix = words("choose {path}", path=f"{volume.name.rstrip('/')}/{names.printable(entry.name)}")
            raise StickError(
                words("{path} does not hold BUKA.HTM, but a folder in it does", path=volume.name), fix
            )
    what = (
        words("{path} is empty", path=volume.name)
        if not root
        else words("{path} holds no BUKA.HTM", path=volume.name)
    )
    raise StickError(
        what, words("choose the stick itself: the folder that holds BUKA.HTM and a folder BEKAL-…")
    )


def _newest_first(edition: EditionFolder) -> tuple[int, tuple[int, ...], str]:
    release = names.release_of_folder(edition.folder)
    numbers = release_key(release) if release else (0, 0, 0)
    return (edition.standing is not Standing.AUTHENTIC, tuple(-number for number in numbers), edition.folder)


def _no_edition(words: Translator) -> StickFinding:
    return StickFinding(
        Question.COMPLETE,
        f"{names.EDITION_PREFIX}…",
        words("the folder that BUKA.HTM leads to is missing"),
        words("write the bundle to the stick again"),
    )


def check_root_files(inspection: Inspection, words: Translator) -> list[StickFinding]:
    """Compare ``BUKA.HTM`` and ``BACA-SAYA.txt`` with what the authentic editions say they are."""
    signed = [edition.manifest.root for edition in inspection.authentic if edition.manifest]
    if not signed:
        return []
    findings = []
    present = {entry.name: entry.kind for entry in inspection.root}
    for name, size in ((names.START_PAGE, START_PAGE_BYTES), (names.README, README_BYTES)):
        found = read_root_file(inspection, name, size)
        if found is not None and any(found == root[name].encode("ascii") for root in signed):
            continue
        if name not in present:
            message = words("missing from the stick")
        elif present[name] is not Kind.FILE:
            message = words("no plain file, though its name says so")
        elif found is None:
            message = words("cannot be read ({reason})", reason="I/O")
        else:
            message = words("changed: it is not the one that was signed")
        findings.append(
            StickFinding(
                Question.COMPLETE,
                name,
                message,
                words("write the bundle to the stick again; if it happens twice, use another stick"),
            )
        )
    return findings


def _check_age(
    inspection: Inspection, seen: SeenReleases, today: dt.date, words: Translator
) -> list[StickFinding]:
    authentic = inspection.authentic
    if not authentic or authentic[0].manifest is None or authentic[0].key is None:
        return []
    newest, manifest, key = authentic[0], authentic[0].manifest, authentic[0].key
    newer = words("get the newest bundle and write it to this stick")
    findings = []
    known = seen.newest(key, manifest.village)
    if known is not None and release_key(known) > release_key(manifest.release):
        message = words("this computer has already seen the newer release {release}", release=known)
        findings.append(StickFinding(Question.CURRENT, newest.folder, message, newer))
    made = manifest.created.date()
    if manifest.expires is not None and made < manifest.expires <= today:
        message = words("something in it should be asked anew since {day}", day=words.date(manifest.expires))
        findings.append(StickFinding(Question.CURRENT, newest.folder, message, newer))
    leads_to = start_page_leads_to(inspection)
    if leads_to is not None and leads_to is not newest:
        message = words(
            "the start page leads to {old}, though {new} is on the stick",
            old=leads_to.folder,
            new=newest.folder,
        )
        fix = words("write the bundle to the stick again; that finishes the update")
        findings.append(StickFinding(Question.CURRENT, names.START_PAGE, message, fix))
    return findings


def _once(findings: Sequence[StickFinding]) -> list[StickFinding]:
    """Keep the first finding of each path and kind."""
    kept: dict[tuple[Question, str, str], StickFinding] = {}
    for finding in findings:
        kept.setdefault((finding.kind, finding.path, finding.message), finding)
    return list(kept.values())
