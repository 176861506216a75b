"""The sheet for showing pictures to villagers and asking them what they see.

Responsible for one HTML file to print on A4: first the pictures with a number, without a name, and room for what five
people say; then, on pages of their own, the names to compare with.
Both languages stand in it, so that whoever asks and whoever reads the answers use the same sheet.
What is known of a picture is ``content``.
"""

from __future__ import annotations

import html
from functools import partial
from typing import TYPE_CHECKING, Final

from bekal.config import LOCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bekal.content.pictures import KnownPicture
    from bekal.locale import Translator

PEOPLE: Final = 5
"""How many people say what they see before a picture is kept."""

ROWS: Final = 7
"""How many pictures stand on one sheet of paper."""

# The outline is the one of overrides/assets/bekal.css; a test compares the two.
_STYLE: Final = (
    "@page{size:A4;margin:10mm}"
    "*{box-sizing:border-box}"
    'body{margin:0 auto;max-width:190mm;color:#2b1b14;background:#fff;font:11pt/1.35 Roboto,"Noto Sans",sans-serif}'
    "h1{font-size:17pt;line-height:1.2;margin:0 0 4mm}"
    "p{margin:0 0 2mm}"
    "ol{margin:0 0 6mm;padding-left:7mm}"
    "li{margin-bottom:1.5mm}"
    "span[lang=en],div[lang=en]{color:#634f3f;font-weight:400}"
    ".line{height:9mm;border-bottom:1px solid #634f3f}"
    "section{page-break-after:always}"
    "section:last-child{page-break-after:auto}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #634f3f;padding:1mm 1.5mm;text-align:left;vertical-align:top}"
    "thead{display:table-header-group}"
    "tr{page-break-inside:avoid}"
    "svg{display:block;fill:#2b1b14}"
    ".l{fill:none;stroke:#2b1b14;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}"
    ".look table{table-layout:fixed}"
    ".look th{height:11mm;font-size:9pt;text-align:center}"
    ".look th:first-child{width:46mm}"
    ".look td{height:36mm}"
    ".look td:first-child{position:relative}"
    ".look svg{width:33mm;height:33mm;margin-left:10mm}"
    ".look b{position:absolute;font-size:16pt}"
    ".names svg{width:8mm;height:8mm;float:left;margin-right:2mm}"
)


def write_picture_sheet(
    pictures: Sequence[KnownPicture], release: str, languages: Sequence[Translator]
) -> str:
    """Write the sheet for ``pictures``; its labels stand in all ``languages``, the first one leads."""
    return "\n".join(_page(pictures, release, languages)) + "\n"


def _page(pictures: Sequence[KnownPicture], release: str, languages: Sequence[Translator]) -> Iterator[str]:
    title = " · ".join(words("What do you see?") for words in languages)
    yield f'<!doctype html>\n<html lang="{languages[0].locale}">\n<head>\n<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield '<section class="how">'
    yield _in_all("h1", languages, lambda words: words("What do you see?"))
    yield from _how_to(release, languages)
    yield "</section>"
    for first in range(0, len(pictures), ROWS):
        yield '<section class="look">'
        yield from _rows(pictures[first : first + ROWS], languages)
        yield "</section>"
    yield '<section class="names">'
    yield _in_all("h1", languages, lambda words: words("What the pictures stand for"))
    yield _in_all("p", languages, lambda words: words("Keep these pages away from the people you ask."))
    yield from _names(pictures, languages)
    yield "</section>\n</body>\n</html>"


def _how_to(release: str, languages: Sequence[Translator]) -> Iterator[str]:
    for words in languages:
        yield f'<div lang="{words.locale}"><ol>'
        for step in (
            words("Ask {count} people, one after the other: women and men, old and young.", count=PEOPLE),
            words("Point at a picture and ask only: what do you see? Say no name, give no hint."),
            words("Write down the words as they are said. Write no names of people."),
            words("Cover what the person before has said."),
            words(
                "“I do not know” is a good answer: then the picture is weak, not the person. Write it down."
            ),
            words("Put a cross beside a picture that frightens or hurts somebody."),
            words("Only at the end compare with the last pages."),
            words("Tell us, for each picture, how many people saw what it stands for, where and when."),
        ):
            yield f"<li>{html.escape(step)}</li>"
        yield "</ol></div>"
    yield _in_all("p", languages, lambda words: words("Village and day:")) + '<p class="line"></p>'
    yield _in_all(
        "p", languages, lambda words: words("The numbers belong to release {release}.", release=release)
    )


def _rows(pictures: Sequence[KnownPicture], languages: Sequence[Translator]) -> Iterator[str]:
    yield "<table>\n<thead><tr><th></th>"
    for number in range(1, PEOPLE + 1):
        yield _in_all("th", languages, partial(_person, number))
    yield "</tr></thead>\n<tbody>"
    for picture in pictures:
        yield f"<tr><td><b>{picture.number}</b>{picture.svg}</td>{'<td></td>' * PEOPLE}</tr>"
    yield "</tbody>\n</table>"


def _person(number: int, words: Translator) -> str:
    return words("person {number}", number=number)


def _names(pictures: Sequence[KnownPicture], languages: Sequence[Translator]) -> Iterator[str]:
    yield "<table>\n<thead><tr>"
    yield _in_all("th", languages, lambda words: words("number"))
    yield _in_all("th", languages, lambda words: words("picture"))
    yield _in_all("th", languages, lambda words: words("it stands for"), columns=len(LOCALES))
    yield _in_all("th", languages, lambda words: words("seen by"))
    yield "</tr></thead>\n<tbody>"
    for picture in pictures:
        cells = [f"<td>{picture.number}</td>", f"<td>{picture.svg}{html.escape(picture.name)}</td>"]
        cells += [
            f'<td lang="{locale}">{html.escape(picture.origin.stands_for.in_locale(locale))}</td>'
            for locale in LOCALES
        ]
        if picture.is_tested:
            cells.append(f"<td>{html.escape(picture.origin.seen_by)}</td>")
        else:
            cells.append(_in_all("td", languages, lambda words: words("not tested yet")))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"


def _in_all(
    tag: str, languages: Sequence[Translator], say: Callable[[Translator], str], *, columns: int = 1
) -> str:
    """One element that says the same in every language, each on a line of its own."""
    lines = (f'<span lang="{words.locale}">{html.escape(say(words))}</span>' for words in languages)
    span = f' colspan="{columns}"' if columns > 1 else ""
    return f"<{tag}{span}>{'<br>'.join(lines)}</{tag}>"
