"""A reader with a laptop opens the stick and walks through it: BUKA.HTM, the site, the other language."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from browsers import View, expect_no

if TYPE_CHECKING:
    from pathlib import Path

    from browsers import Browser, Tab
    from built_bundle import Built
    from recording_proxy import RecordingProxy

pytestmark = pytest.mark.browser

# What a page that breaks its promises does, to prove that each kind of breach is noticed.
LEAKY = '<!doctype html><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">'
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:">'
IMAGE = '<img src="http://gambar.test/a.png" alt="">'


def open_page(tab: Tab, folder: Path, html: str) -> None:
    page = folder / "halaman.html"
    page.write_text(html, encoding="utf-8")
    tab.open(page.as_uri())


def requests_of(tab: Tab) -> list[str]:
    """What was asked for, without what lies inside the page (``data:``, which Firefox counts too)."""
    return [address for address in tab.take_requests() if not address.startswith("data:")]


def test_control_the_proxy_sees_a_page_that_asks_the_network(
    browser: Browser, proxy: RecordingProxy, tmp_path: Path
) -> None:
    with browser.tab(View()) as tab:
        open_page(tab, tmp_path, LEAKY + IMAGE)
        asked = proxy.take_asked()
    # Firefox tries https first, which a proxy sees as CONNECT.
    assert asked
    assert all("gambar.test" in request for request in asked)


def test_control_a_blocked_request_is_a_complaint(
    browser: Browser, proxy: RecordingProxy, tmp_path: Path
) -> None:
    with browser.tab(View()) as tab:
        open_page(tab, tmp_path, LEAKY + POLICY + IMAGE)
        complaints = " ".join(tab.take_complaints())
    assert "gambar.test/a.png" in complaints
    assert "Content" in complaints
    assert "Policy" in complaints
    assert proxy.take_asked() == []


def test_control_a_page_may_not_fetch_the_file_beside_it(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "sebelah.txt").write_text("terbaca", encoding="utf-8")
    with browser.tab(View()) as tab:
        open_page(tab, tmp_path, LEAKY)
        answer = tab.read_later('fetch("sebelah.txt").then(a => a.text(), () => "refused")')
        origin = tab.read("self.origin")
        complaints = tab.take_complaints()
    assert answer == "refused", (
        "this browser is laxer than a reader's: every result from it would be worthless"
    )
    assert origin == "null"
    assert complaints


def test_control_without_script_no_script_runs(browser: Browser, tmp_path: Path) -> None:
    with browser.tab(View(script=False)) as tab:
        open_page(tab, tmp_path, LEAKY + "<script>document.title = 'ran'</script><noscript>none</noscript>")
        assert tab.read("[document.title, document.body.innerText.trim()]") == ["t", "none"]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_reader_walks_from_the_start_page_through_both_languages(
    browser: Browser, built: Built, tmp_path: Path, *, script: bool
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(built.folder, stick)
    edition = stick / built.edition.name
    walked = [stick / "BUKA.HTM"]
    with browser.tab(View(script=script)) as tab:
        tab.open(walked[0].as_uri())
        for link, goal in (
            ('a[href$="/SITUS/index.html"]', "SITUS/index.html"),
            ('nav a[hreflang="en"]', "SITUS/en/index.html"),
            ('.doors a[href="departure/index.html"]', "SITUS/en/departure/index.html"),
            ('.doors a[href="documents.html"]', "SITUS/en/departure/documents.html"),
            ('nav a[hreflang="id"]', "SITUS/departure/documents.html"),
            ('#bantuan a[href*="complaints/emergency.html"]', "SITUS/complaints/emergency.html"),
        ):
            walked.append(edition / goal)
            assert tab.follow(link) == walked[-1].as_uri()
            assert tab.read("document.documentElement.lang") == ("en" if "/en/" in goal else "id")
            assert tab.read('performance.getEntriesByType("resource").map(entry => entry.name)') == []
        assert tab.take_complaints() == []
        asked = requests_of(tab)
    # Chromium tells every request, files too: one for each page, and nothing else.
    assert asked == ([page.as_uri() for page in walked] if browser.engine == "chromium" else [])


def test_every_link_of_every_file_leads_somewhere(chromium: Browser, built: Built) -> None:
    """Found by the browser as it resolves addresses, not by reading the HTML."""
    lost = []
    with chromium.tab(View(script=False)) as tab:
        for file in [built.start_page, *built.files]:
            tab.open(file.as_uri())
            links = tab.read("Array.from(document.links, link => [link.href, link.protocol])")
            lost += [
                f"{file.name}: {address}"
                for address, protocol in links
                if protocol not in {"tel:", "file:"}
                or (protocol == "file:" and not _leads_inside(built, address))
            ]
    expect_no(lost)


def _leads_inside(built: Built, address: str) -> bool:
    inside = built.folder.resolve().as_uri() + "/"
    path = address.split("#", maxsplit=1)[0]
    return path.startswith(inside) and (built.folder / path.removeprefix(inside)).is_file()
