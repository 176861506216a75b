"""Search from ``file://`` with the network off: how often it finds the right page, what it weighs, when it is ready.

Each locale is asked every question of ``tests/search`` whose pages are written; once as it is, once without keywords
and synonyms, so that one sees what they add.
Then the A-Z that stands in for it where no script runs.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
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
    FIRST,
    IN_ALPHABET,
    IN_FIRST_THREE,
    Alphabet,
    alphabet_share,
    load_questions,
    score,
)
from bench.tables import Budget, judge, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

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


def main() -> int:
    """Ask everything, print the shares and the misses, judge them."""
    project = our_project()
    built = find_built(project.build)
    content = read_content(project)
    rows: list[list[object]] = []
    budgets: list[Budget] = []
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        bare = Path(folder) / "site"
        shutil.copytree(built.site, bare)
        for locale in LOCALES:
            script = bare / search_path(locale)
            script.write_text(without_words(script.read_text(encoding="utf-8"), locale), encoding="utf-8")
            slugs = [page.slug for page in content.catalogue.reading_order(locale)]
            asked = load_questions(project.root, locale, slugs)
            texts = [question.text for question in asked.ready]
            start = built.site / page_path("index", locale)
            full = score(asked.ready, ask(browser, start, texts, locale))
            plain = score(asked.ready, ask(browser, bare / page_path("index", locale), texts, locale))
            alphabet = Alphabet.read(
                (built.site / page_path(WORDS_PAGE, locale)).read_text(encoding="utf-8"), slugs
            )
            means = gather_sayings(content.catalogue, content.data_files.data, locale).means
            share, lost = alphabet_share(alphabet, asked.ready, locale, means)
            strict, _ = alphabet_share(alphabet, asked.ready, locale, means, strict=True)
            size = compressed_size((built.site / search_path(locale)).read_text(encoding="utf-8"))
            ready = readiness(browser, start)
            book = readiness(browser, project.build / "editions" / "HP" / f"buku-{locale}.html")
            rows += [
                [
                    locale,
                    "as it is",
                    full.asked,
                    len(asked.waiting),
                    100 * full.in_three_share,
                    100 * full.first_share,
                ],
                [
                    locale,
                    "without words",
                    plain.asked,
                    len(asked.waiting),
                    100 * plain.in_three_share,
                    100 * plain.first_share,
                ],
                [locale, "A-Z, no script", full.asked, len(asked.waiting), "", 100 * share],
                [locale, "A-Z, every tie a miss", full.asked, len(asked.waiting), "", 100 * strict],
            ]
            lines += [f"{locale}, not among the first three: {miss}" for miss in full.misses]
            lines += [f"{locale}, not by the A-Z: {text}" for text in lost]
            lines += [
                f"{locale}, not written yet: {one.text} ({', '.join(one.pages)})" for one in asked.waiting
            ]
            budgets += [
                Budget(
                    f"{locale}: among the first three", full.in_three_share, IN_FIRST_THREE, at_least=True
                ),
                Budget(f"{locale}: first", full.first_share, FIRST, at_least=True),
                Budget(f"{locale}: by the A-Z", share, IN_ALPHABET, at_least=True),
                Budget(f"{locale}: index and code", size, LIMITS.search_bytes, " bytes"),
                Budget(f"{locale}: ready in the site, {THROTTLE} times slower", ready, READY, " ms"),
                Budget(f"{locale}: ready in the book, {THROTTLE} times slower", book, READY, " ms"),
            ]
    heads = ["locale", "search", "asked", "waiting", "% in three", "% first"]
    table("Questions answered, from file://, network off", heads, rows)
    print()
    for line in lines:
        print(f"  {line}")
    print()
    return judge(budgets)


if __name__ == "__main__":
    sys.exit(main())
