"""Phone numbers, amounts, percentages and laws in running text, which belong into ``docs/data``.

There they stand once, with a source and a date, the same in all languages.
Amounts and percentages are found in words too: `lima juta rupiah`, `twenty percent`.
Free are: small numbers and counts, ages, times, days and years, numbered lists, lines to write on, and everything
inside a reference; amounts and percentages also in ``quiz`` and ``story``, which are invented.
The patterns would rather miss a number than blame a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bekal.checks.rules import rule
from bekal.config import LOCALES
from bekal.content.blocks import FENCE, HIDDEN, Problem
from bekal.content.data_files import DataFile
from bekal.content.markup import running_text
from bekal.content.safeguards import GUARDS
from bekal.content.signs import fold, simplify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page
    from bekal.content.strict_yaml import Node

FREE_BLOCKS: Final = frozenset({"quiz", "story"})
"""Blocks whose amounts and percentages are invented."""

_AMOUNT: Final = r"\d(?:[\d.,]*\d)?"
_CURRENCY_WORDS: Final = (
    r"rupiah|ringgit|dollars?|dolar|riyal|rial|dirham|dinar|yen|won|euro|baht|peso|rupees?"
)
_CURRENCY_SIGNS: Final = (
    r"Rp\.?|IDR|RM|MYR|SGD|S\$|HK\$|HKD|NT\$|TWD|US\$|USD|SAR|AED|QAR|KWD|JPY|KRW|BND|EUR"
    r"|\$|€|¥|₩|£|₱|৳|₹|₫|฿"
)
_SCALE: Final = r"(?:ribu|rb|juta|jt|miliar|milyar|triliun|thousand|million|billion)"
_CURRENCY_CODES: Final = r"IDR|RM|MYR|SGD|HKD|TWD|USD|SAR|AED|QAR|KWD|JPY|KRW|BND|EUR"
_MONEY: Final = re.compile(
    rf"(?<![\w$])(?:{_CURRENCY_SIGNS})\s?{_AMOUNT}(?:\s?{_SCALE}\b)?"
    rf"|(?<![\w.,]){_AMOUNT}(?:\s?{_SCALE})?\s(?:{_CURRENCY_WORDS}|(?-i:{_CURRENCY_CODES}))\b",
    re.IGNORECASE,
)
_COUNT_WORDS: Final = (
    r"(?:se|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)?(?:puluh|belas|ratus|ribu|juta)"
    r"|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|setengah|miliar|milyar|triliun"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half"
)
_SPELT: Final = rf"(?:{_COUNT_WORDS})(?:(?:[ -]|\sand\s|\sa\s)(?:{_COUNT_WORDS})){{0,11}}"
# A won or a yen in words is more often another word: "two won a prize".
_SPELT_MONEY: Final = re.compile(
    rf"\b{_SPELT}\s(?:rupiah|ringgit|dollars?|dolar|riyal|rial|dirham|dinar|euros?|baht|peso|rupees?)\b"
    rf"|(?<![\w$])(?:Rp|RM)\s?{_SPELT}\b",
    re.IGNORECASE,
)
_SPELT_SCALE: Final = rf"(?:(?:{_COUNT_WORDS})\s){{1,10}}(?:ribu|juta|miliar|milyar)|sejuta|seribu"
# "5 juta" is money only near a word about money, and not before what is counted: "2 juta pekerja".
_SCALED: Final = re.compile(
    r"\b(?:bayar\w*|dibayar|membayar|biaya|harga\w*|ongkos|gaji|upah|utang|hutang|uang|denda|pinjam\w*|potong\w*|"
    r"pays?|paid|costs?|fees?|price|wages?|salary|debt|fine)\b"
    rf"[^.!?\n]{{0,30}}?(?<![\w.,])(?P<amount>{_AMOUNT}\s(?:ribu|juta|miliar|milyar)|{_SPELT_SCALE})\b"
    r"(?=\s*(?:[.,;:!?)*]|$|per\b|setiap\b|sebulan\b|setahun\b|untuk\b|kepada\b|dan\b|atau\b|tanpa\b|lagi\b))",
    re.IGNORECASE,
)
# "Seratus persen" says "wholly", and is no number that ages.
_PERCENTAGE: Final = re.compile(
    rf"(?<![\w.,]){_AMOUNT}\s?(?:%|persen\b|percent\b|per\scent\b)"
    rf"|\b(?!seratus\s|(?:one|a)\shundred\s|hundred\s){_SPELT}\s(?:persen|percent|per\scent)\b",
    re.IGNORECASE,
)

_LAW_NAMES: Final = (
    r"UU|[Uu]ndang-[Uu]ndang|PP|Perpres|Permen\w*|Kepmen\w*|Perda|Pergub|Perbup|Perka|Perpu|Perppu|"
    r"Peraturan(?:\s+[A-Z]\w+){1,3}|Keputusan(?:\s+[A-Z]\w+){1,3}|Law|Act|"
    r"(?:Government|Presidential|Ministerial|Regional|Minister\w*)\s+Regulation|Regulation|Decree"
)
LAW: Final = re.compile(
    rf"\b(?:{_LAW_NAMES})\s+(?:Republik\s+Indonesia\s+)?(?:[A-Z]{{2,}}\s+)?(?:(?:No|Nomor|Number)\.?\s*)?"
    r"(?P<number>\d{1,3})\s*(?:/|(?:Tahun|of|tahun)\s+)(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?:{_LAW_NAMES})\s+(?:Republik\s+Indonesia\s+)?(?:[A-Z]{{2,}}\s+)?(?:No|Nomor|Number)\.?\s*\d{{1,3}}\b"
    r"|\b(?:Konvensi|Convention)\s+(?:[A-Z]{2,}\s+)?(?:(?:No|Nomor)\.?\s*)?C?\d{1,3}\b"
)
_SPELT_LAW: Final = re.compile(
    rf"\b(?:{_LAW_NAMES})\s+(?:No|Nomor|Number)\.?\s+{_SPELT}(?:\s+(?:Tahun|of)\s+{_SPELT})?\b", re.IGNORECASE
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
_ABROAD: Final = re.compile(r"(?<![\w+.,/-])00[1-9](?:[\s().-]{0,2}\d){7,13}(?!\w)")
_SLASHED: Final = re.compile(r"(?<![\w/])08\d{2}(?:/\d{3,4}){2,3}(?![\w/])")
_SPACED: Final = re.compile(r"(?<![\w+.,-])(?:\+\d|0)(?:[ .-]\d){7,14}(?![\w]|[.,-]\d)")
_IN_A_ROW: Final = "0123456789"
"""A scale to tick on, and no number."""
_MIXED: Final = re.compile(r"(?<![A-Za-z0-9])[+(]?[0-9OolI](?:[ .()-]{0,2}[0-9OolI]){7,15}(?![A-Za-z0-9])")
_LOOKALIKES: Final = str.maketrans("OolI", "0011")
_MARKS: Final = re.compile(rf"(?<=[\d{HIDDEN}])[*\[]+(?=[\d{HIDDEN}])")
"""Signs between digits that readers do not see."""
_CALL_CENTRE: Final = re.compile(r"(?<![\w.,+-])1[45]00[ -]?\d{3}(?![\w.,-]\d|\d)")
_LONG: Final = re.compile(r"(?<![\w.,+/-])[1-9]\d{6,13}(?![\w]|[.,/-]\d)")
_SHORT: Final = re.compile(
    r"\b(?:telepon|telpon|telp\.?|hubungi|tekan|call|dial|phone|ring|SMS|WA|WhatsApp)(?:\s+(?:ke|nomor|no\.?|to|number|on|at))*"
    r"[\s:]+\**(?P<number>\d{3,5})\b(?=\**\s*(?:[.,;:!?)(|]|$|dari\b|from\b|kalau\b|if\b|atau\b|or\b|dan\b|and\b|"
    r"untuk\b|for\b|gratis\b|free\b))",
    re.IGNORECASE,
)


_ANY_DIGIT: Final = re.compile(r"\d")
# Looked for in small letters; each begins with plain letters, which are found fast.
_LAW_WORD: Final = re.compile(r"no(?<!\wno)\b|nomor|number")
_MONEY_WORD: Final = re.compile(
    r"rupiah|ringgit|dol+ar|riyal|rial|dirham|dinar|euro|baht|peso|rupee|rp(?<!\wrp)|rm(?<!\wrm)"
)
_SCALE_WORD: Final = re.compile(r"juta|ribu|mil[iy]ar")
_PERCENT_WORD: Final = re.compile(r"%|persen|per\s?cent")
_SPELT_WORD: Final = re.compile(r"nol|kosong|zero|delapan|eight")
_ANY_WORD: Final = re.compile(
    "|".join(word.pattern for word in (_LAW_WORD, _MONEY_WORD, _SCALE_WORD, _PERCENT_WORD, _SPELT_WORD))
)
"""What a line with a number in words has."""
_LEAST_DIALLED: Final = 7
"""Digits of a phone number that no word announces."""
_KINDS: Final[tuple[tuple[str, re.Pattern[str], str | int, re.Pattern[str]], ...]] = (
    ("law", LAW, 0, _ANY_DIGIT),
    ("law", _SPELT_LAW, 0, _LAW_WORD),
    ("law", _ARTICLE, 0, _ANY_DIGIT),
    ("", _DATE, 0, _ANY_DIGIT),
    ("amount", _MONEY, 0, _ANY_DIGIT),
    ("amount", _SPELT_MONEY, 0, _MONEY_WORD),
    ("amount", _SCALED, "amount", _SCALE_WORD),
    ("percentage", _PERCENTAGE, 0, _PERCENT_WORD),
    *(
        ("phone number", pattern, 0, _ANY_DIGIT)
        for pattern in (_INTERNATIONAL, _ABROAD, _DOMESTIC, _SLASHED, _SPACED, _CALL_CENTRE, _LONG)
    ),
    ("phone number", _SHORT, "number", _ANY_DIGIT),
)
"""Each kind of number with its pattern, the group that is the number, and what a line must have to be tried."""


class _Number(NamedTuple):
    kind: str
    text: str
    start: int


@rule("page", "data")
def check_literal_number(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """A phone number, amount, percentage or law stands in `docs/data`, where it has a source and a date.

    Why: A number on a page is soon wrong in one language and right in the other, and nobody knows where it came
    from; in the data it has a source, a date and an age.

    Wrong::

        Telepon 0800-1000. Menurut Pasal 13 UU 18/2017, kantor meminta lima surat.

    Right::

        /// contact | kp2mi-callcenter
        ///

        Menurut [[law:uu-18-2017#13]], kantor meminta lima surat.

    Fix: Add it to the file of `docs/data` that the finding names, with its source, and refer to it by its id.
    """
    yield from _in_data(file, context) if isinstance(file, DataFile) else _in_page(file, context)


def _in_page(page: Page, context: Context) -> Iterator[Problem]:
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
    keywords = page.node.child("keywords") if page.node else None
    for node in keywords.value if keywords is not None and isinstance(keywords.value, list) else ():
        for found in _find_numbers(str(node.value), amounts_too=True):
            yield Problem(
                node.line,
                node.column,
                f"the {found.kind} '{found.text}' stands in the keywords",
                "leave it out here",
            )


def _in_data(file: DataFile, context: Context) -> Iterator[Problem]:
    """Phone numbers in the texts of entries, but not a contact's own number in its own words."""
    if file.name in GUARDS:
        return
    for identity, entry in file.nodes.items():
        contact = context.data.contacts.get(identity) if file.name == "contacts" else None
        own = {_bare(channel.value) for channel in contact.channels} if contact else set()
        for text in _texts_below(entry):
            for found in (
                _find_numbers(str(text.value), amounts_too=False) if _may_have_number(str(text.value)) else ()
            ):
                if found.kind == "phone number" and _bare(found.text) not in own:
                    yield Problem(
                        text.line,
                        text.column,
                        f"the phone number '{found.text}' stands in a text of '{identity}'",
                        "put it into a channel of a contact, where it has a source and a date",
                    )


def _texts_below(node: Node) -> Iterator[Node]:
    """Give the texts of an entry that are printed: `{id: …, en: …}`."""
    if isinstance(node.value, list):
        for child in node.value:
            yield from _texts_below(child)
    elif isinstance(node.value, dict):
        if node.value.keys() == set(LOCALES):
            yield from node.value.values()
        else:
            for child in node.value.values():
                yield from _texts_below(child)


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """The lines that people read, code too; a fence shows only what is no name: the title of a group."""
    yield from ((number, line) for number, line in page.code_lines if _may_have_number(line))
    for number, line in running_text(page.shown_lines):
        fence = FENCE.match(line) if line.startswith("///") else None
        if fence and fence["name"] in {"contact", "contacts", "sources", None}:
            continue
        if _may_have_number(line):
            yield number, line


def _may_have_number(line: str) -> bool:
    """Whether it is worth looking closer: most lines have no digit, nothing that can look like one, and no unit."""
    return (
        not line.isascii() or _ANY_DIGIT.search(line) is not None or _ANY_WORD.search(fold(line)) is not None
    )


def _free_lines(page: Page) -> set[int]:
    return {
        number
        for block in page.blocks
        if block.name in FREE_BLOCKS
        for number in range(block.line, block.body_line + block.body.count("\n") + 1)
    }


def _find_numbers(written: str, *, amounts_too: bool) -> Iterator[_Number]:
    """Find each literal number once, from left to right, in whatever signs it is written."""
    plain = simplify(_MARKS.sub(lambda marks: HIDDEN * len(marks[0]), written))
    line = _MIXED.sub(_read_letters, plain.text) if _has_digits(plain.text, 6) else plain.text
    taken = bytearray(len(line))
    found: list[_Number] = []
    for kind, match, group in _candidates(line, amounts_too=amounts_too):
        start, end = match.span(group)
        if 1 not in taken[start:end]:
            taken[start:end] = bytes((1,)) * (end - start)
            if kind:
                place = plain.place(start)
                text = written[place : plain.place(end)].replace(HIDDEN, "").strip()
                found.append(_Number(kind, text, place))
    yield from sorted(found, key=lambda number: number.start)


def _has_digits(text: str, least: int) -> bool:
    """Whether ``text`` has so many digits; most lines have those of a list item."""
    return sum(map(text.count, "0123456789")) >= least


def _read_letters(match: re.Match[str]) -> str:
    """Write letters in a number as the digits that they look like, when most of it are digits."""
    digits = sum(character.isdigit() for character in match[0])
    return match[0].translate(_LOOKALIKES) if digits > 5 else match[0]


def _candidates(line: str, *, amounts_too: bool) -> Iterator[tuple[str, re.Match[str], str | int]]:
    """What could be a number, the surest first; a candidate without a kind only keeps its place from others."""
    folded = fold(line)
    may_dial = _has_digits(line, _LEAST_DIALLED)
    tried: dict[re.Pattern[str], bool] = {}
    for kind, pattern, group, needed in _KINDS:
        if kind == "phone number" and not group and not may_dial:
            continue
        if needed not in tried:
            tried[needed] = needed.search(folded) is not None
        if not tried[needed]:
            continue
        for match in pattern.finditer(line):
            if kind == "phone number" and not group and not _is_phone_number(match[0]):
                continue
            free = kind in {"amount", "percentage"} and not amounts_too
            yield "" if free else kind, match, group


def _is_phone_number(text: str) -> bool:
    """Whether ``text`` has the digits of a phone number, and is no time of day such as 08.00-16.00."""
    groups = re.findall(r"\d+", text)
    digits = "".join(groups)
    if all(len(group) == 1 for group in groups):
        return digits not in _IN_A_ROW
    return len(digits) >= _LEAST_DIALLED and max(map(len, groups)) > 2


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
    match = LAW.search(text)
    if match is None or match["number"] is None:
        return ""
    ending = f"-{int(match['number'])}-{match['year']}"
    return next((law for law in context.data.laws if law.endswith(ending)), "")
