from __future__ import annotations

from bekal.content.front_matter import FrontMatter
from bekal.finishing.search.units import Unit, read_units
from bekal.rendering.pages import RenderedPage

MATTER = FrontMatter.model_validate(
    {
        "title": "Delapan surat",
        "summary": "Surat yang perlu.",
        "audience": "family",
        "last_reviewed": "2026-11-24",
        "review_by": "2027-05-24",
    }
)
CARD = '<div class="contact"><h3 id="polisi">Polisi</h3><p>Kalau ada bahaya.</p></div>'


def units(content: str, slug: str = "departure/documents") -> list[Unit]:
    return read_units(RenderedPage(slug, "id", MATTER, "", content))


def test_a_page_is_its_head_and_a_part_for_each_heading() -> None:
    html = '<p class="message">Simpan surat.</p><h2 id="surat">Surat  apa?</h2><p>KTP <b>dan</b> paspor.</p>'
    assert units(html) == [
        Unit("Delapan surat", "", ("Simpan surat.",)),
        Unit("Surat apa?", "surat", ("KTP", "dan", "paspor.")),
    ]


def test_a_page_without_a_message_begins_with_its_summary() -> None:
    assert units("<p>Teks.</p>")[0].blocks == ("Surat yang perlu.", "Teks.")


def test_quizzes_pictures_and_what_every_card_repeats_are_not_sought() -> None:
    html = (
        '<p class="message">M</p><div class="quiz"><p>Tanya?</p></div><p class="meta">diperiksa</p>'
        '<i data-picture="ring"></i><p class="untested">Belum kami telepon.</p>'
    )
    assert units(html) == [Unit("Delapan surat", "", ("M",))]


def test_a_contact_is_found_where_somebody_looks_for_it_and_nowhere_else() -> None:
    assert [unit.anchor for unit in units(CARD)] == [""]
    assert [unit.anchor for unit in units(CARD, "complaints/directory")] == ["", "polisi"]


def test_items_of_a_list_are_blocks_of_their_own() -> None:
    html = '<p class="message">M</p><ul><li>Satu</li><li>Dua <a href="#x">tiga</a></li></ul>'
    assert units(html)[0].blocks == ("M", "Satu", "Dua tiga")
