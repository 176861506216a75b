"""What rows of ``docs/data/never.yml`` find, and what they leave alone: a table for each row that was sharpened."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bekal.checks.run import check_content
from bekal.config import find_project
from bekal.content.catalogue import Catalogue, parse_page
from bekal.content.data_files import DataFiles, read_data_files
from bekal.content.reading import Content
from projects import PAGE, TODAY

STATED = {
    "row-8": {
        "id": [
            "Umur 18 sudah cukup untuk kerja rumah tangga.",
            "Dengan umur 18 tahun Anda boleh bekerja di Malaysia.",
            "Delapan belas tahun sudah bisa kerja rumah tangga di Malaysia.",
            "Kerja rumah tangga di Malaysia boleh sejak umur 18.",
            "Pekerja rumah tangga minimal 18 tahun.",
            "Umur 18 tahun cukup untuk rumah tangga, tidak perlu izin keluarga.",
            "Menurut undang-undang, pekerja rumah tangga minimal 21 tahun.",
            "Aturan di Indonesia: kerja rumah tangga paling muda umur 21.",
        ],
        "en": [
            "Eighteen is enough for domestic work.",
            "At 18 you may do household work in Malaysia.",
            "Household work in Malaysia starts at the age of 18.",
            "By Indonesian law, household workers must be 21.",
            "For household work you must be 21 by law.",
        ],
    },
    "row-16": {
        "id": [
            "Namanya berhak dirahasiakan.",
            "Nama Anda pasti dirahasiakan.",
            "Identitasnya tetap rahasia.",
        ],
        "en": ["Names stay secret.", "Your identity is kept secret."],
    },
    "row-31": {
        "id": [
            "Anda tidak akan ditangkap.",
            "Jangan takut, Anda tidak akan ditangkap.",
            "Kami janji Anda tidak akan didenda.",
            "Anda tidak ditangkap kalau melapor.",
            "Kalau melapor, Anda tidak didenda.",
            "Tidak perlu takut ditangkap.",
            "Denda Anda dihapus.",
            "Ada penghapusan denda untuk yang pulang.",
            "Anda pasti aman dari imigrasi.",
            "Aman untuk melapor.",
            "Melapor itu aman.",
            "Mengadu selalu aman.",
            "Tidak akan terjadi apa-apa kalau Anda mengadu.",
        ],
        "en": [
            "You will not be arrested.",
            "You won't get fined.",
            "We promise that you will not be deported.",
            "Nobody will arrest you.",
            "Do not be afraid of arrest.",
            "Fines are waived.",
            "There is no fine.",
            "It is safe to report.",
            "Reporting is safe.",
            "Nothing will happen if you complain.",
        ],
    },
    "row-38": {
        "id": [
            "Bayar sedikit supaya laporan cepat selesai.",
            "Supaya kasus cepat diurus, siapkan uang.",
            "Uang rokok mempercepat urusan.",
            "Kasih uang ke petugas supaya cepat.",
            "Biaya pengaduan: sekitar seratus ribu.",
            "Untuk mengadu Anda harus membayar.",
            "Pendampingan dikenai biaya.",
            "Bayar petugas supaya laporan cepat dan tidak lama.",
        ],
        "en": [
            "Pay somebody to make your complaint go faster.",
            "Your case moves faster if you pay.",
            "Money speeds up a complaint.",
            "The fee for a complaint is small.",
            "To complain, you must pay.",
            "Complaining costs a little.",
        ],
    },
}
LEFT_ALONE = {
    "row-8": {
        "id": [
            "Menurut undang-undang paling muda 18 tahun.",
            "Untuk kerja rumah tangga, negara tujuan bisa minta 21 tahun.",
            "Menurut undang-undang umur paling muda 18 tahun, negara tujuan bisa meminta umur 21 tahun.",
            "Umur 18 tahun belum tentu cukup untuk kerja rumah tangga di Malaysia.",
            "Umur 21 bukan aturan Indonesia.",
            "Tanyakan Disnaker apakah umur 18 cukup untuk Malaysia.",
            "Umur paling muda menurut undang-undang: 18 tahun.",
        ],
        "en": [
            "By law the youngest age is 18.",
            "For household work the destination may ask for 21.",
            "By law the age is 18, but the destination may ask for an age of 21.",
            "18 is not always enough for household work.",
            "An age of 21 is not a rule of Indonesian law.",
        ],
    },
    "row-16": {
        "id": ["Nama korban berhak dirahasiakan.", "Tanyakan apakah namanya dirahasiakan."],
        "en": ["Victims have a right to a secret name.", "Ask whether your name is kept secret."],
    },
    "row-31": {
        "id": [
            "Kami tidak bisa menjanjikan Anda tidak akan ditangkap.",
            "Jangan percaya orang yang berkata Anda tidak akan ditangkap.",
            "Ada yang berjanji Anda tidak akan didenda?",
            "Cari tempat aman dulu, lalu melapor.",
            "Pilih tempat yang aman untuk melapor.",
            "Begini cara melapor dengan aman.",
            "Laporan tanpa nama tidak akan diproses.",
            "Tanyakan apakah denda dihapus.",
        ],
        "en": [
            "We cannot promise that you will not be arrested.",
            "Nobody can promise that you will not be fined.",
            "Wait until it is safe to report.",
            "Do not believe a recruiter who says that you will not be arrested.",
            "This is how to report safely.",
        ],
    },
    "row-38": {
        "id": [
            "Mengadu tidak dipungut bayaran.",
            "Bawa bukti uang yang sudah Anda bayar supaya laporan diproses.",
            "Jangan bayar petugas supaya laporan cepat.",
            "Membayar tidak mempercepat pengaduan.",
            "Anda tidak perlu membayar untuk mengadu.",
            "Mengadu gratis, tidak ada biaya.",
            "Laporkan cepat kalau uang Anda diambil.",
        ],
        "en": [
            "Complaining costs nothing.",
            "Do not pay anybody to make your complaint go faster.",
            "Money does not speed up a complaint.",
            "Complaining costs no money.",
            "Report quickly if you paid a broker.",
            "Bring what you paid with your report.",
        ],
    },
}


@cache
def our_data() -> DataFiles:
    """Give our data without its files, about which other tests ask."""
    return DataFiles({}, read_data_files(find_project(Path(__file__).parent)).data)


def stated_in(sentence: str, locale: str) -> set[str]:
    page = parse_page(locale, "index", f"docs/{locale}/index.md", PAGE.replace("Simpan suratmu.", sentence))
    content = Content(Catalogue((page,)), our_data(), frozenset({"passport"}))
    return {
        finding.message.partition("(")[2].partition(")")[0]
        for finding in check_content(content, TODAY)
        if finding.rule == "never-stated"
    }


def cases(table: dict[str, dict[str, list[str]]]) -> list[tuple[str, str, str]]:
    return [
        (row, locale, sentence)
        for row, by_locale in table.items()
        for locale, sentences in by_locale.items()
        for sentence in sentences
    ]


@pytest.mark.parametrize(("row", "locale", "sentence"), cases(STATED))
def test_a_claim_is_found_in_other_words_too(row: str, locale: str, sentence: str) -> None:
    assert row in stated_in(sentence, locale)


@pytest.mark.parametrize(("row", "locale", "sentence"), cases(LEFT_ALONE))
def test_a_sentence_that_only_sounds_like_a_claim_is_left_alone(row: str, locale: str, sentence: str) -> None:
    assert row not in stated_in(sentence, locale)
