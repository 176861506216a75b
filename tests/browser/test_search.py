"""Search as a reader meets it: from a folder without network, in a book that is one file, alone, with keys, hostile.

The questions are those of ``tests/search``; how they are judged is ``bench.questions``.
What the build and the page must do alike (roots, texts, parts) is compared here on every word of the pages.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from affixed_words import affixed_words
from bekal.config import LOCALES, find_project
from bekal.content.affixes import Lexicon, words_of
from bekal.content.everyday import WORDS_PAGE, gather_sayings
from bekal.content.reading import read_content
from bekal.editions.book import page_anchor
from bekal.rendering.context import EMERGENCY_PAGE
from bekal.rendering.pages import page_path, search_path
from bench.questions import (
    ASK,
    FIRST,
    IN_ALPHABET,
    IN_FIRST_THREE,
    PRACTICE,
    Alphabet,
    alphabet_share,
    load_questions,
    score,
)
from browsers import View, expect_no
from built_bundle import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bekal.content.reading import Content
    from bench.questions import Asked
    from browsers import Browser, Tab
    from built_bundle import Built
    from recording_proxy import RecordingProxy

pytestmark = pytest.mark.browser

BUTTON = "[data-bekal=search-open]"
FIELD = "input[type=search]"
RESULTS = "[data-bekal=search-results] a[href]"
EVERY = 6
"""Every which question the second browser and the second shape are asked."""
MOST_LOST = 0.1
"""The share of wordings of danger that may miss the numbers among the first three answers."""
HOSTILE = {
    "ten thousand letters": "gaji " * 2000,
    "one endless word": "a" * 10_000,
    "markup": '<img src=x onerror="document.title=1"><script>document.title=2</script>',
    "right-to-left marks": "\u202egaji\u202c \u200f\u200e",
    "emoji": "\U0001f62d\U0001f1ee\U0001f1e9 gaji",
    "signs of regular expressions": "(((*+?[\\d{9999}^$|).\\",
    "names of the language": "constructor __proto__ hasOwnProperty toString",
    "broken characters": "\\ud83d gaji",
    "lines": "gaji\n\t\0majikan",
}


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(find_project(PROJECT))


@pytest.fixture(scope="module")
def asked(content: Content) -> dict[str, Asked]:
    return {
        locale: load_questions(
            PROJECT, locale, [page.slug for page in content.catalogue.reading_order(locale)]
        )
        for locale in LOCALES
    }


def site_page(built: Built, slug: str, locale: str) -> Path:
    return built.edition / "SITUS" / page_path(slug, locale)


def book(built: Built, locale: str) -> Path:
    return built.edition / "HP" / f"buku-{locale}.html"


def open_search(tab: Tab, address: str) -> None:
    tab.open(address)
    tab.tap(BUTTON)
    tab.wait_until(
        f"document.activeElement === document.querySelector({json.dumps(FIELD)})", "the field is ready"
    )


def ask(tab: Tab, texts: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = tab.read(f"({ASK})({json.dumps(list(texts))})")
    return found


def slugs(targets: Sequence[Sequence[str]]) -> list[list[str]]:
    """Give the pages of what was found from the first page of a site."""
    return [[target.partition("#")[0].removesuffix(".html") for target in found] for found in targets]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_right_page_is_among_the_first_from_a_folder_without_network(
    chromium: Browser, built: Built, asked: dict[str, Asked], locale: str
) -> None:
    questions = asked[locale].ready
    with chromium.tab(View()) as tab:
        open_search(tab, site_page(built, "index", locale).as_uri())
        found = slugs(ask(tab, [question.text for question in questions]))
        complaints = tab.take_complaints()
    result = score(questions, found)
    assert result.in_three_share >= IN_FIRST_THREE, "\n".join(("", *result.misses))
    assert result.first_share >= FIRST, f"{result.first} of {result.asked} at once"
    assert complaints == []


@pytest.mark.parametrize("locale", LOCALES)
def test_who_has_no_credit_left_or_is_in_danger_is_led_to_the_numbers(
    chromium: Browser, built: Built, content: Content, locale: str
) -> None:
    written = [page.slug for page in content.catalogue.reading_order(locale)]
    questions = load_questions(PROJECT, locale, written, PRACTICE).ready
    with chromium.tab(View()) as tab:
        open_search(tab, site_page(built, "index", locale).as_uri())
        found = slugs(ask(tab, [question.text for question in questions]))
    answers = list(zip(questions, found, strict=True))
    penniless = [(one.text, pages) for one, pages in answers if one.note == "no credit"]
    endangered = [(one.text, pages) for one, pages in answers if one.note == "danger"]
    lost = [text for text, pages in endangered if EMERGENCY_PAGE not in pages[:3]]
    assert min(len(penniless), len(endangered)) >= 20
    expect_no([f"{text}: {pages[:3]}" for text, pages in penniless if pages[:1] != [EMERGENCY_PAGE]])
    assert len(lost) / len(endangered) <= MOST_LOST, lost


@pytest.mark.parametrize("locale", LOCALES)
def test_a_book_answers_as_well(
    chromium: Browser, built: Built, content: Content, asked: dict[str, Asked], locale: str
) -> None:
    questions = asked[locale].ready
    places = {page_anchor(page.slug): page.slug for page in content.catalogue.reading_order(locale)}
    with chromium.tab(View()) as tab:
        open_search(tab, book(built, locale).as_uri())
        targets = ask(tab, [question.text for question in questions])
        missing = tab.read(
            f"{json.dumps(sorted({one for found in targets for one in found}))}"
            ".filter((one) => !document.getElementById(one.slice(1)))"
        )
    found = [[places[target[1:].partition("--")[0]] for target in one] for one in targets]
    result = score(questions, found)
    assert missing == []
    assert result.in_three_share >= IN_FIRST_THREE, "\n".join(("", *result.misses))
    assert result.first_share >= FIRST, f"{result.first} of {result.asked} at once"


@pytest.mark.parametrize("locale", LOCALES)
def test_both_browsers_find_the_same(
    chromium: Browser, firefox: Browser, built: Built, asked: dict[str, Asked], locale: str
) -> None:
    texts = [question.text for question in asked[locale].ready][::EVERY]
    answers = []
    for browser in (chromium, firefox):
        for file in (site_page(built, "index", locale), book(built, locale)):
            with browser.tab(View()) as tab:
                open_search(tab, file.as_uri())
                answers.append(ask(tab, texts))
    assert answers[:2] == answers[2:]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_place_that_search_leads_to_exists(chromium: Browser, built: Built, locale: str) -> None:
    with chromium.tab(View()) as tab:
        open_search(tab, site_page(built, "index", locale).as_uri())
        parts = tab.read(
            "bekalSearch.inside.pages().map((page) => [page.slug, page.parts.map((part) => part.anchor)])"
        )
    wrong = []
    for slug, anchors in parts:
        html = site_page(built, slug, locale).read_text(encoding="utf-8")
        wrong += [f"{slug}#{anchor}" for anchor in anchors if anchor and f'id="{anchor}"' not in html]
    assert len(parts) > 10
    expect_no(wrong)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_site_and_the_book_are_searched_in_the_same_texts(
    chromium: Browser, built: Built, content: Content, locale: str
) -> None:
    """What the build read and packed is what the script reads where it stands, but for what was shortened."""
    read = (
        "bekalSearch.inside.pages().map((page) => [page.slug, page.parts.map((part) =>"
        " [part.title, part.blocks.filter((block) => block[0] !== '\\t')])])"
    )
    found = []
    for file in (site_page(built, "index", locale), book(built, locale)):
        with chromium.tab(View()) as tab:
            open_search(tab, file.as_uri())
            found.append(tab.read(read))
    site, bound = found
    lists = {page.slug for page in content.catalogue.reading_order(locale) if page.slug.endswith("/sources")}
    wrong = []
    for (slug, ours), (anchor, theirs) in zip(site, bound, strict=True):
        assert anchor == page_anchor(slug)
        if slug in lists:
            continue
        if [title for title, _ in ours] != [title for title, _ in theirs]:
            wrong.append(f"{slug}: {ours} in the site, {theirs} in the book")
        wrong += [
            f"{slug}, '{title}': {blocks} in the site, {others} in the book"
            for (title, blocks), (_, others) in zip(ours, theirs, strict=False)
            if others[: len(blocks)] != blocks
        ]
    expect_no(wrong)


def test_build_and_page_find_the_same_root_for_every_word(
    browser: Browser, built: Built, content: Content
) -> None:
    """On every word of the pages and of what people say, and on thousands of affixed words."""
    wrong = []
    for locale in LOCALES:
        sayings = gather_sayings(content.catalogue, content.data_files.data, locale)
        with browser.tab(View()) as tab:
            open_search(tab, site_page(built, "index", locale).as_uri())
            roots, texts = tab.read(
                "[bekalSearch.inside.roots(), bekalSearch.inside.pages().flatMap((page) =>"
                " page.parts.flatMap((part) => [part.title, ...part.blocks]))]"
            )
            words = sorted(
                {word for text in texts for word in words_of(text)}
                | {word for group in sayings.groups for text in group.words for word in words_of(text)}
                | {word for word, _ in affixed_words()}
            )
            found = tab.read(f"{json.dumps(words)}.map(bekalSearch.inside.stem)")
        lexicon = Lexicon(locale, frozenset(roots), sayings.means)
        wrong += [
            f"{locale}: {word} → {theirs} in the page, {lexicon.stem(word)} in the build"
            for word, theirs in zip(words, found, strict=True)
            if lexicon.stem(word) != theirs
        ]
        assert len(words) > 3000
    expect_no(wrong)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_typed_gives_text_and_no_error(browser: Browser, built: Built, name: str) -> None:
    wrong = []
    for file in (site_page(built, "index", "id"), book(built, "id")):
        with browser.tab(View()) as tab:
            open_search(tab, file.as_uri())
            title = tab.read("document.title")
            ask(tab, [HOSTILE[name]])
            inside = tab.read(
                "Array.from(document.querySelectorAll('.find ol *, .find [role=status] *'), (one) => one.localName)"
            )
            wrong += [
                f"{built.name(file)}: {one}"
                for one in set(inside) - {"li", "a", "b", "span", "small", "mark"}
            ]
            if tab.read("document.title") != title:
                wrong.append(f"{built.name(file)}: something ran")
            wrong += tab.take_complaints()
    expect_no(wrong)


def test_a_hit_in_a_book_closes_the_search_and_jumps_to_its_section(browser: Browser, built: Built) -> None:
    with browser.tab(View()) as tab:
        open_search(tab, book(built, "id").as_uri())
        ask(tab, ["paspor ditahan"])
        target = tab.read(f"document.querySelector({json.dumps(RESULTS)}).getAttribute('href')")
        tab.tap(RESULTS)
        tab.wait_until(f"location.hash === {json.dumps(target)}", "the hit is followed")
        assert tab.read("document.querySelector('.find').hidden") is True
        box = tab.boxes(f"[id={json.dumps(target[1:])}]")[0]
    assert -50 <= box.top <= 640


def test_a_hit_in_the_site_leads_to_its_page(browser: Browser, built: Built) -> None:
    with browser.tab(View()) as tab:
        open_search(tab, site_page(built, "departure/documents", "en").as_uri())
        ask(tab, ["passport taken"])
        tab.follow(RESULTS)
        assert "/rights/passport-and-phone.html" in tab.read("location.pathname")


def test_a_result_says_title_sentence_and_chapter_and_marks_the_hit(browser: Browser, built: Built) -> None:
    with browser.tab(View()) as tab:
        open_search(tab, site_page(built, "index", "id").as_uri())
        ask(tab, ["pengaduannya"])
        rows = tab.read(
            "Array.from(document.querySelectorAll('[data-bekal=search-results] li'), (row) => ({"
            " title: row.querySelector('b').textContent, marks: Array.from(row.querySelectorAll('mark'), (one) =>"
            " one.textContent), chapter: row.querySelector('small') ? row.querySelector('small').textContent : ''}))"
        )
        status = tab.read("document.querySelector('.find [role=status]') !== null")
        tab.wait_until(
            "document.querySelector('.find [role=status]').textContent !== ''", "the count is said"
        )
    assert status
    assert len(rows) > 2
    assert all(row["title"] and row["chapter"] for row in rows)
    assert {"mengadu", "pengaduan"} & {mark.lower() for row in rows for mark in row["marks"]}


def test_words_that_are_nowhere_end_at_the_doors_and_at_help(browser: Browser, built: Built) -> None:
    with browser.tab(View()) as tab:
        open_search(tab, site_page(built, "departure/documents", "id").as_uri())
        assert ask(tab, ["xqzwvk"]) == [[]]
        links = tab.read(
            "Array.from(document.querySelectorAll('.find .doors-too a'), (one) => one.getAttribute('href'))"
        )
        shown = tab.boxes(".find .doors-too a")
        tab.wait_until("document.querySelector('.find [role=status]').textContent.length > 20", "it says so")
    assert len(shown) == len(links)
    assert links[-1] == "#bantuan"
    assert "../complaints/emergency.html" in links
    assert "../start/index.html" in links


def test_the_keyboard_opens_reads_and_closes_the_search(browser: Browser, built: Built) -> None:
    with browser.tab(View()) as tab:
        tab.open(site_page(built, "departure/documents", "id").as_uri())
        tab.read(f"document.querySelector({json.dumps(BUTTON)}).focus()")
        tab.press_key("Enter")
        tab.wait_until(f"document.activeElement === document.querySelector({json.dumps(FIELD)})", "it opens")
        ask(tab, ["paspor"])
        for _ in range(2):
            tab.press_key("Tab")
        assert tab.read("document.activeElement.closest('[data-bekal=search-results]') !== null") is True
        tab.press_key("Escape")
        tab.wait_until(
            f"document.activeElement === document.querySelector({json.dumps(BUTTON)})", "it closes"
        )
        assert tab.read("document.querySelector('.find').hidden") is True


def test_nothing_of_a_search_is_kept(browser: Browser, built: Built) -> None:
    with browser.tab(View()) as tab:
        open_search(tab, site_page(built, "index", "id").as_uri())
        before = tab.read("[location.href, history.length, document.title]")
        ask(tab, ["dipukul majikan"])
        assert tab.read("[location.href, history.length, document.title]") == before
        assert tab.read(f"document.querySelector({json.dumps(FIELD)}).autocomplete") == "off"
        assert tab.read(f"document.querySelector({json.dumps(FIELD)}).form") is None


@pytest.mark.parametrize(
    "view", [View(screen=(320, 568), text=200), View(screen=(640, 360)), View(screen=(1280, 720))]
)
def test_the_search_fits_the_screen_and_leaves_the_exit_free(
    browser: Browser, built: Built, view: View
) -> None:
    wrong = []
    for file in (site_page(built, "departure/documents", "id"), book(built, "en")):
        with browser.tab(view) as tab:
            open_search(tab, file.as_uri())
            ask(tab, ["paspor passport"])
            width = tab.read("document.querySelector('.find').scrollWidth")
            if width > view.screen[0]:
                wrong.append(f"{built.name(file)}: {width} px wide")
            tab.read("scrollTo(0, 0)")
            for selector in ("a[data-bekal=exit]", FIELD, ".ask button"):
                small = [
                    box for box in tab.boxes(selector) if box.height < 44 or box.right > view.screen[0] + 1
                ]
                wrong += [f"{built.name(file)}: {selector} is {box}" for box in small]
            tab.tap("a[data-bekal=exit]")
            tab.wait_until("location.hash === '#belanja'", "the exit works while somebody searches")
    expect_no(wrong)


def test_four_buttons_stand_in_one_row(browser: Browser, built: Built) -> None:
    for view in (View(screen=(320, 568)), View(screen=(320, 568), text=200), View(screen=(1280, 720))):
        for file in (
            site_page(built, "departure/documents", "id"),
            site_page(built, "departure/documents", "en"),
        ):
            with browser.tab(view) as tab:
                tab.open(file.as_uri())
                boxes = tab.boxes(".bar a")
            assert len(boxes) == 4
            assert max(box.top for box in boxes) - min(box.top for box in boxes) < 12, (view, boxes)
            assert all(box.left >= 0 and box.right <= view.screen[0] for box in boxes), (view, boxes)


def test_a_page_that_lies_alone_says_where_the_search_is(
    browser: Browser, built: Built, tmp_path: Path
) -> None:
    shutil.copy(site_page(built, "departure/documents", "id"), tmp_path)
    with browser.tab(View()) as tab:
        tab.open((tmp_path / "documents.html").as_uri())
        tab.tap(BUTTON)
        tab.wait_until("!document.getElementById('tanpa-cari').hidden", "the page says so")
        said = tab.read("document.getElementById('tanpa-cari').textContent")
        assert tab.read("document.activeElement.id") == "tanpa-cari"
        assert tab.follow(".bar a[href='#bantuan']").endswith("#bantuan")
    assert "buku-id.html" in said
    assert "Mau berangkat" in said


def test_a_book_in_an_opaque_origin_is_searched(
    browser: Browser, built: Built, proxy: RecordingProxy, tmp_path: Path
) -> None:
    shutil.copy(book(built, "id"), tmp_path)
    address = f"{proxy.serve('cari', tmp_path)}/buku-id.html"
    with browser.tab(View()) as tab:
        open_search(tab, address)
        assert ask(tab, ["gaji belum dibayar"])[0]
        assert tab.take_complaints() == []
    assert proxy.take_served() == [address]


def test_over_http_the_search_is_asked_for_once(
    browser: Browser, built: Built, proxy: RecordingProxy
) -> None:
    address = proxy.serve("situs", built.edition / "SITUS", opaque=False)
    with browser.tab(View()) as tab:
        tab.open(f"{address}/departure/documents.html")
        proxy.take_served()
        tab.tap(BUTTON)
        tab.wait_until(f"document.querySelector({json.dumps(FIELD)}) !== null", "it opens")
        assert slugs(ask(tab, ["paspor ditahan"]))[0]
        tab.tap(".ask button")
        tab.tap(BUTTON)
        assert tab.take_complaints() == []
    assert proxy.take_served() == [f"{address}/{search_path('id')}"]


@pytest.mark.parametrize("locale", LOCALES)
def test_without_script_the_button_leads_to_the_words(browser: Browser, built: Built, locale: str) -> None:
    with browser.tab(View(script=False)) as tab:
        tab.open(site_page(built, "departure/documents", locale).as_uri())
        assert tab.follow(BUTTON) == site_page(built, WORDS_PAGE, locale).as_uri()
        tab.open(book(built, locale).as_uri())
        assert tab.follow(BUTTON).endswith(f"#{page_anchor(WORDS_PAGE)}")
        letters = tab.boxes(".letters a")
        assert len(letters) > 15
        assert min(min(box.width, box.height) for box in letters) >= 48
        assert tab.follow(".letters a", 3).partition("#")[2].startswith(f"{page_anchor(WORDS_PAGE)}--huruf-")
        first = tab.read("document.querySelector('.words li a').getAttribute('href')")
        assert tab.follow(".words li a").endswith(first)


@pytest.mark.parametrize("locale", LOCALES)
def test_most_questions_reach_their_page_by_the_words_alone(
    built: Built, content: Content, asked: dict[str, Asked], locale: str
) -> None:
    slugs = [page.slug for page in content.catalogue.reading_order(locale)]
    html = site_page(built, WORDS_PAGE, locale).read_text(encoding="utf-8")
    means = gather_sayings(content.catalogue, content.data_files.data, locale).means
    share, missed = alphabet_share(Alphabet.read(html, slugs), asked[locale].ready, locale, means)
    assert share >= IN_ALPHABET, "\n".join((f"{share:.1%}", *missed))
