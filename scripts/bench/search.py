"""Search from ``file://`` with the network off: how often it finds the right page, what it weighs, when it is ready.

Each locale is asked every question of ``tests/search`` whose pages are written, the known ones, those to practise on
and the blind ones; once as it is, once without keywords and synonyms, so that one sees what they add.
Then the A-Z that stands in for it where no script runs, read in two ways: a tie between entries goes to the one that
says least besides, or roots alone count and every tie between pages is a miss; "in three" are also ties of at most
three pages that hold the right one.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.browser import View, chromium, looking
from audit.pages import find_built
from bekal.config import LIMITS, LOCALES
from bekal.content.affixes import EXCEPTIONS
from bekal.content.everyday import WORDS_PAGE, gather_sayings
from bekal.content.reading import read_content
from bekal.finishing.audit import compressed_size
from bekal.rendering.pages import page_path, search_path, split_path
from bench.projects import our_project
from bench.questions import (
    ASK,
    BLIND,
    FIRST,
    IN_ALPHABET,
    IN_FIRST_THREE,
    KNOWN,
    PRACTICE,
    Alphabet,
    alphabet_share,
    load_questions,
    score,
)
from bench.tables import Budget, judge, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

    from bench.questions import Asked, Score

THROTTLE = 6
READY = 300
RUNS = 7
_DATA = re.compile(r"bekalData=(\{.*?\});\n", re.DOTALL)

OPEN = "document.querySelector('[data-bekal=search-open]').click()"
FIELD = "input[type=search]"


def ask(browser: Browser, page: Path, texts: Sequence[str], locale: str) -> list[list[str]]:
    """Ask the search of a page and give the slugs that it finds for each text."""
    with looking(browser, View()) as tab:
        tab.page.context.set_offline(True)
        tab.open(page.as_uri())
        tab.evaluate(OPEN)
        tab.page.wait_for_selector(FIELD)
        found = tab.page.evaluate(ASK, list(texts))
    return [[_slug(target, page, locale) for target in targets] for targets in found]


def _slug(target: str, page: Path, locale: str) -> str:
    path = (page.parent / target.partition("#")[0]).resolve()
    root = page.resolve().parent
    while not (root / search_path(locale)).is_file():
        root = root.parent
    return split_path(path.relative_to(root).as_posix())[0]


def without_words(script: str, locale: str) -> str:
    """Take keywords, synonyms and words for words out of a search script."""
    match = _DATA.search(script)
    if match is None:
        raise ValueError("the search script does not begin with its data")
    data: dict[str, Any] = json.loads(match[1])
    data |= {"said": [], "instead": {}, "others": EXCEPTIONS[locale]}
    return f"bekalData={json.dumps(data)};\n{script[match.end() :]}"


def readiness(browser: Browser, page: Path) -> float:
    """Milliseconds from the tap until it answers, the processor six times slower: the least of several first visits.

    The least, because whatever else the machine does only adds to it.
    """
    times = []
    for _ in range(RUNS):
        with looking(browser, View()) as tab:
            tab.open(page.as_uri())
            tab.session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
            times.append(
                tab.page.evaluate(
                    """() => new Promise((resolve) => {
                      const start = performance.now();
                      const look = () => document.querySelector("input[type=search]")
                        ? resolve(performance.now() - start) : setTimeout(look, 1);
                      document.querySelector("[data-bekal=search-open]").click();
                      look();
                    })"""
                )
            )
    return float(min(times))


@dataclass(frozen=True, slots=True)
class AlphabetShares:
    """The shares that the A-Z leads to their page: at once, and as one of at most three pages that fit as well."""

    first: float
    in_three: float


@dataclass(frozen=True, slots=True)
class Shares:
    """What became of one set of questions in one locale."""

    kind: str
    asked: Asked
    full: Score
    plain: Score
    alphabet: AlphabetShares
    strict: AlphabetShares
    lost: tuple[str, ...]

    def rows(self, locale: str) -> list[list[object]]:
        """Write the shares as lines of the table."""
        start: list[object] = [locale, self.kind]
        counts: list[object] = [self.full.asked, len(self.asked.waiting)]
        return [
            [*start, "as it is", *counts, 100 * self.full.in_three_share, 100 * self.full.first_share],
            [*start, "without words", *counts, 100 * self.plain.in_three_share, 100 * self.plain.first_share],
            [*start, "A-Z, no script", *counts, 100 * self.alphabet.in_three, 100 * self.alphabet.first],
            [*start, "A-Z, roots alone", *counts, 100 * self.strict.in_three, 100 * self.strict.first],
        ]

    def misses(self, locale: str) -> list[str]:
        """List what was not answered, and what waits for its page."""
        head = f"{locale}, {self.kind}"
        return [
            *(f"{head}, not among the first three: {miss}" for miss in self.full.misses),
            *(f"{head}, not by the A-Z: {miss}" for miss in self.lost),
            *(f"{head}, not written yet: {one.text} ({', '.join(one.pages)})" for one in self.asked.waiting),
        ]


def main() -> int:
    """Ask everything, print the shares and the misses, judge them.

    Only the known questions are judged: whoever has to make the blind ones pass would tune to them.
    """
    project = our_project()
    built = find_built(project.build)
    content = read_content(project)
    measured: list[tuple[str, Shares]] = []
    budgets: list[Budget] = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        bare = Path(folder) / "site"
        shutil.copytree(built.site, bare)
        for locale in LOCALES:
            script = bare / search_path(locale)
            script.write_text(without_words(script.read_text(encoding="utf-8"), locale), encoding="utf-8")
            slugs = [page.slug for page in content.catalogue.reading_order(locale)]
            start = built.site / page_path("index", locale)
            alphabet = Alphabet.read(
                (built.site / page_path(WORDS_PAGE, locale)).read_text(encoding="utf-8"), slugs
            )
            means = gather_sayings(content.catalogue, content.data_files.data, locale).means
            for kind in (KNOWN, PRACTICE, BLIND):
                asked = load_questions(project.root, locale, slugs, kind)
                texts = [question.text for question in asked.ready]
                by_alphabet, by_roots = (
                    AlphabetShares(
                        *(
                            alphabet_share(
                                alphabet, asked.ready, locale, means, strict=strict, within=within
                            )[0]
                            for within in (1, 3)
                        )
                    )
                    for strict in (False, True)
                )
                shares = Shares(
                    kind,
                    asked,
                    score(asked.ready, ask(browser, start, texts, locale)),
                    score(asked.ready, ask(browser, bare / page_path("index", locale), texts, locale)),
                    by_alphabet,
                    by_roots,
                    tuple(alphabet_share(alphabet, asked.ready, locale, means)[1]),
                )
                measured.append((locale, shares))
                if kind == KNOWN:
                    budgets += _shares_judged(locale, shares)
            size = compressed_size((built.site / search_path(locale)).read_text(encoding="utf-8"))
            ready = readiness(browser, start)
            book = readiness(browser, project.build / "editions" / "HP" / f"buku-{locale}.html")
            budgets += [
                Budget(f"{locale}: index and code", size, LIMITS.search_bytes, " bytes"),
                Budget(f"{locale}: ready in the site, {THROTTLE} times slower", ready, READY, " ms"),
                Budget(f"{locale}: ready in the book, {THROTTLE} times slower", book, READY, " ms"),
            ]
    heads = ["locale", "questions", "search", "asked", "waiting", "% in three", "% first"]
    rows = [row for locale, shares in measured for row in shares.rows(locale)]
    table("Questions answered, from file://, network off", heads, rows)
    print()
    for line in (line for locale, shares in measured for line in shares.misses(locale)):
        print(f"  {line}")
    print()
    return judge(budgets)


def _shares_judged(locale: str, shares: Shares) -> list[Budget]:
    return [
        Budget(f"{locale}: among the first three", shares.full.in_three_share, IN_FIRST_THREE, at_least=True),
        Budget(f"{locale}: first", shares.full.first_share, FIRST, at_least=True),
        Budget(f"{locale}: by the A-Z", shares.alphabet.first, IN_ALPHABET, at_least=True),
    ]


if __name__ == "__main__":
    sys.exit(main())
