"""The sheet of a correction on paper: one side of A4, however much has changed."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from bekal.editorial.recall import Correction, Kind
from bekal.editorial.recall_sheet import Recall, write_sheet
from bekal.locale import translator
from browsers import find_program

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = [translator("id"), translator("en")]
VILLAGES = ("Oeltua", "Camplong II", "Oeletsala", "Oben", "Nunkurus", "Riangkemie", "Helanlangowuyo")
LONG = (
    "Kalimat yang panjang sekali tentang uang, kantor, dan batas waktu yang dulu berlaku di kabupaten. " * 4
)


def corrections(size: str, locale: str) -> list[Correction]:
    if size == "one":
        return [Correction(Kind.URGENT, f"Kantor {locale}", "0800-1000", "0800-2000", "")]
    if size == "many":
        return [
            Correction(Kind.NUMBER, f"Kantor {locale} {number}", f"+62 21 {number}", f"+62 22 {number}", "")
            for number in range(80)
        ]
    return [Correction(Kind.FACT, f"{LONG}{locale}", f"{LONG}{locale}", f"{LONG}{locale}", LONG)] * 20


@pytest.mark.parametrize("size", ["one", "many", "long"])
def test_the_sheet_prints_on_one_side_of_a4(tmp_path: Path, size: str) -> None:
    found = {words.locale: corrections(size, words.locale) for words in LANGUAGES}
    recall = Recall(
        "2026.11.1",
        "2026.12.1",
        dt.date(2026, 12, 1),
        VILLAGES,
        "db1e 5c5a 3593 1d21",
        trial=True,
        corrections=found,
    )
    sheet, paper = tmp_path / "ralat.html", tmp_path / "ralat.pdf"
    sheet.write_text(write_sheet(recall, LANGUAGES), encoding="utf-8")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    subprocess.run(
        [
            find_program("chromium"),
            "--headless",
            "--disable-gpu",
            *(["--no-sandbox"] if as_root else []),
            f"--user-data-dir={tmp_path / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={paper}",
            sheet.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = paper.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    (box,) = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed))
    width, height = (float(value) for value in box.split()[2:])
    assert (round(width), round(height)) == (595, 842)
