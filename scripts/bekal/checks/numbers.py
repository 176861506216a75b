"""Phone numbers, amounts, percentages and laws in running text, which belong into ``docs/data``.

There they stand once, with a source and a date, the same in all languages.
Free are: small numbers and counts, ages, times, days and years, numbered lists, lines to write on, and everything
inside a reference; amounts and percentages also in ``quiz`` and ``story``, which are invented.
The patterns would rather miss a number than blame a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bekal.checks.rules import rule
from bekal.content.blocks import FENCE, Problem
from bekal.content.markup import running_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page

FREE_BLOCKS: Final = frozenset({"quiz", "story"})
"""Blocks whose amounts and percentages are invented."""

_AMOUNT: Final = r"\d(?:[\d.,]*\d)?"
_CURRENCY_WORDS: Final = (
    r"rupiah|ringgit|dollars?|dolar|riyal|rial|dirham|dinar|yen|won|euro|baht|peso|rupees?"
)
_CURRENCY_SIGNS: Final = (
    r"Rp\.?|IDR|RM|MYR|SGD|S\$|HK\$|HKD|NT\$|TWD|US\$|USD|SAR|AED|QAR|KWD|JPY|KRW|BND|EUR|\$|€|¥|₩|£"
)
_SCALE: Final = r"(?:ribu|rb|juta|jt|miliar|milyar|triliun|thousand|million|billion)"
_MONEY: Final = re.compile(
    rf"(?<![\w$])(?:{_CURRENCY_SIGNS})\s?{_AMOUNT}(?:\s?{_SCALE}\b)?"
    rf"|(?<![\w.,]){_AMOUNT}(?:\s?{_SCALE})?\s(?:{_CURRENCY_WORDS})\b",
    re.IGNORECASE,
)
# "5 juta" is money only near a word about money, and not before what is counted: "2 juta pekerja".
_SCALED: Final = re.compile(
    r"\b(?:bayar\w*|dibayar|membayar|biaya|harga\w*|ongkos|gaji|upah|utang|hutang|uang|denda|pinjam\w*|potong\w*|"
    r"pays?|paid|costs?|fees?|price|wages?|salary|debt|fine)\b"
    rf"[^.!?\n]{{0,30}}?(?<![\w.,])(?P<amount>{_AMOUNT}\s(?:ribu|juta|miliar|milyar))\b"
    r"(?=\s*(?:[.,;:!?)*]|$|per\b|setiap\b|sebulan\b|setahun\b|untuk\b|kepada\b|dan\b|atau\b|tanpa\b|lagi\b))",
    re.IGNORECASE,
)
_PERCENTAGE: Final = re.compile(
    rf"(?<![\w.,]){_AMOUNT}\s?(?:%|persen\b|percent\b|per\scent\b)", re.IGNORECASE
)

_LAW_NAMES: Final = (
    r"UU|[Uu]ndang-[Uu]ndang|PP|Perpres|Permen\w*|Kepmen\w*|Perda|Pergub|Perbup|Perka|Perpu|Perppu|"
    r"Peraturan(?:\s+[A-Z]\w+){1,3}|Keputusan(?:\s+[A-Z]\w+){1,3}|Law|Act|"
    r"(?:Government|Presidential|Ministerial|Regional|Minister\w*)\s+Regulation|Regulation|Decree"
)
_LAW: Final = re.compile(
    rf"\b(?:{_LAW_NAMES})\s+(?:[A-Z]{{2,}}\s+)?(?:(?:No|Nomor|Number)\.?\s*)?"
    r"(?P<number>\d{1,3})\s*(?:/|(?:Tahun|of|tahun)\s+)(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?:Konvensi|Convention)\s+(?:[A-Z]{2,}\s+)?(?:(?:No|Nomor)\.?\s*)?C?\d{1,3}\b"
)
_ARTICLE: Final = re.compile(
    r"\b(?:Pasal|Article)\s+\d{1,3}[A-Z]?\b(?!\s+(?:(?:di|dalam|pada|dari|of|in|your|the|surat)\s+){0,3}"
    r"(?:kontrak|perjanjian|contract|agreement))"
    r"|\b[Aa]yat\s*\(\d+\)"
)

_DATE: Final = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?!\d)"
)
_INTERNATIONAL: Final = re.compile(r"(?<![\w+])(?:\+|\(\+)\d(?:[\s().-]{0,2}\d){6,14}")
_DOMESTIC: Final = re.compile(r"(?<![\w+.,/-])\(?0\d{1,4}\)?(?:[\s.-]{0,2}\d{2,8}){1,4}(?!\w)")
_CALL_CENTRE: Final = re.compile(r"(?<![\w.,+-])1[45]00[ -]?\d{3}(?![\w.,-]\d|\d)")
_LONG: Final = re.compile(r"(?<![\w.,+/-])[1-9]\d{6,13}(?![\w]|[.,/-]\d)")
_SHORT: Final = re.compile(
    r"\b(?:telepon|telpon|telp\.?|hubungi|tekan|call|dial|phone|ring|SMS|WA|WhatsApp)(?:\s+(?:ke|nomor|no\.?|to|number|on|at))*"
    r"[\s:]+\**(?P<number>\d{3,5})\b(?=\**\s*(?:[.,;:!?)(|]|$|dari\b|from\b|kalau\b|if\b|atau\b|or\b|dan\b|and\b|"
    r"untuk\b|for\b|gratis\b|free\b))",
    re.IGNORECASE,
)


class _Number(NamedTuple):
    kind: str
    text: str
    start: int


@rule("page")
def check_literal_number(page: Page, context: Context) -> Iterator[Problem]:
    """A phone number, amount, percentage or law stands in `docs/data`, where it has a source and a date.

    Wrong::

        Telepon 0800-1000. Menurut Pasal 13 UU 18/2017, kantor meminta lima surat.

    Right::

        /// contact | kp2mi-callcenter
        ///

        Menurut [[law:uu-18-2017#13]], kantor meminta lima surat.
    """
    free = _free_lines(page)
    for number, line in _texts(page):
        for found in _find_numbers(line, amounts_too=number not in free):
            yield Problem(
                number,
                found.start + 1,
                f"the {found.kind} '{found.text}' stands in the running text",
                _fix(found, context),
            )
    for key in ("title", "summary"):
        node = page.node.child(key) if page.node else None
        if node is not None and isinstance(node.value, str):
            for found in _find_numbers(node.value, amounts_too=True):
                yield Problem(
                    node.line,
                    node.column,
                    f"the {found.kind} '{found.text}' stands in the {key}",
                    "leave it out here, and state it in the text by a reference",
                )


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """The lines that people read; a fence shows only what is no name: the title of a group."""
    for number, line in running_text(page.lines):
        fence = FENCE.match(line) if line.startswith("///") else None
        if fence and fence["name"] in {"contact", "contacts", "sources", None}:
            continue
        if any(character.isdigit() for character in line):
            yield number, line


def _free_lines(page: Page) -> set[int]:
    return {
        number
        for block in page.blocks
        if block.name in FREE_BLOCKS
        for number in range(block.line, block.body_line + block.body.count("\n") + 1)
    }


def _find_numbers(line: str, *, amounts_too: bool) -> Iterator[_Number]:
    """Find each literal number once, from left to right."""
    taken: list[tuple[int, int]] = []
    found: list[_Number] = []
    for kind, match, group in _candidates(line, amounts_too=amounts_too):
        start, end = match.span(group)
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            taken.append((start, end))
            if kind:
                found.append(_Number(kind, match[group].strip(), start))
    yield from sorted(found, key=lambda number: number.start)


def _candidates(line: str, *, amounts_too: bool) -> Iterator[tuple[str, re.Match[str], str | int]]:
    """What could be a number, the surest first; a candidate without a kind only keeps its place from others."""
    for pattern in (_LAW, _ARTICLE):
        for match in pattern.finditer(line):
            yield "law", match, 0
    for match in _DATE.finditer(line):
        yield "", match, 0
    for match in _MONEY.finditer(line):
        yield "amount" if amounts_too else "", match, 0
    for match in _SCALED.finditer(line):
        yield "amount" if amounts_too else "", match, "amount"
    for match in _PERCENTAGE.finditer(line):
        yield "percentage" if amounts_too else "", match, 0
    for pattern in (_INTERNATIONAL, _DOMESTIC, _CALL_CENTRE, _LONG):
        for match in pattern.finditer(line):
            if _is_phone_number(match[0]):
                yield "phone number", match, 0
    for match in _SHORT.finditer(line):
        yield "phone number", match, "number"


def _is_phone_number(text: str) -> bool:
    """Whether ``text`` has the digits of a phone number, and is no time of day such as 08.00-16.00."""
    groups = re.findall(r"\d+", text)
    return sum(map(len, groups)) >= 7 and max(map(len, groups)) > 2


def _fix(found: _Number, context: Context) -> str:
    if found.kind == "phone number":
        contact = _contact_with(found.text, context)
        return (
            f"write `/// contact | {contact}`"
            if contact
            else "put it into docs/data/contacts.yml, and write `/// contact | id`"
        )
    if found.kind == "law":
        law = _law_in(found.text, context)
        return (
            f"write `[[law:{law}]]`"
            if law
            else "put it into docs/data/laws.yml, and write `[[law:id#article]]`"
        )
    return "put it into docs/data/facts.yml, and write `[[fact:id]]`"


def _contact_with(text: str, context: Context) -> str:
    """The contact that has this number; empty when none has it."""
    digits = _bare(text)
    for contact in context.data.contacts.values():
        if any(channel.is_number and _bare(channel.value) == digits for channel in contact.channels):
            return contact.id
    return ""


def _bare(text: str) -> str:
    """The digits of a number, without the 0 or 62 that depends on where it is dialled."""
    digits = re.sub(r"\D", "", text)
    return digits.removeprefix("62") if text.lstrip("(").startswith("+62") else digits.removeprefix("0")


def _law_in(text: str, context: Context) -> str:
    match = _LAW.search(text)
    if match is None or match["number"] is None:
        return ""
    ending = f"-{int(match['number'])}-{match['year']}"
    return next((law for law in context.data.laws if law.endswith(ending)), "")
