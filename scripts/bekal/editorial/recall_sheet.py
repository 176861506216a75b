"""A correction for people who hold an earlier release: a sheet of one page, and a text for WhatsApp.

The sheet is one A4 side, whatever happens: what does not fit is counted on it, and stands in the text in full.
Indonesian leads; English follows in smaller letters, and below in the text.
What is corrected is ``recall``.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bekal.editorial.recall import Correction
    from bekal.locale import Translator

ROOM: Final = 120
"""Millimetres that the rows of a sheet may take; a test prints sheets that are too long."""
_COLUMN: Final = 26
"""Characters that surely fit on a line of a column."""
_LINE: Final = 5.0
_STRONG_LINE: Final = 5.8
_BORDERS: Final = 2.4
_CUT: Final = 150
"""Characters of an old text that are enough to find it by."""

_STYLE: Final = (
    "@page{size:A4;margin:11mm}"
    "*{box-sizing:border-box}"
    'body{margin:0 auto;max-width:188mm;color:#2b1b14;background:#fff;font:10.5pt/1.3 Roboto,"Noto Sans",sans-serif}'
    "h1{font-size:19pt;line-height:1.15;margin:0 0 2mm}"
    "h2{font-size:12pt;margin:3mm 0 1mm}"
    "p,ol{margin:0 0 1.5mm}"
    "ol{padding-left:6mm}"
    "[lang=en]{color:#634f3f;font-size:8.5pt;font-weight:400}"
    "span[lang]{display:block}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border:1px solid #634f3f;padding:.8mm 1.5mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "del{text-decoration-thickness:2px}"
    "strong{font-size:12pt}"
    ".more{font-weight:700;border:2px solid #2b1b14;padding:1mm 2mm;margin-top:1.5mm}"
    ".from{border-top:1px solid #634f3f;padding-top:1.5mm;margin-top:3mm;font-size:9pt}"
)


@dataclass(frozen=True, slots=True)
class Recall:
    """Everything that a sheet says; corrections in every locale, in the same order."""

    old_release: str
    new_release: str
    day: dt.date
    villages: tuple[str, ...]
    fingerprint: str
    trial: bool
    corrections: Mapping[str, Sequence[Correction]]


def write_sheet(recall: Recall, languages: Sequence[Translator]) -> str:
    """Write the page to print; the first of ``languages`` leads."""
    return "\n".join(_page(recall, languages)) + "\n"


def write_text(recall: Recall, languages: Sequence[Translator]) -> str:
    """Write the text for WhatsApp: every correction, one language after the other."""
    return "\n\n".join("\n".join(_lines(recall, words)) for words in languages) + "\n"


def _page(recall: Recall, languages: Sequence[Translator]) -> Iterator[str]:
    lead = languages[0]
    yield f'<!doctype html>\n<html lang="{lead.locale}">\n<head>\n<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{escape(_title(lead))} {recall.new_release}</title>"
    yield f"<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{_in_all([_title(words) for words in languages], languages)}</h1>"
    for part in (_for_whom, _which_villages):
        yield f"<p>{_in_all([part(recall, words) for words in languages], languages)}</p>"
    yield "<table>\n<thead><tr>"
    for heads in zip(*(_heads(words) for words in languages), strict=True):
        yield f"<th>{_in_all(heads, languages)}</th>"
    yield "</tr></thead>\n<tbody>"
    rows = list(zip(*(recall.corrections[words.locale] for words in languages), strict=True))
    fitting = _fitting(rows)
    yield from (_row(row, languages) for row in rows[:fitting])
    yield "</tbody>\n</table>"
    if fitting < len(rows):
        more = [_more(len(rows) - fitting, recall, words) for words in languages]
        yield f'<p class="more">{_in_all(more, languages)}</p>'
    yield f"<h2>{_in_all([words('What to do') for words in languages], languages)}</h2>\n<ol>"
    for steps in zip(*(_steps(recall, words) for words in languages), strict=True):
        yield f"<li>{_in_all(steps, languages)}</li>"
    yield "</ol>"
    said = [" ".join(_from_whom(recall, words)) for words in languages]
    yield f'<p class="from">{_in_all(said, languages)}</p>\n</body>\n</html>'


def _row(row: Sequence[Correction], languages: Sequence[Translator]) -> str:
    """Write one correction; what both languages say alike, such as a number, stands there once."""
    what = _in_all([one.what for one in row], languages)
    old = _in_all([_short(one.old) for one in row], languages)
    new = _in_all([one.new for one in row], languages)
    advice = _in_all([one.advice for one in row], languages)
    parts = [f"<strong>{new}</strong>"] * bool(new) + [advice] * bool(advice)
    crossed = f"<del>{old}</del>" if old else ""
    return f"<tr><td>{what}</td><td>{crossed}</td><td>{'<br>'.join(parts)}</td></tr>"


def _in_all(texts: Sequence[str], languages: Sequence[Translator]) -> str:
    if len(set(texts)) == 1:
        return escape(texts[0])
    first, *others = zip(texts, languages, strict=True)
    return escape(first[0]) + "".join(
        f'<span lang="{words.locale}">{escape(text)}</span>' for text, words in others
    )


def _fitting(rows: Sequence[Sequence[Correction]]) -> int:
    """Count the corrections that fit on the sheet, from the first one on."""
    used = 0.0
    for place, row in enumerate(rows):
        cells = (
            _LINE * _lines_of(one.what for one in row),
            _LINE * _lines_of(_short(one.old) for one in row),
            _STRONG_LINE * _lines_of(one.new for one in row) + _LINE * _lines_of(one.advice for one in row),
        )
        used += _BORDERS + max(cells)
        if used > ROOM:
            return place
    return len(rows)


def _lines_of(texts: Iterable[str]) -> int:
    """Count the lines that a text takes in all languages; what is the same in all of them stands there once."""
    return sum(-(-len(text) // _COLUMN) for text in dict.fromkeys(texts))


def _short(text: str) -> str:
    return text if len(text) <= _CUT else f"{text[:_CUT].rstrip()}…"


def _lines(recall: Recall, words: Translator) -> Iterator[str]:
    yield f"*{_title(words)} {recall.new_release}*"
    yield _for_whom(recall, words)
    yield _which_villages(recall, words)
    for one in recall.corrections[words.locale]:
        yield f"\n*{one.what}*"
        if one.old:
            yield words("Do not use any more: ~{old}~", old=one.old)
        if one.new:
            yield words("Use: {new}", new=one.new)
        if one.advice:
            yield one.advice
    yield ""
    yield from (f"{number}. {step}" for number, step in enumerate(_steps(recall, words), start=1))
    yield ""
    yield from _from_whom(recall, words)


def _title(words: Translator) -> str:
    return words("Correction of Bekal")


def _heads(words: Translator) -> list[str]:
    return [words("What"), words("Do not use any more"), words("Use this")]


def _for_whom(recall: Recall, words: Translator) -> str:
    return words(
        "For every copy of release {old} and older: stick, phone and paper. Release {new} is right.",
        old=recall.old_release,
        new=recall.new_release,
    )


def _which_villages(recall: Recall, words: Translator) -> str:
    return words("Villages: {villages}.", villages=", ".join(recall.villages) or words("all"))


def _more(count: int, recall: Recall, words: Translator) -> str:
    return words(
        "{count} more have changed. Do not rely on the old copy for anything; get release {new}.",
        count=count,
        new=recall.new_release,
    )


def _steps(recall: Recall, words: Translator) -> list[str]:
    return [
        words("Cross out the old with a pen, in the book, on sheets and on walls. Write the new beside it."),
        words(
            "Get the stick of release {new}. Copy the new file to phones, then delete the old one.",
            new=recall.new_release,
        ),
        words("Tell everybody to whom you gave a copy."),
    ]


def _from_whom(recall: Recall, words: Translator) -> list[str]:
    said = [
        words(
            "Bekal, release {new}, {date}. Key {fingerprint}: compare it with the paper of your stick.",
            new=recall.new_release,
            date=words.date(recall.day),
            fingerprint=recall.fingerprint,
        )
    ]
    if recall.trial:
        said.append(words("TRIAL: not every number has been called yet."))
    said.append(
        words(
            "We never send .apk files or ask for an OTP, a PIN or money. Not sure? Ask at the village post."
        )
    )
    return said
