"""What a new page begins with, and which of its words an editor has to replace.

One text for both, so that whoever writes a new page and whoever checks pages mean the same words.
In it, ``«…»`` marks what has to be replaced; a page gets the words without the marks.
"""

from __future__ import annotations

import re
from typing import Final

_SUMMARIES: Final = {
    "id": "«Tulis di sini satu kalimat tentang isi halaman.»",
    "en": "«Write one sentence here about what is on the page.»",
}

_BODIES: Final = {
    "id": """\
/// message
«Tulis di sini satu pesan utama halaman ini.»
///

## Apa yang harus dilakukan? {{#langkah}}

/// steps
1. {picture} | «Nama langkah pertama» | «Tulis di sini apa yang harus dilakukan.»
2. {picture} | «Nama langkah kedua» | «Tulis di sini apa yang harus dilakukan.»
///

/// wait
- «Tulis di sini satu tanda bahaya.»

**«Tulis di sini apa yang harus dilakukan kalau ada tanda itu.»**
///

## Siapa bisa membantu? {{#bantu}}

«Tulis di sini siapa yang membantu, dan apa yang bisa ditanyakan.»
{contact}
## Coba jawab {{#kuis}}

/// quiz
? «Tulis di sini satu pertanyaan.»
- [ ] «Tulis jawaban yang salah»
- [x] «Tulis jawaban yang benar»
> «Tulis di sini alasannya.»
///
""",
    "en": """\
/// message
«Write the one message of this page here.»
///

## What should you do? {{#langkah}}

/// steps
1. {picture} | «Name step one» | «Write here what to do.»
2. {picture} | «Name step two» | «Write here what to do.»
///

/// wait
- «Write one sign of danger here.»

**«Write here what to do when this sign is there.»**
///

## Who can help? {{#bantu}}

«Write here who helps, and what can be asked.»
{contact}
## Try to answer {{#kuis}}

/// quiz
? «Write one question here.»
- [ ] «Write a wrong answer»
- [x] «Write the right answer»
> «Write the reason here.»
///
""",
}

_MARKED: Final = re.compile("«([^«»]+)»")

PLACEHOLDERS: Final = frozenset(
    words for text in (*_SUMMARIES.values(), *_BODIES.values()) for words in _MARKED.findall(text)
)
"""Every text that has to be replaced, of every locale."""

_ANY: Final = re.compile("|".join(re.escape(words) for words in sorted(PLACEHOLDERS, key=len, reverse=True)))
_BEGINNINGS: Final = tuple(sorted({words.partition(" ")[0] for words in PLACEHOLDERS}))


def first_summary(locale: str) -> str:
    """Give the summary of a new page."""
    return _MARKED.sub(r"\1", _SUMMARIES[locale])


def first_body(locale: str, picture: str, contact: str) -> str:
    """Give the body of a new page, with the name of its picture and the block of a contact."""
    return _MARKED.sub(r"\1", _BODIES[locale]).format(picture=picture, contact=contact)


def find_placeholders(line: str) -> list[tuple[int, str]]:
    """Find what nobody has replaced yet in a line: where it begins, counted from 0, and its words."""
    if not any(word in line for word in _BEGINNINGS):
        return []
    return [(match.start(), match[0]) for match in _ANY.finditer(line)]
