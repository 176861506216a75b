"""Which names of pages are taken: by parts of the kit, and by pages that would share an anchor in the book.

``checks`` asks it of pages that are there, ``editorial`` of a page that is to be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.config import DEVICE_NAMES, LOCALES
from bekal.content.markup import OWN_ANCHORS

if TYPE_CHECKING:
    from collections.abc import Iterable


def book_anchor(slug: str) -> str:
    """Name the place of a page in the book: ``departure-documents``."""
    return slug.replace("/", "-")


def name_of_the_kit(slug: str) -> str:
    """Give the part of a slug that belongs to a part of the kit; empty when it is free."""
    first = slug.partition("/")[0]
    if first in LOCALES:
        return first
    return slug if book_anchor(slug) in OWN_ANCHORS else ""


def device_name(slug: str) -> str:
    """Give the part of a slug that Windows gives to no file; empty when there is none."""
    return next((part for part in slug.split("/") if part in DEVICE_NAMES), "")


def twin_in_book(slug: str, slugs: Iterable[str]) -> str:
    """Give the other page of ``slugs`` that would have the same anchor in the book; empty when there is none."""
    anchor = book_anchor(slug)
    return next((other for other in slugs if other != slug and book_anchor(other) == anchor), "")
