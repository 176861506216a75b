"""What is a literal number and what is not, sentence by sentence."""

from __future__ import annotations

import pytest

from bekal.checks.run import check_content
from bekal.content.catalogue import Catalogue, parse_page
from bekal.content.data import Data
from bekal.content.data_files import DataFiles
from bekal.content.reading import Content
from projects import PAGE, TODAY

FREE = [
    "Kantor buka 24 jam.",
    "Buka Senin sampai Jumat, 08.00-16.00.",
    "Buka 08.00 sampai 16.30 WITA.",
    "Open from 8:00 to 16:00.",
    "Umur 17 tahun, 18+ juga.",
    "Sejak 2026 dan 2017-2026.",
    "Tanggal 24 November 2026, 24-11-2026, 01/02/2026, 2026-11-24.",
    "1. Siapkan 8 surat",
    "Simpan 3 salinan di 2 tempat.",
    "KTP punya 16 angka.",
    "2 juta pekerja migran dari Indonesia.",
    "Uang kiriman 2 juta pekerja migran.",
    "1.500 orang pulang tiap bulan.",
    "1,500 people came home.",
    "Bayar 3 kali, jangan 4 kali.",
    "Telepon 2 orang yang kamu percaya.",
    "Call 24 hours a day.",
    "Hubungi 3 kantor.",
    "Hubungi kantor 2 hari sebelum berangkat.",
    "Baca pasal tentang gaji.",
    "Baca Pasal 4 kontrakmu.",
    "Baca Pasal 4 dalam kontrak.",
    "Read Article 4 of your contract.",
    "Gaji: Rp ____________",
    "Gaji dalam Rp, RM atau US$.",
    "Nomor 08xx-xxxx-xxxx.",
    "Foto 3x4, latar merah.",
    "Halaman 12 dari 120.",
    "Versi 2026.11.1.",
    "RT 01 RW 002, kode pos 85111.",
    "Jalan Raya No. 12, lantai 3.",
    "G20, Covid-19, P3MI, BP3MI, F1.",
    "Persen itu apa?",
    "Anak ke-2 dari 5.",
    "Tahun 2018 sampai 2024, 100 hari.",
    "Bus 07.30, kapal 19.00-05.00.",
    "| 1 | 2 | 3 |",
    "The act of 2 people.",
    "A law of 2017 says so.",
    "UU PPMI melindungi kamu.",
    "10-14 hari; 0,5 kilo; 1/2 hari.",
    "Kamu punya 50:50 kesempatan.",
    "RM adalah mata uang Malaysia.",
    "Baca [surat](documents.md) nomor 2.",
    "Rumah 2000 m dari kantor.",
    "Won 3 times.",
    "Every 6 months, for 24 months.",
    "Dua juta pekerja migran dari Indonesia.",
    "Ratusan ribu orang, jutaan rupiah, ribuan ringgit.",
    "Seratus persen aman itu janji kosong.",
    "One hundred percent sure is nobody.",
    "Two won a prize, and ten yen for more.",
    "Bayar dua kali, jangan tiga kali.",
    "Bayar dua ratus orang itu pekerjaan kantor.",
    "Delapan surat, empat kantor, lima langkah.",
    "Undang-Undang melindungi Anda.",
    "Jangan bayar sepeser pun.",
    "Gaji dalam ringgit, bukan dalam rupiah.",
    "Kerja dua belas jam sehari.",
    "Half of the people, a million reasons.",
]

LITERAL = [
    ("Telepon 0800-1000.", "phone number", "0800-1000"),
    ("Telepon +62 21 29244800.", "phone number", "+62 21 29244800"),
    ("Telepon (+62) 21-2924-4800.", "phone number", "(+62) 21-2924-4800"),
    ("Telepon (021) 29244800.", "phone number", "(021) 29244800"),
    ("WA 081180801410", "phone number", "081180801410"),
    ("WA 0811.8080.1410", "phone number", "0811.8080.1410"),
    ("Telepon **110**.", "phone number", "110"),
    ("Telepon 112 kalau ada bahaya.", "phone number", "112"),
    ("Call 999 or run.", "phone number", "999"),
    ("Call centre 1500 771.", "phone number", "1500 771"),
    ("[Telepon](tel:+622129244800)", "phone number", "+622129244800"),
    ("Biaya Rp1.500.000.", "amount", "Rp1.500.000"),
    ("Biaya Rp 5 juta.", "amount", "Rp 5 juta"),
    ("Biaya rp. 500,", "amount", "rp. 500"),
    ("Biaya 500.000 rupiah.", "amount", "500.000 rupiah"),
    ("Agen minta bayar 5 juta.", "amount", "5 juta"),
    ("Upah RM1,700 sebulan.", "amount", "RM1,700"),
    ("It costs US$300.", "amount", "US$300"),
    ("It costs $ 20.50 now.", "amount", "$ 20.50"),
    ("Wage of 1,700 ringgit.", "amount", "1,700 ringgit"),
    ("Potong 20% gaji.", "percentage", "20%"),
    ("Potong 12,5 persen.", "percentage", "12,5 persen"),
    ("Take 20 per cent.", "percentage", "20 per cent"),
    ("Menurut UU 18/2017.", "law", "UU 18/2017"),
    ("Menurut UU Nomor 18 Tahun 2017.", "law", "UU Nomor 18 Tahun 2017"),
    ("Menurut Undang-Undang No. 18 tahun 2017.", "law", "Undang-Undang No. 18 tahun 2017"),
    ("Menurut PP 59/2021.", "law", "PP 59/2021"),
    ("Menurut Permenaker 4/2023.", "law", "Permenaker 4/2023"),
    ("Menurut Peraturan BP2MI 9/2020.", "law", "Peraturan BP2MI 9/2020"),
    ("Perda NTT 14/2008.", "law", "Perda NTT 14/2008"),
    ("Under Law No. 18 of 2017.", "law", "Law No. 18 of 2017"),
    ("Under Government Regulation 59/2021.", "law", "Government Regulation 59/2021"),
    ("Pasal 13 menyebut.", "law", "Pasal 13"),
    ("Under Article 13.", "law", "Article 13"),
    ("Lihat ayat (2).", "law", "ayat (2)"),
    ("Konvensi ILO 189.", "law", "Konvensi ILO 189"),
    ("Biaya lima juta rupiah.", "amount", "lima juta rupiah"),
    ("Upah seribu lima ratus ringgit.", "amount", "seribu lima ratus ringgit"),
    ("Denda dua ratus lima puluh ribu.", "amount", "dua ratus lima puluh ribu"),
    ("Agen minta bayar sejuta.", "amount", "sejuta"),
    ("A fee of five million rupiah.", "amount", "five million rupiah"),
    ("A wage of one thousand and five hundred ringgit.", "amount", "one thousand and five hundred ringgit"),
    ("Upah 1.500 RM sebulan.", "amount", "1.500 RM"),
    ("Upah RM seribu.", "amount", "RM seribu"),
    ("Potong dua puluh persen.", "percentage", "dua puluh persen"),
    ("Take twenty-five percent.", "percentage", "twenty-five percent"),
    (
        "Menurut Undang-Undang Republik Indonesia Nomor 18 Tahun 2017.",
        "law",
        "Undang-Undang Republik Indonesia Nomor 18 Tahun 2017",
    ),
    ("Menurut Undang-Undang Nomor 18.", "law", "Undang-Undang Nomor 18"),
    ("Menurut Peraturan Pemerintah Nomor 59 Tahun 2021.", "law", "Peraturan Pemerintah Nomor 59 Tahun 2021"),
]


def found_in(body: str) -> list[str]:
    page = parse_page("id", "index", "docs/id/index.md", PAGE.replace("Simpan suratmu.", body))
    content = Content(Catalogue((page,)), DataFiles({}, Data()), frozenset({"passport"}))
    return [finding.message for finding in check_content(content, TODAY) if finding.rule == "literal-number"]


@pytest.mark.parametrize("sentence", FREE)
def test_a_sentence_without_literal_numbers_is_left_alone(sentence: str) -> None:
    assert found_in(sentence) == []


@pytest.mark.parametrize(("sentence", "kind", "text"), LITERAL)
def test_a_literal_number_is_found(sentence: str, kind: str, text: str) -> None:
    assert found_in(sentence) == [f"the {kind} '{text}' stands in the running text"]


def test_an_invented_amount_in_a_quiz_is_free() -> None:
    quiz = "/// quiz\n? Agen minta Rp5.000.000?\n- [ ] Bayar 5 juta.\n- [x] Tidak.\n> Potong 20%.\n///"
    assert found_in(quiz) == []
