"""PERIKSA.html, opened from the stick by double-click: what it says, and that it agrees with ``bekal verify``.

Chromium picks a folder; Firefox cannot be driven to, and is given the list of files that picking would give.
What the page cannot see stands in ``bekal.bundle.checker_page.unseen``; a case may be excused by an entry of that list
and by nothing else.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from audit.axe import axe_problems
from audit.floor import script_problems, style_problems
from bekal.bundle.checker_page import build_checker_page, unproven, unseen
from bekal.finishing.assets import load_assets
from bekal.finishing.finish import write_policy
from bekal.locale import translator
from bekal.stick.alike import say_alike_once
from bekal.stick.verdict import Question, Verdict
from browsers import CLOCK, View, expect_no
from bundles import KEY, PAYLOAD, WORDS, make_bundle, make_edition
from judging import report
from tampering import CASES, FOLDER, INDEX, SEALED, SIGNATURE

if TYPE_CHECKING:
    from browsers import Browser, Tab
    from chromium import Chromium

pytestmark = pytest.mark.browser

OVERRIDES: Final = Path(__file__).parents[2] / "overrides"
FOLDER_INPUT: Final = "#pilih-folder"
FILES_INPUT: Final = "#pilih-berkas"
WIDE: Final = (1024, 768)

EXCUSED: Final = {
    "an empty folder added": "empty-folders",
    "a folder without a visible name": "empty-folders",
    "a folder replaced by a link": "links",
    "a pipe in the edition": "links",
    "a link in the root": "links",
}
"""Cases of tampering that the page may see differently, and the entry of its own list that says so."""

OTHER_WORDS: Final = {"a key of the list that stands there twice"}
"""Cases of which the page gives another reason in words: JSON of a browser forgets a key that stands there twice."""

OWN_KEYS: Final = frozenset(
    "bytes gather limits manifest months path readable signature stopped system".split()  # noqa: SIM905
    + "blockSize detached finished toHex".split()  # noqa: SIM905
)
"""Keys of the page's own objects, and of the code of others in it, which browsers have since come to use too."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it lies in every edition that ``KEY`` signed."""
    html = build_checker_page(OVERRIDES, load_assets(OVERRIDES), make_edition(), [KEY.public])
    path = tmp_path_factory.mktemp("periksa") / "PERIKSA.html"
    path.write_text(html, encoding="utf-8")
    return path


def check(tab: Tab, folder: Path) -> None:
    """Choose a folder and wait for the outcome."""
    forget(tab)
    tab.choose_folder(FOLDER_INPUT, folder)
    wait(tab)


def choose(tab: Tab, files: list[Path]) -> None:
    """Choose single files and wait for the outcome."""
    forget(tab)
    tab.choose_files(FILES_INPUT, files)
    wait(tab)


def at(year: int, month: int, day: int) -> int:
    """Give noon of a day as a reader's clock has it."""
    return int(dt.datetime(year, month, day, 12, tzinfo=dt.UTC).timestamp())


def forget(tab: Tab) -> None:
    """Take an earlier outcome away, so that it is not read for the next one."""
    tab.evaluate("document.querySelector('#hasil').textContent = ''")


def wait(tab: Tab) -> None:
    tab.wait_until(
        "document.activeElement.querySelector('.outcome') && document.activeElement.id === 'hasil'",
        "the outcome is there and has the focus",
    )


def speak_english(tab: Tab) -> None:
    tab.tap("#bahasa")
    tab.wait_until("document.documentElement.lang === 'en'", "the page speaks English")


def verdict_of(tab: Tab) -> str:
    return str(tab.read("document.querySelector('[data-bekal=verdict]').getAttribute('data-verdict')"))


def findings_of(tab: Tab) -> list[tuple[str, str, str]]:
    """Give question, path and message of each finding, as ``said`` does for the program's."""
    found = tab.read(
        "[...document.querySelectorAll('.findings li:not(.many)')].map(line => ["
        "line.getAttribute('data-question'), line.querySelector('b').textContent,"
        "line.textContent.slice(line.querySelector('b').textContent.length + 1).replace(/^not [a-z]+: /, '')])"
    )
    return sorted((question, path, message) for question, path, message in found)


def lines_of(tab: Tab) -> list[str]:
    """Give what stands there before anything is opened, line by line."""
    lines: list[str] = tab.read(
        "[...document.querySelectorAll('.findings > li, .findings + .fix')].map(line => "
        "[...line.childNodes].filter(part => part.localName !== 'details').map(part => part.textContent).join(''))"
    )
    return lines


def answers_of(tab: Tab) -> dict[str, str]:
    answers: dict[str, str] = tab.read(
        "Object.fromEntries([...document.querySelectorAll('.asked li')].map(line => "
        "[line.getAttribute('data-question'), line.getAttribute('data-answer')]))"
    )
    return answers


def text_of(tab: Tab, selector: str = "#hasil") -> str:
    return " ".join(
        str(tab.read(f"document.querySelector({selector!r}).innerText")).replace("\xa0", " ").split()
    )


def lines_by_verify(stick: Path, locale: str) -> list[str]:
    """Give the lines that ``bekal verify`` would print, as the page writes them."""
    words = translator(locale)
    found = say_alike_once(report(stick, locale=locale).findings, words)
    answers = {kind: words(f"not {kind}") for kind in Question}
    return [f"{line.path} {answers[line.kind]}: {line.message}" for line in found] + [
        words("What to do: {fix}", fix=fix)
        for fix in {(line.kind, line.fix): line.fix for line in found}.values()
    ]


def said_by_verify(stick: Path) -> tuple[str, list[tuple[str, str, str]]]:
    """Give what ``bekal verify`` would say on a computer that trusts the same key and has seen nothing before."""
    outcome = report(stick, today=dt.datetime.fromtimestamp(CLOCK, tz=dt.UTC).date())
    verdict = {Verdict.SAFE: "safe", Verdict.OLD: "old", Verdict.UNSAFE: "unsafe"}[outcome.verdict]
    return verdict, sorted((str(finding.kind), finding.path, finding.message) for finding in outcome.findings)


def test_the_page_agrees_with_verify_on_every_case_of_tampering_but_those_it_names(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    assert set(EXCUSED.values()) <= set(unseen(WORDS))
    disagreements = []
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        speak_english(tab)
        for number, (name, case) in enumerate(CASES.items()):
            if name in EXCUSED or not case.shows_in_files:
                assert name in EXCUSED, f"{name} does not show in files, and no line of the page says so"
                continue
            stick = tmp_path / str(number) / "stick"
            stick.parent.mkdir()
            make_bundle(stick)
            case.damage(stick)
            check(tab, stick)
            expected, seen = said_by_verify(stick), (verdict_of(tab), findings_of(tab))
            if name in OTHER_WORDS:
                expected, seen = (
                    (verdict, [(kind, path, "") for kind, path, _message in found])
                    for verdict, found in (expected, seen)
                )
            if expected != seen:
                disagreements.append(f"{name}: verify says {expected}, the page {seen}")
            shutil.rmtree(stick.parent)
    expect_no(disagreements)


def test_many_that_are_alike_are_said_once_as_verify_says_it_and_can_all_be_shown(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    parts = ("CETAK", "HP", "SITUS/en")
    many = {f"{part}/{number:02}.html": f"{part} {number}" for part in parts for number in range(75)}
    make_bundle(stick, payload={**PAYLOAD, **many})
    for number in range(75):
        (stick / FOLDER / "SITUS" / "en" / f"{number:02}.html").unlink()
    for number in range(10):
        (stick / FOLDER / "CETAK" / f"{number:02}.html").write_bytes(b"")
        book = stick / FOLDER / "HP" / f"{number:02}.html"
        book.rename(book.with_name(f"{number:02} (1).html"))
        shutil.copy(book.with_name(f"{number + 20:02}.html"), book.with_name(f"{number + 20:02}_2.html"))
        (stick / f"foto{number}.lnk").write_bytes(b"x")
    for number in range(5):
        (stick / FOLDER / f"{number}.html").write_bytes(b"x")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        check(tab, stick)
        assert sorted(lines_of(tab)) == sorted(lines_by_verify(stick, "id"))
        missing = (
            f"{FOLDER}/SITUS tidak lengkap: tidak ada di flashdisk: 75 di folder ini, "
            "misalnya en/00.html, en/01.html, en/02.html"
        )
        assert missing in lines_of(tab)
        assert "en/74.html" not in text_of(tab)
        speak_english(tab)
        assert sorted(lines_of(tab)) == sorted(lines_by_verify(stick, "en"))
        assert (verdict_of(tab), findings_of(tab)) == said_by_verify(stick)
        tab.evaluate("document.querySelectorAll('.findings summary').forEach(one => one.click()); ''")
        assert f"{FOLDER}/SITUS/en/74.html" in text_of(tab)
        assert [box for box in tab.boxes(".findings summary") if box.height < 48] == []


def test_an_honest_stick_is_safe_in_the_three_words_and_in_english(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    make_bundle(stick, payload={**PAYLOAD, "PERIKSA.html": page.read_text(encoding="utf-8")})
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open((stick / FOLDER / "PERIKSA.html").as_uri())
        check(tab, stick)
        assert text_of(tab, "[data-bekal=verdict]").endswith("AMAN DIPAKAI")
        assert f"Rilis 2026.11.1, {len(PAYLOAD) + 1} berkas seperti yang ditandatangani." in text_of(tab)
        assert KEY.public.fingerprint in text_of(tab)
        assert answers_of(tab) == dict.fromkeys(map(str, Question), "yes")
        speak_english(tab)
        assert text_of(tab, "[data-bekal=verdict]").endswith("AMAN DIPAKAI (safe to use)")
        assert "UJI COBA: the numbers in this edition are not yet confirmed by calls." in text_of(tab)
        assert tab.take_complaints() == []
        assert [one for one in tab.take_requests() if not one.startswith(("file:", "data:"))] == []


def test_a_stick_that_has_aged_may_be_used_but_is_old(browser: Browser, page: Path, tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick", make_edition(expires=dt.date(2027, 3, 1)))
    with browser.tab(View(screen=WIDE, clock=at(2027, 3, 1))) as tab:
        tab.open(page.as_uri())
        check(tab, tmp_path / "stick")
        assert text_of(tab, "[data-bekal=verdict]").endswith("BOLEH DIPAKAI, TETAPI SUDAH LAMA")
        assert "harus ditanyakan lagi sejak 1 Maret 2027" in text_of(tab)
        assert answers_of(tab)["current"] == "no"


def test_a_clock_before_the_edition_was_made_proves_nothing(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    make_bundle(tmp_path / "stick", make_edition(expires=dt.date(2027, 3, 1)))
    with browser.tab(View(screen=WIDE, clock=at(2015, 1, 2))) as tab:
        tab.open(page.as_uri())
        check(tab, tmp_path / "stick")
        assert (verdict_of(tab), answers_of(tab)["current"]) == ("safe", "unknown")
        assert "Jam perangkat ini menunjukkan 2 Januari 2015" in text_of(tab)


def test_two_editions_are_safe_when_the_start_page_leads_to_the_newest(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    make_bundle(tmp_path / "stick")
    make_bundle(tmp_path / "newer", make_edition("2026.12.1"))
    shutil.move(tmp_path / "newer" / "BEKAL-2026.12.1", tmp_path / "stick")
    shutil.copy(tmp_path / "newer" / "BUKA.HTM", tmp_path / "stick")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        check(tab, tmp_path / "stick")
        assert verdict_of(tab) == "safe"
        assert "Rilis 2026.12.1" in text_of(tab)


def test_other_peoples_files_are_no_reason_for_alarm(browser: Browser, page: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    make_bundle(stick)
    for path in ("foto/anak.jpg", "HP/kontak.txt", "surat.pdf", "System Volume Information/x.dat", ".x/y"):
        (stick / path).parent.mkdir(exist_ok=True)
        (stick / path).write_bytes(b"x")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        check(tab, stick)
        assert (verdict_of(tab), findings_of(tab)) == ("safe", [])


def test_an_editions_folder_alone_gets_no_verdict_and_is_told_why(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    make_bundle(tmp_path / "stick")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        check(tab, tmp_path / "stick" / FOLDER)
        assert text_of(tab, "[data-bekal=verdict]").endswith(
            "Belum ada putusan: baru sebagian yang diperiksa"
        )
        assert "pilih seluruh flashdisk: folder di atasnya, yang berisi BUKA.HTM" in text_of(tab)
        unknown = {"complete": "unknown", "current": "unknown", "clean": "unknown"}
        assert answers_of(tab) == {"authentic": "yes", "intact": "yes", **unknown}
        (tmp_path / "stick" / INDEX).write_bytes(b"")
        check(tab, tmp_path / "stick" / FOLDER)
        assert verdict_of(tab) == "unsafe"
        assert [(question, path) for question, path, _message in findings_of(tab)] == [("intact", INDEX)]


def test_a_part_that_has_aged_is_still_only_a_part(browser: Browser, page: Path, tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick", make_edition(expires=dt.date(2027, 3, 1)))
    with browser.tab(View(screen=WIDE, clock=at(2027, 3, 1))) as tab:
        tab.open(page.as_uri())
        check(tab, tmp_path / "stick" / FOLDER)
        assert (verdict_of(tab), answers_of(tab)["current"]) == ("part", "no")
        assert "pilih seluruh flashdisk" in text_of(tab)


@pytest.mark.parametrize(
    ("choose", "what", "fix"),
    [
        ("", "rumah tidak berisi BUKA.HTM, tetapi satu folder di dalamnya ya", "pilih stick"),
        (
            f"stick/{FOLDER}/SITUS",
            "SITUS tidak berisi BUKA.HTM",
            "pilih flashdisknya: folder yang berisi BUKA.HTM",
        ),
    ],
)
def test_a_wrong_folder_is_answered_with_the_right_one(
    browser: Browser, page: Path, tmp_path: Path, choose: str, what: str, fix: str
) -> None:
    make_bundle(tmp_path / "rumah" / "stick")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        check(tab, tmp_path / "rumah" / choose)
        assert text_of(tab, "[data-bekal=verdict]").endswith("Bukan ini yang harus dipilih")
        assert what in text_of(tab)
        assert fix in text_of(tab)


def test_single_files_are_compared_with_the_signed_list_and_add_up(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    make_bundle(stick)
    seals = [stick / FOLDER / name for name in ("manifest.json", "manifest.json.minisig")]
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        tab.tap("#berkas summary")
        choose(tab, [stick / INDEX])
        assert "Daftar yang ditandatangani tidak ada di antara berkas yang dipilih" in text_of(tab)
        choose(tab, seals)
        assert verdict_of(tab) == "part"
        assert "Berkas yang dipilih, 3, sama dengan yang ditandatangani" in text_of(tab)
        (tmp_path / "lain.html").write_bytes(b"x")
        changed = tmp_path / "emergency.html"
        changed.write_bytes((stick / INDEX).read_bytes())
        choose(tab, [tmp_path / "lain.html", changed, stick / "BUKA.HTM"])
        assert verdict_of(tab) == "unsafe"
        assert [(question, path) for question, path, _message in findings_of(tab)] == [
            ("complete", "lain.html"),
            ("intact", "emergency.html"),
        ]


def test_a_single_file_that_a_chat_renamed_is_called_what_it_is(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    make_bundle(stick)
    received = tmp_path / "buku-id (1).html"
    shutil.copy(stick / FOLDER / "HP" / "buku-id.html", received)
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        tab.tap("#berkas summary")
        choose(tab, [stick / SEALED, stick / SIGNATURE, received])
        assert [(question, path) for question, path, _message in findings_of(tab)] == [
            ("complete", "buku-id (1).html")
        ]
        assert "ini 'buku-id.html', isinya masih utuh: hanya namanya yang berubah" in text_of(tab)
        assert "Yang harus dilakukan: kembalikan namanya menjadi persis 'buku-id.html'" in text_of(tab)
        assert "virus" not in text_of(tab, ".findings + .fix")


def test_a_whole_drive_whose_name_the_browser_leaves_out_is_a_stick(
    page: Path, tmp_path: Path, firefox: Browser
) -> None:
    """On Windows the paths of a drive that is picked begin with what lies on it, not with a folder's name."""
    make_bundle(tmp_path / "stick")
    with firefox.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        tab.evaluate(
            "Object.defineProperty(File.prototype, 'webkitRelativePath', {configurable: true, value: ''});"
            "const define = Object.defineProperty;"
            "Object.defineProperty = (file, name, how) => define(file, name, name === 'webkitRelativePath'"
            " ? {value: how.value.replace(/^stick[/]/, '')} : how); ''"
        )
        check(tab, tmp_path / "stick")
        assert (verdict_of(tab), findings_of(tab)) == ("safe", [])


def test_a_folder_that_is_dropped_is_checked_with_its_empty_folders(
    chromium: Chromium, page: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    make_bundle(stick)
    (stick / FOLDER / "SITUS" / "baru").mkdir()
    with chromium.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        forget(tab)
        tab.drop(stick)
        wait(tab)
        assert [(question, path) for question, path, _message in findings_of(tab)] == [
            ("complete", f"{FOLDER}/SITUS/baru")
        ]


WITHOUT: Final = {
    "no cryptography of its own": "Object.defineProperty(crypto, 'subtle', {value: undefined}); ''",
    "no Ed25519 of its own": "crypto.subtle.importKey = () => Promise.reject(new Error('unknown')); ''",
}


@pytest.mark.parametrize("lack", WITHOUT)
def test_a_browser_that_lacks_cryptography_says_the_same(
    browser: Browser, page: Path, tmp_path: Path, lack: str
) -> None:
    cases = ("a byte changed", "the manifest edited", "the signed comment edited", "signed by another key")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        tab.evaluate(WITHOUT[lack])
        speak_english(tab)
        make_bundle(tmp_path / "stick")
        check(tab, tmp_path / "stick")
        assert (verdict_of(tab), findings_of(tab)) == ("safe", [])
        for name in cases:
            shutil.rmtree(tmp_path / "stick")
            make_bundle(tmp_path / "stick")
            CASES[name].damage(tmp_path / "stick")
            check(tab, tmp_path / "stick")
            assert (verdict_of(tab), findings_of(tab)) == said_by_verify(tmp_path / "stick")


@pytest.mark.parametrize("lack", ["", *WITHOUT])
def test_a_second_spelling_of_a_signature_is_refused(
    browser: Browser, page: Path, tmp_path: Path, lack: str
) -> None:
    """Adding the order of the group to the second half keeps a signature true for those who do not look closely."""
    make_bundle(tmp_path / "stick")
    place = tmp_path / "stick" / SIGNATURE
    lines = place.read_text(encoding="ascii").split("\n")
    body = base64.b64decode(lines[1])
    half = int.from_bytes(body[42:], "little") + 2**252 + 27742317777372353535851937790883648493
    lines[1] = base64.b64encode(body[:42] + half.to_bytes(32, "little")).decode("ascii")
    place.write_text("\n".join(lines), encoding="ascii")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        tab.evaluate(WITHOUT.get(lack, "''"))
        speak_english(tab)
        check(tab, tmp_path / "stick")
        assert (verdict_of(tab), findings_of(tab)) == said_by_verify(tmp_path / "stick")
        assert verdict_of(tab) == "unsafe"


def test_a_large_file_is_hashed_piece_by_piece(browser: Browser, page: Path, tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick", payload={**PAYLOAD, "CETAK/besar.txt": "bekal\n" * 700_000})
    with browser.tab(View(screen=WIDE)) as tab:
        smaller = page.read_text(encoding="utf-8").replace("32 * 1024 * 1024", "1024")
        script = re.findall(r"<script>(.*?)</script>", smaller, re.DOTALL)[0]
        (tmp_path / "kecil.html").write_text(
            re.sub(r"'sha256-[^']*'", write_policy(script).split(" ")[4].rstrip(";"), smaller, count=1),
            encoding="utf-8",
        )
        tab.open((tmp_path / "kecil.html").as_uri())
        check(tab, tmp_path / "stick")
        assert (verdict_of(tab), findings_of(tab)) == ("safe", [])


def test_progress_is_shown_and_read_aloud_in_quarters(browser: Browser, page: Path, tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        tab.evaluate(
            "window.heard = []; new MutationObserver(() => heard.push("
            "document.querySelector('#status').textContent, document.querySelector('#kemajuan').hidden))"
            ".observe(document.querySelector('#status'), {childList: true}); ''"
        )
        check(tab, tmp_path / "stick")
        heard = [one for one in tab.read("heard") if isinstance(one, str)]
        assert heard[0] == "Sedang memeriksa …"
        assert heard[-2:] == ["100 persen sudah diperiksa", ""]
        assert tab.read("document.querySelector('#kemajuan').hidden") is True


def test_without_script_the_page_says_what_to_do_instead_in_both_languages(
    browser: Browser, page: Path
) -> None:
    with browser.tab(View(script=False)) as tab:
        tab.open(page.as_uri())
        text = text_of(tab, "main")
        for words in (
            "Halaman ini tidak bisa memeriksa di sini",
            "This page cannot check here",
            "bekal verify E:",
            "certutil -hashfile",
            "Chrome, Edge, atau Firefox",
        ):
            assert words in text
        assert tab.boxes("#pilih-folder, #bahasa, [data-bekal=cut]") == []
        assert len(tab.boxes("a[data-bekal=exit]")) == 1


def test_the_page_prints_what_it_cannot_see_and_what_it_cannot_prove(browser: Browser, page: Path) -> None:
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        for locale in ("id", "en"):
            tab.evaluate("document.querySelectorAll('.limits').forEach(one => { one.open = true; }); ''")
            shown = text_of(tab, "main")
            words = translator(locale)
            for text in (*unseen(words).values(), *unproven(words)):
                assert text in shown
            tab.tap("#bahasa")


def test_the_page_can_be_left_in_a_hurry_and_help_is_one_tap_away(browser: Browser, page: Path) -> None:
    with browser.tab(View()) as tab:
        tab.open(page.as_uri())
        tab.follow("a.help")
        assert [box for box in tab.boxes("#bantuan a[href^='tel:']") if box.met]
        tab.tap("a[data-bekal=exit]")
        tab.wait_until("document.title === 'Daftar belanja'", "the title is harmless")
        assert tab.boxes(".cover")[0].met


@pytest.mark.parametrize("view", [View(), View(screen=(320, 640), text=200), View(screen=(1280, 800))])
def test_nothing_sticks_out_of_the_screen_with_an_outcome_shown(
    browser: Browser, page: Path, tmp_path: Path, view: View
) -> None:
    make_bundle(tmp_path / "stick")
    (tmp_path / "stick" / f"{FOLDER}.lnk").write_bytes(b"x")
    with browser.tab(view) as tab:
        tab.open(page.as_uri())
        check(tab, tmp_path / "stick")
        width = tab.read("document.documentElement.clientWidth")
        assert tab.read("document.documentElement.scrollWidth") <= width
        boxes = tab.boxes("label.call, #bahasa, .bar a, summary")
        assert [box for box in boxes if box.height < 48 or box.right > width + 0.5] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_before_and_after_a_check(
    chromium: Chromium, page: Path, tmp_path: Path, *, dark: bool
) -> None:
    make_bundle(tmp_path / "stick")
    found = []
    # A screen on which everything fits, so that no bar lies over what is judged.
    tall = (360, 5000)
    with chromium.tab(View(dark=dark, screen=tall)) as tab:
        tab.open(page.as_uri())
        found += axe_problems(tab.evaluate)
        check(tab, tmp_path / "stick")
        found += axe_problems(tab.evaluate)
        (tmp_path / "stick" / INDEX).write_bytes(b"")
        check(tab, tmp_path / "stick")
        found += axe_problems(tab.evaluate)
    with chromium.tab(View(dark=dark, script=False, screen=tall)) as tab:
        tab.open(page.as_uri())
        tab.let_tools_run()
        found += axe_problems(tab.evaluate)
    expect_no(found)


def test_style_and_script_are_not_newer_than_the_floor(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert (len(styles), len(scripts)) == (2, 1)
    newer = [problem for style in styles for problem in style_problems(style)] + script_problems(scripts)[0]
    expect_no([problem for problem in newer if problem.split("'")[1] not in OWN_KEYS])


def test_a_file_that_cannot_be_read_is_named(browser: Browser, page: Path, tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick")
    size = (tmp_path / "stick" / INDEX).stat().st_size
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        tab.evaluate(
            "{ const read = FileReader.prototype.readAsArrayBuffer;"
            "FileReader.prototype.readAsArrayBuffer = function (blob) {"
            f"if (blob.size !== {size}) {{ read.call(this, blob); return; }}"
            "Object.defineProperty(this, 'error', {value: new DOMException('gone', 'NotReadableError')});"
            "this.onerror(); }; } ''"
        )
        check(tab, tmp_path / "stick")
        assert verdict_of(tab) == "unsafe"
        assert ("intact", INDEX) in [(question, path) for question, path, _message in findings_of(tab)]
        assert "tidak bisa dibaca (NotReadableError)" in text_of(tab)


def test_names_from_a_foreign_stick_are_shown_and_never_run(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    make_bundle(tmp_path / "stick")
    name = "<img src=x onerror=alert(1)>{path}.exe"
    (tmp_path / "stick" / name).write_bytes(b"x")
    with browser.tab(View(screen=WIDE)) as tab:
        tab.open(page.as_uri())
        check(tab, tmp_path / "stick")
        assert [path for _question, path, _message in findings_of(tab)] == [name]
        assert tab.read("document.querySelectorAll('#hasil img').length") == 0
        assert tab.take_complaints() == []


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_page_that_was_cut_short_says_so(
    browser: Browser, page: Path, tmp_path: Path, share: float
) -> None:
    html = page.read_bytes()
    (tmp_path / "PERIKSA.html").write_bytes(html[: int(len(html) * share)])
    with browser.tab(View(script=False)) as tab:
        tab.open((tmp_path / "PERIKSA.html").as_uri())
        (box,) = tab.boxes("[data-bekal=cut]")
        assert box.met
        assert box.text.startswith("Berkas ini tidak lengkap")
