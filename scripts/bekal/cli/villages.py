"""The editions of villages: which are asked for, and how each is made from the base edition that was just bundled."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bekal.bundle.archive import zip_bundle
from bekal.bundle.assemble import assemble_village
from bekal.bundle.names import PHONES, SITE, release_of_folder
from bekal.cli.build import stopped
from bekal.config import VILLAGES
from bekal.content.likeness import suggest
from bekal.errors import ProjectError
from bekal.finishing.audit import audit_book, audit_local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bekal.bundle.edition_info import EditionInfo
    from bekal.bundle.manifest import Manifest
    from bekal.bundle.minisign import SecretKey
    from bekal.cli.build import Built
    from bekal.content.data import Data, Village
    from bekal.locale import Translator
    from bekal.reporting import Reporter

_PLAIN: Final = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2018": "'", "\u2019": "'"})


@dataclass(frozen=True, slots=True)
class BaseEdition:
    """The base edition as it was bundled, and what its villages are made of."""

    bundle: Path
    manifest: Manifest
    edition: EditionInfo
    built: Built
    key: SecretKey


def choose_villages(
    data: Data, slugs: Sequence[str], words: Translator, *, every: bool
) -> tuple[Village, ...]:
    """Give the villages that were asked for, in the order of villages.yml; raises for one that is not there."""
    for slug in slugs:
        if slug not in data.villages:
            near = suggest(slug, data.villages)
            raise ProjectError(
                words("villages.yml has no village {slug}", slug=repr(slug)),
                words("did you mean '{near}'?", near=near)
                if near
                else words("use one of: {known}", known=", ".join(data.villages) or "-"),
            )
    if every and not data.villages:
        raise ProjectError(
            words("villages.yml names no village"), words("add an entry for each village to villages.yml")
        )
    return tuple(village for village in data.villages.values() if every or village.id in slugs)


def make_villages(
    base: BaseEdition,
    villages: Sequence[Village],
    folder: Path,
    reporter: Reporter,
    words: Translator,
    *,
    packed: bool,
) -> bool:
    """Make the edition of each village in ``folder``, packed as a zip too if asked; false when one was stopped."""
    local, blocked = base.built.local, tuple(base.built.data.blocked_numbers.values())
    with reporter.progress(words("Making the editions of villages"), len(villages)) as advance:
        for village in villages:
            shown, site, books = (
                f"build/{VILLAGES}/{village.id}",
                local.site_of(village),
                local.books_of(village),
            )
            findings = [
                finding
                for path, html in site.items()
                for finding in audit_local(f"{shown}/{SITE}/{path}", html, blocked)
            ]
            for name, html in books.items():
                findings += audit_book(f"{shown}/{PHONES}/{name}", html, blocked)
            if stopped(findings, reporter, words):
                return False
            files = {f"{SITE}/{path}": html for path, html in site.items()}
            files |= {f"{PHONES}/{name}": html for name, html in books.items()}
            edition = describe_village(base.edition, village)
            place = folder / village.id
            assemble_village(base.bundle, base.manifest, files, edition, base.key, place, words)
            archive_beside(place, edition, packed=packed)
            advance(1)
    reporter.note(words("{count} editions of villages are in {folder}.", count=len(villages), folder=folder))
    return True


def describe_village(base: EditionInfo, village: Village) -> EditionInfo:
    """Say what the edition of a village is: as the base edition, with its name, its post, its first expiry."""
    numbers = [number.expires_on for number in village.numbers if village.agreed_on]
    days = [day for day in (base.expires, *numbers) if day is not None and day > base.created.date()]
    return replace(
        base,
        village=village.id,
        village_name=_plain(village.name),
        village_post=_plain(village.post) if village.post and village.agreed_on else "",
        expires=min(days, default=None),
    )


def archive_beside(bundle: Path, edition: EditionInfo, *, packed: bool) -> None:
    """Pack a bundle beside its folder; without being asked, remove an archive that is of an earlier bundle."""
    archive = bundle.with_name(f"{bundle.name}.zip")
    if packed:
        zip_bundle(bundle, archive, edition.created)
    else:
        archive.unlink(missing_ok=True)


def earlier_villages(folder: Path, made: Sequence[Village]) -> Iterator[str]:
    """Name the editions of villages that lie in ``folder`` from an earlier time: they are not as the base is now."""
    fresh = {village.id for village in made}
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if place.is_dir() and place.name not in fresh and any(map(_is_edition, place.iterdir())):
            yield place.name


def _is_edition(path: Path) -> bool:
    return release_of_folder(path.name) is not None


def _plain(text: str) -> str:
    """Write ``text`` in the plain letters that the files of the stick's root hold: accents and long dashes go."""
    letters = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
