"""``BUKA.HTM``: the page a person opens first, in exactly 512 bytes.

512 bytes are one sector of a stick: overwritten in place, the page is the old one or the new one and never half of
each.
It works alone and in both languages: village, release, UJI COBA, the site for laptops, the book for phones, the
numbers.
Plain ASCII, which needs no declared encoding and leaves those bytes for numbers that dial.
No style, no script, and no automatic forwarding: on phones that would replace a useful page by an error.
Where a phone cannot follow links, the names of the files stand there in words.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from bekal.bundle.manifest import START_PAGE_BYTES
from bekal.bundle.names import PHONES, SITE
from bekal.config import SOURCE_LOCALE
from bekal.errors import ProjectError

if TYPE_CHECKING:
    from bekal.bundle.edition_info import EditionInfo, HelpNumber

_HEAD: Final = (
    '<!doctype html><html lang=id><meta name=viewport content="width=device-width"><title>Bekal</title>'
)


def build_start_page(edition: EditionInfo) -> str:
    """Give the text of ``BUKA.HTM``: 512 bytes of ASCII, filled up with spaces, a line feed at the end.

    Numbers become buttons that dial as far as there is room, else plain text.
    Raises ``ProjectError`` when the words do not fit at all.
    """
    shortest = ""
    for dialled in range(len(edition.numbers), -1, -1):
        shortest = _page(edition, dialled)
        if len(shortest) < START_PAGE_BYTES:
            return shortest.ljust(START_PAGE_BYTES - 1) + "\n"
    raise ProjectError(
        "the start page BUKA.HTM needs {count} bytes and has room for {limit}",
        "give the village a shorter name, or print fewer numbers",
        count=len(shortest) + 1,
        limit=START_PAGE_BYTES,
    )


def _page(edition: EditionInfo, dialled: int) -> str:
    folder = edition.folder
    title = f"{folder} {escape(edition.place)}".rstrip()
    sites, books = [], []
    for locale in edition.locales:
        source = locale == SOURCE_LOCALE
        language = "" if source else f" lang={locale}"
        index = f"{folder}/{SITE}/index.html" if source else f"{folder}/{SITE}/{locale}/index.html"
        book = f"buku-{locale}.html"
        sites.append(f"<a{language} href={index}>{'Buka' if source else 'Open'}</a>")
        books.append(f"<a{language} href={folder}/{PHONES}/{book}>{PHONES}/{book}</a>")
    numbers = [
        f"<a href={number.address}>{escape(number.printed)}</a>{_reach(number)}"
        if place < dialled
        else escape(number.printed) + _reach(number)
        for place, number in enumerate(edition.numbers)
    ]
    trial = "<p>UJI COBA/TRIAL" if edition.is_trial else ""
    return (
        f"{_HEAD}<h1>{title}</h1>{trial}<p>{' '.join(sites)}"
        f"<p>HP/phone: {' '.join(books)}<p>Bantuan/help: {' / '.join(numbers)}"
    )


def _reach(number: HelpNumber) -> str:
    """Say that a number without country code works in Indonesia only; the same in both languages."""
    return "" if number.printed.startswith("+") else " (Indonesia)"
