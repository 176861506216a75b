"""Replaces the marks of a page or book by what is local: post, companions and numbers, or lines to write them on.

Everything else of an edition is the same in every village, and is finished once.
Whether a village agreed to be printed is the data's business; without consent nothing of it is printed here either.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from bekal.locale import translator

if TYPE_CHECKING:
    import datetime as dt

    from bekal.content.data import Village, VillageNumber
    from bekal.locale import Translator

_MARK: Final = re.compile(r'<i data-village="(?P<where>page|book|home|lines)-(?P<locale>[a-z]{2,3})"></i>')
_LINE: Final = '<div class="write"></div>'


def differs_by_village(html: str) -> bool:
    """Whether a file that is not yet finished is another one in each village."""
    return any(mark["where"] != "lines" for mark in _MARK.finditer(html))


def fill_village(html: str, village: Village | None, built_on: dt.date | None = None) -> str:
    """Write what is local at each mark: ``page`` and ``book`` in full, ``home`` on the first page.

    ``lines`` are for writing in every edition.
    ``None`` is the base edition: lines in its page and book, nothing on its first page.
    ``built_on`` tells which numbers have aged.
    """

    def fill(mark: re.Match[str]) -> str:
        words, where = translator(mark["locale"]), mark["where"]
        if where == "home":
            return _home(village, words) if village else ""
        known = village if where != "lines" else None
        return _name(known, words) + _lines(known, built_on, words)

    return _MARK.sub(fill, html)


def _home(village: Village, words: Translator) -> str:
    """Say on the first page whose copy this is, and where its post is."""
    post = village.post if village.agreed_on and village.post else ""
    head = f"<h2>{words('In your village')}</h2>"
    return f'<section class="village">{head}{_name(village, words)}{_known(post)}</section>'


def _name(village: Village | None, words: Translator) -> str:
    if village is None:
        return ""
    place = words(
        "{village}, kecamatan {kecamatan}, kabupaten {kabupaten}",
        village=village.name,
        kecamatan=village.kecamatan,
        kabupaten=village.kabupaten,
    )
    return f"<p><b>{escape(place)}</b></p>"


def _lines(village: Village | None, built_on: dt.date | None, words: Translator) -> str:
    known = village if village and village.agreed_on else None
    numbers = "".join(_number(one, built_on, words) for one in known.numbers) if known else ""
    companions = ", ".join(known.companions) if known else ""
    parts = [
        f"<p>{words('Service post or village office')}</p>",
        _known(known.post if known and known.post else "") or _LINE,
        f"<p>{words('Companion')}</p>",
        _known(companions) or _LINE,
        f"<p>{words('Their number')}</p>",
        numbers or _LINE,
    ]
    if known and known.agreed_on:
        agreed = words("The village agreed on {date} that this is printed.", date=words.date(known.agreed_on))
        parts.append(f'<p class="meta">{agreed}</p>')
    return "".join(parts)


def _known(text: str) -> str:
    return f"<p><b>{escape(text)}</b></p>" if text else ""


def _number(one: VillageNumber, built_on: dt.date | None, words: Translator) -> str:
    """Write a number to press: whose it is, when it was tried, and from when to ask first."""
    tried = words("tried on {date}", date=words.date(one.tried_on))
    if built_on is not None and built_on >= one.expires_on:
        until = words("old, may have changed: ask at the village office")
    else:
        until = words("after {month} ask first", month=words.month(one.expires_on))
    small = escape(f"{one.whose}, {tried}. {until[:1].upper()}{until[1:]}")
    return (
        f'<a class="call" href="{escape(one.link)}"><i data-sign="call"></i><span>'
        f'<span class="number">{escape(one.number)}</span><small>{small}</small></span></a>'
    )
