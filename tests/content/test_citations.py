"""How sources and amounts are written."""

from __future__ import annotations

import pytest

from bekal.content.citations import page_sources
from bekal.locale import translator
from sample_data import sample_data

MONEY = {
    "rupiah": (5_000_000, "IDR", "Rp5.000.000", "Rp5,000,000"),
    "nothing": (0, "IDR", "Rp0", "Rp0"),
    "ringgit": (1500, "MYR", "RM1.500", "RM1,500"),
    "a whole amount with a point": (1500.0, "MYR", "RM1.500", "RM1,500"),
    "half a ringgit": (1500.5, "MYR", "RM1.500,50", "RM1,500.50"),
    "dollars of Hong Kong": (5100, "HKD", "HK$5.100", "HK$5,100"),
    "dollars of Singapore": (600, "SGD", "S$600", "S$600"),
    "dollars of Taiwan": (29_500, "TWD", "NT$29.500", "NT$29,500"),
    "dollars of America": (1234.56, "USD", "US$1.234,56", "US$1,234.56"),
    "euros": (1000, "EUR", "€1.000", "€1,000"),
    "won, which have letters alone": (2_060_740, "KRW", "KRW\u00a02.060.740", "KRW\u00a02,060,740"),
    "riyal": (1000, "SAR", "SAR\u00a01.000", "SAR\u00a01,000"),
    "half a dinar, which is no thousand": (1.5, "KWD", "KWD\u00a01,50", "KWD\u00a01.50"),
    "a part of a dinar": (1.234, "KWD", "KWD\u00a01,234", "KWD\u00a01.234"),
    "yen, whose rest is not lost": (1000.5, "JPY", "JPY\u00a01.000,5", "JPY\u00a01,000.5"),
}


@pytest.mark.parametrize(("value", "currency", "indonesian", "english"), MONEY.values(), ids=MONEY)
def test_an_amount_is_written_as_people_write_it(
    value: float, currency: str, indonesian: str, english: str
) -> None:
    assert translator("id").money(value, currency) == indonesian
    assert translator("en").money(value, currency) == english


@pytest.mark.parametrize(
    ("articles", "words"),
    [
        (["69", "6", "18", "24"], "Pasal 6, 18, 24 dan 69 UU 18/2017"),
        (["100", "24A", "24", "24"], "Pasal 24, 24A dan 100 UU 18/2017"),
        (["13", "13"], "Pasal 13 UU 18/2017"),
        ([], "UU 18/2017"),
    ],
)
def test_the_articles_of_a_law_stand_in_the_order_of_their_numbers(articles: list[str], words: str) -> None:
    references = tuple(f"uu-18-2017#{article}" for article in articles) or ("uu-18-2017",)
    sources = page_sources(references, sample_data(), translator("id"))
    assert sources.laws == ((words, "law-uu-18-2017"),)
