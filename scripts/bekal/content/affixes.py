"""How a word of running text finds its root: the rules of each language, and the lexicon that judges what they give.

The rules are a table of expressions that Python and a browser read alike; the page is given the same table, so that
what the build found and what a reader types meet in the same root.
A rule only proposes: a proposal counts when the lexicon holds it, so *penempatannya* becomes *tempat* and never
*empat*, and *keluarga* stays what it is.
Responsible for single words; what words mean the same is ``everyday``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from bekal.content.common_words import RARE_ROOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SHORTEST_ROOT: Final = 3
"""Letters that a root has at least."""

MOST_STEPS: Final = 4
"""Affixes that are taken off one word at most: *mem-per-…-kan-nya*."""

RULES: Final[dict[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "id": (
        ("^ke(.+)an(?:nya|ku|mu)?$", (r"\1",)),
        ("^per(.+)an(?:nya|ku|mu)?$", (r"\1",)),
        ("(?:nya|ku|mu)$", ("",)),
        ("(?:lah|pun)$", ("",)),
        ("kan$", ("",)),
        ("an$", ("",)),
        ("i$", ("",)),
        ("^di", ("",)),
        # The first letter of a root melts into a nasal: *tulis, menulis*; *pakai, memakai*; *sewa, menyewa*.
        ("^(?:me|pe)ng(?=[aiueo])", ("", "k")),
        ("^(?:me|pe)ng(?=[ghkqx])", ("",)),
        ("^(?:me|pe)nge(?=[a-z]{3}$)", ("",)),
        ("^(?:me|pe)ny(?=[aiueo])", ("s", "ny")),
        ("^(?:me|pe)n(?=[aiueo])", ("t", "n")),
        ("^(?:me|pe)n(?=[cdjstz])", ("",)),
        ("^(?:me|pe)m(?=[aiueo])", ("p", "m")),
        ("^(?:me|pe)m(?=[bfpv])", ("",)),
        ("^(?:me|pe)(?=[lmnrwy])", ("",)),
        ("^(?:be|pe)l(?=ajar)", ("",)),
        ("^ber", ("", "r")),
        ("^be(?=[^aiueor]er)", ("",)),
        ("^per", ("", "r")),
        ("^pe", ("",)),
        ("^ter", ("", "r")),
        ("^(?:ke|se)", ("",)),
        # As people say it: *ngurus, nyari, nulis*.
        ("^ng(?=[aiueo])", ("", "k")),
        ("^ny(?=[aiueo])", ("c", "s")),
        ("^n(?=[aiueo])", ("t",)),
        ("(?:kah|tah)$", ("",)),
        # As people write it in messages: *dipukulin, kirimin*; *anak2*.
        ("in$", ("",)),
        ("2$", ("",)),
    ),
    "en": (
        ("ies$", ("y",)),
        ("([^su])s$", (r"\1",)),
        ("es$", ("",)),
        ("ied$", ("y",)),
        ("d$", ("",)),
        ("([aeiouy][a-z]*)ed$", (r"\1",)),
        (r"([aeiouy])([bdgklmnprt])\2(?:ed|ing|er)$", (r"\1\2",)),
        ("([aeiouy][a-z]*)ing$", (r"\1", r"\1e")),
        ("ying$", ("ie",)),
        ("r$", ("",)),
        ("er$", ("",)),
        ("ly$", ("",)),
        ("(?:ment|ness|al|ion)$", ("",)),
        ("ion$", ("e",)),
    ),
}
"""What may be taken off in one step, and what then stands there; the order decides between equals."""

EXCEPTIONS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "mematikan": "mati",
        "mengawal": "kawal",
        "pengawal": "kawal",
        "pengawalan": "kawal",
        "memasak": "masak",
        "memalukan": "malu",
        "menangani": "tangan",
        "mengalami": "alam",
        "perasaan": "rasa",
        "terasa": "rasa",
        "labuan": "labuan",
        "nunukan": "nunukan",
        "sandakan": "sandakan",
        "menyetir": "setir",
        "mengemudi": "kemudi",
        "menandai": "tanda",
        "pengemis": "emis",
        "setelah": "setelah",
        "sebelum": "sebelum",
        "seperti": "seperti",
        "berapa": "berapa",
        "mereka": "mereka",
        "selama": "selama",
        "kepada": "kepada",
        "terlantar": "telantar",
        "hutang": "utang",
        "ijin": "izin",
        "pasport": "paspor",
        "passport": "paspor",
        "telpon": "telepon",
        "telefon": "telepon",
        "nelpon": "telepon",
        "nomer": "nomor",
        "sertipikat": "sertifikat",
    },
    "en": {
        "paid": "pay",
        "sent": "send",
        "stolen": "steal",
        "stole": "steal",
        "taken": "take",
        "took": "take",
        "beaten": "beat",
        "gone": "go",
        "went": "go",
        "lost": "lose",
        "held": "hold",
        "kept": "keep",
        "bought": "buy",
        "said": "say",
        "does": "do",
        "goes": "go",
        "dinas": "dinas",
        "flores": "flores",
        "laos": "laos",
        "polres": "polres",
        "told": "tell",
        "left": "leave",
        "sold": "sell",
        "fell": "fall",
        "fallen": "fall",
        "ran": "run",
        "found": "find",
        "met": "meet",
        "hid": "hide",
        "hidden": "hide",
        "heard": "hear",
        "came": "come",
        "made": "make",
        "gave": "give",
        "given": "give",
        "wrote": "write",
        "written": "write",
        "spoke": "speak",
        "broke": "break",
        "broken": "break",
        "brought": "bring",
        "knew": "know",
        "known": "know",
        "forgot": "forget",
        "caught": "catch",
        "threw": "throw",
        "thrown": "throw",
        "slept": "sleep",
        "felt": "feel",
        "spent": "spend",
        "lent": "lend",
        "burnt": "burn",
        "flew": "fly",
        "thought": "think",
        "understood": "understand",
        "children": "child",
        "women": "woman",
        "men": "man",
        "wives": "wife",
        "dying": "die",
        "news": "news",
        "his": "his",
        "this": "this",
        "address": "address",
        "counter": "counter",
        "letter": "letter",
        "later": "later",
        "number": "number",
        "offer": "offer",
        "other": "other",
        "portal": "portal",
        "station": "station",
    },
}
"""Words that the rules would get wrong, and other spellings, with their root."""

_WORD: Final = re.compile(r"[0-9a-z]+")


def fold(text: str) -> str:
    """Give ``text`` as it is compared: small letters, without accents; what a phone adds to letters is gone."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(letter)
    )


def words_of(text: str) -> list[str]:
    """Give the words of ``text`` in their order, folded."""
    return _WORD.findall(fold(text))


@cache
def _compiled(locale: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(pattern), changes) for pattern, changes in RULES[locale])


def proposals(word: str, locale: str) -> Iterator[str]:
    """Give the word and every root that it could have, those first that keep most of it."""
    yield word
    found = {word}
    level = [word]
    for _ in range(MOST_STEPS):
        following: list[str] = []
        for current in level:
            for pattern, changes in _compiled(locale):
                if pattern.search(current) is None:
                    continue
                for change in changes:
                    shorter = pattern.sub(change, current)
                    if len(shorter) >= SHORTEST_ROOT and shorter not in found:
                        found.add(shorter)
                        following.append(shorter)
                        yield shorter
        level = following


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The roots that a text has, and how to find the root of a word by them."""

    locale: str
    roots: frozenset[str]
    means: Mapping[str, str] = field(default_factory=dict)
    """Words that people say for others of the same text: *sonde* for *tidak*."""

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}

    @cached_property
    def _others(self) -> dict[str, str]:
        return EXCEPTIONS[self.locale] | dict(self.means)

    def stem(self, word: str) -> str:
        """Give the root of a folded word; the word itself when no root of it is known."""
        if word not in self._known:
            self._known[word] = self._find(word)
        return self._known[word]

    def stems(self, text: str) -> list[str]:
        """Give the roots of the words of ``text``, in their order."""
        return [self.stem(word) for word in words_of(text)]

    def _find(self, word: str) -> str:
        others = self._others
        if word in others or len(word) <= SHORTEST_ROOT:
            return others.get(word, word)
        for root in proposals(word, self.locale):
            if root in others or root in self.roots:
                return others.get(root, root)
        return word

    @classmethod
    def of_words(cls, words: Iterable[str], locale: str, means: Mapping[str, str] | None = None) -> Lexicon:
        """Make the lexicon of a text from its words, folded.

        It holds exactly the roots that these words have, so whoever knows it finds the same root for each of them.
        """
        chosen = set(words)
        meant = set((means or {}).values())
        roots = _indonesian_roots() if locale == "id" else _shared_roots(chosen | meant, locale)
        wide = cls(locale, roots, means or {})
        return cls(locale, frozenset(wide.stem(word) for word in chosen), wide.means)


@cache
def _indonesian_roots() -> frozenset[str]:
    """Read the roots of Indonesian that PySastrawi lists."""
    listed = files("Sastrawi.Stemmer").joinpath("data", "kata-dasar.txt").read_text(encoding="utf-8").split()
    return frozenset(listed) - RARE_ROOTS


def _shared_roots(words: set[str], locale: str) -> frozenset[str]:
    """Take as roots the words themselves unless another of them is their root, and whatever only lost its *s*."""
    single = {word[:-1] for word in words if re.search("[^eius]s$|[^hisxz]es$", word)}
    single |= {word[:-3] + "y" for word in words if word.endswith("ies")}
    known = words | single
    return frozenset(
        word for word in known if not any(root in known for root in proposals(word, locale) if root != word)
    )
