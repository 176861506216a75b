"""Which words and letters are left alone, and which claims are none: tables of sentences."""

from __future__ import annotations

import pytest

from bekal.checks.run import check_content
from bekal.content.catalogue import Catalogue, parse_page
from bekal.content.data import Data, Term
from bekal.content.data_files import DataFiles
from bekal.content.reading import Content
from bekal.content.safeguards import AvoidedWord, NeverStated
from projects import PAGE, TODAY
from sample_data import both

RULES = ("abbreviation-unexplained", "word-avoid", "never-stated", "sentence-long")

DATA = Data(
    terms={
        name.lower(): Term(
            id=name.lower(),
            short=both(name),
            long=both("kantor"),
            explained=both("Kantor."),
        )
        for name in ("P3MI", "KemenP2MI")
    },
    avoid_words={
        word: AvoidedWord.model_validate({"word": word, "better": "kata lain", "allowed_in": ["story"]})
        for word in ("ilegal", "TKW", "majikan nakal", "gelap")
    },
    never={
        "row-1": NeverStated.model_validate(
            {
                "id": "row-1",
                "says": both("paspor gratis"),
                "patterns": {"id": [r"paspor\w*[^.]{0,40}\bgratis"]},
                "unless": {"id": [r"\b(?:tidak|belum)\b"]},
                "better": both("Tanya di loket."),
            }
        )
    },
)

LEFT_ALONE = {
    "a word inside another": "Legalisasi ijazah dan kegelapan malam.",
    "somebody else's word": 'Jangan sebut orang \u201cilegal\u201d atau "TKW".',
    "a name": "Lagu Malam Gelap disiarkan Radio Gelap Gulita.",
    "small letters that are no abbreviation": "Kata tkw lama.",
    "a word in a target": "[surat](index.md#ilegal).",
    "an allowed block": "/// story\nAna disebut orang gelap.\n///",
    "an everyday abbreviation": "Kirim SMS atau WA dari HP, bawa KTP dan KK ke RT 01.",
    "a Roman number": "Kelas VIII dan bab XIV.",
    "a word in capitals": "JANGAN TUNGGU. Kami tidak menunggu, jangan tunggu.",
    "an abbreviation with its words": "SBMI (serikat buruh migran) ada. SBMI buka.",
    "words with their abbreviation": "Serikat pekerja (KSBSI) ada. KSBSI buka.",
    "an explained term": "Tanya [[term:p3mi]]. P3MI buka.",
    "an explained term in mixed letters": "Tanya [[term:kemenp2mi]]. KemenP2MI buka.",
    "a file": "Buka BUKA.HTM di flashdisk.",
    "an address": "Buka lapor.go.id/SAPA atau tulis ke ABC@go.id.",
    "an amount": "/// quiz\n? Gaji RM1.500?\n- [ ] Ya\n- [x] Tanya dulu\n> Lihat kontrak.\n///",
    "a question": "Apakah paspor gratis?",
    "a claim that is denied": "Paspor tidak selalu gratis.",
    "a claim of somebody else": "Calo berkata: \u201cPaspor gratis.\u201d",
    "a claim over two sentences": "Simpan paspor. Buku ini gratis.",
    "a wrong answer": "/// quiz\n? Benarkah?\n- [ ] Paspor gratis\n- [x] Tanya dulu\n> Tarif berubah.\n///",
    "a sign that warns": "/// wait\n- Dijanjikan paspor gratis.\n\nTanya dulu.\n///",
    "a list of names": "Kantor ada di Tawau, Kota Kinabalu, Kuching, Johor Bahru, Penang, Kuala Lumpur, "
    "Hong Kong, Taipei, Tokyo, Osaka, Seoul, Dubai dan Riyadh.",
    "a long row of a table": f"| {'kata ' * 30} |",
    "a long heading": f"## {'kata ' * 30}",
}

FOUND = {
    "with an ending": ("Yang ilegalnya apa.", "word-avoid", "the word 'ilegalnya' is avoided"),
    "doubled": ("Orang gelap-gelap.", "word-avoid", "the word 'gelap-gelap' is avoided"),
    "at the beginning": ("Ilegal itu kata kasar.", "word-avoid", "the word 'Ilegal' is avoided"),
    "in a heading": ("## Kerja ilegal", "word-avoid", "the word 'ilegal' is avoided"),
    "with stars inside": ("Pekerja **il**egal.", "word-avoid", "the word 'ilegal' is avoided"),
    "in code": ("Pekerja `ilegal`.", "word-avoid", "the word 'ilegal' is avoided"),
    "in the title of a link": (
        "[Surat](index.md#bantuan 'Orang ilegal').",
        "word-avoid",
        "the word 'ilegal' is avoided",
    ),
    "two words over two lines": ("Ada majikan\nnakal.", "word-avoid", "the word 'majikan nakal' is avoided"),
    "capitals": ("Para TKW pulang.", "word-avoid", "the word 'TKW' is avoided"),
    "an abbreviation": (
        "Tanya SBMI.",
        "abbreviation-unexplained",
        "'SBMI' is not explained on this page",
    ),
    "an abbreviation with an ending": (
        "Tanya P3MI-nya dulu.",
        "abbreviation-unexplained",
        "'P3MI' is not explained on this page",
    ),
    "explained too late": (
        "Tanya P3MI. Apa itu? [[term:p3mi]].",
        "abbreviation-unexplained",
        "'P3MI' is explained only later, in line 10",
    ),
    "a claim": (
        "Untuk PMI (pekerja migran), paspor **gratis**.",
        "never-stated",
        "this is never stated (row-1): paspor gratis",
    ),
    "a claim in a card": (
        "## Surat\n\n/// cards\n1. passport | Paspor | Paspornya gratis.\n///",
        "never-stated",
        "this is never stated (row-1): paspor gratis",
    ),
    "the reason of a quiz": (
        "/// quiz\n? Benarkah?\n- [ ] Ya\n- [x] Tidak\n> Paspor gratis.\n///",
        "never-stated",
        "this is never stated (row-1): paspor gratis",
    ),
    "a long sentence over lines": (
        f"{'kata ' * 12}\n{'kata ' * 11}.",
        "sentence-long",
        "this sentence has 23 words, at most 22 are read in one go",
    ),
}


def found_in(body: str) -> list[tuple[str, str]]:
    page = parse_page("id", "index", "docs/id/index.md", PAGE.replace("Simpan suratmu.", body))
    content = Content(Catalogue((page,)), DataFiles({}, DATA), frozenset({"passport"}))
    return [(found.rule, found.message) for found in check_content(content, TODAY) if found.rule in RULES]


@pytest.mark.parametrize("body", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_a_harmless_text_is_left_alone(body: str) -> None:
    assert found_in(body) == []


@pytest.mark.parametrize(("body", "rule", "message"), FOUND.values(), ids=FOUND)
def test_a_text_that_is_hard_or_wrong_is_found(body: str, rule: str, message: str) -> None:
    assert found_in(body) == [(rule, message)]
