"""``BUKA.HTM`` and ``BACA-SAYA.txt``: what a person meets first."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from bekal.bundle.edition_info import EditionInfo, HelpNumber
from bekal.bundle.manifest import Channel
from bekal.bundle.readme import build_readme
from bekal.bundle.start_page import build_start_page
from bekal.errors import ProjectError
from bundles import CREATED, KEY, NUMBERS, make_edition

VILLAGES = ["oeltua", "camplong-ii", "oeletsala", "oben", "nunkurus", "riangkemie", "helanlangowuyo"]


@pytest.mark.parametrize("village", [None, *VILLAGES])
@pytest.mark.parametrize("release", ["2026.1.1", "2026.12.9999"])
@pytest.mark.parametrize("channel", list(Channel))
def test_the_start_page_is_always_one_sector(village: str | None, release: str, channel: Channel) -> None:
    page = build_start_page(make_edition(release, village=village, channel=channel)).encode("ascii")
    assert len(page) == 512
    assert page.endswith(b"\n")
    for text in (
        b"0800-1000",
        b"+62 21 29244800",
        f"BEKAL-{release}".encode(),
        b"HP/buku-id.html",
        b"HP/buku-en.html",
    ):
        assert text in page


def test_the_start_page_leads_to_site_and_book_in_both_languages_and_dials() -> None:
    tree = LexborHTMLParser(build_start_page(make_edition()))
    assert [
        (link.attributes["href"], link.attributes.get("lang"), link.text()) for link in tree.css("a")
    ] == [
        ("BEKAL-2026.11.1/SITUS/index.html", None, "Buka"),
        ("BEKAL-2026.11.1/SITUS/en/index.html", "en", "Open"),
        ("BEKAL-2026.11.1/HP/buku-id.html", None, "HP/buku-id.html"),
        ("BEKAL-2026.11.1/HP/buku-en.html", "en", "HP/buku-en.html"),
        ("tel:08001000", None, "0800-1000"),
        ("tel:+622129244800", None, "+62 21 29244800"),
    ]
    assert "0800-1000 (Indonesia) / +62 21 29244800" in tree.text()


def test_the_start_page_says_village_and_trial_and_forwards_nobody() -> None:
    page = build_start_page(make_edition(village="camplong-ii"))
    assert "<h1>BEKAL-2026.11.1 Camplong Ii</h1>" in page
    assert "UJI COBA/TRIAL" in page
    assert "refresh" not in page
    assert "UJI COBA" not in build_start_page(make_edition(channel=Channel.RELEASE))


def test_a_village_name_is_escaped() -> None:
    edition = EditionInfo(
        "2026.11.1", CREATED, Channel.TRIAL, ("id",), NUMBERS, village="a", village_name="A<b>&"
    )
    assert "A&lt;b&gt;&amp;" in build_start_page(edition)


def test_words_that_do_not_fit_are_refused_with_the_size() -> None:
    edition = EditionInfo(
        "2026.11.1", CREATED, Channel.TRIAL, ("id", "en"), NUMBERS, village="a", village_name="A" * 200
    )
    with pytest.raises(ProjectError) as error:
        build_start_page(edition)
    assert re.fullmatch(r"the start page BUKA.HTM needs \d+ bytes and has room for 512", error.value.message)
    long = HelpNumber("1", "x" * 2000, "y")
    with pytest.raises(ProjectError) as error:
        build_readme(EditionInfo("2026.11.1", CREATED, Channel.TRIAL, ("id",), (long,)), KEY.public)
    assert re.fullmatch(r"BACA-SAYA.txt needs \d+ bytes and has room for 4096", error.value.message)


def test_words_that_are_no_plain_letters_are_refused() -> None:
    with pytest.raises(ProjectError) as error:
        EditionInfo("2026.11.1", CREATED, Channel.TRIAL, ("id",), (), village="a", village_name="Désa")
    assert error.value.message == "'Désa' cannot stand on the start page, which holds plain letters only"


@pytest.mark.parametrize("village", [None, *VILLAGES])
def test_the_readme_is_plain_text_with_windows_line_ends_in_4096_bytes(village: str | None) -> None:
    text = build_readme(make_edition("2026.12.9999", village=village), KEY.public)
    assert len(text.encode("ascii")) == 4096
    assert text.endswith("\r\n")
    assert re.search(r"(?<!\r)\n|\r(?!\n)", text) is None
    assert max(len(line) for line in text.split("\r\n")) <= 80


def test_the_readme_says_everything_twice() -> None:
    text = build_readme(make_edition(), KEY.public)
    indonesian, english = text.split("-" * 66)
    for part in (indonesian, english):
        for needed in (
            "BEKAL 2026.11.1",
            "BUKA.HTM",
            "BEKAL-2026.11.1/HP/buku-",
            "0800-1000",
            "+62 21 29244800",
            ".apk",
            "OTP",
            "PIN",
            "eject",
            "1 men" if part is indonesian else "1 min",
            "bekal verify",
            "certutil -hashfile BEKAL-2026.11.1\\HP\\buku-",
            "sha256sum -c SHA256SUMS",
            KEY.public.fingerprint,
        ):
            assert needed in part.replace("Eject", "eject"), needed
    assert "UJI COBA" in indonesian
    assert "TRIAL" in english
    assert "UJI COBA" not in build_readme(
        make_edition(channel=Channel.RELEASE, created=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)), KEY.public
    )


@pytest.mark.parametrize("length", range(40))
def test_any_rest_of_room_is_filled(length: int) -> None:
    numbers = (HelpNumber("1", "x" * length, ""),)
    edition = EditionInfo("2026.11.1", CREATED, Channel.TRIAL, ("id",), numbers)
    assert len(build_readme(edition, KEY.public)) == 4096
