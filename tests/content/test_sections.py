from __future__ import annotations

import pytest

from bekal.content.catalogue import Page, parse_page
from bekal.content.sections import Section, read_digest, split_sections, write_digest
from projects import PAGE

BODY = """\
Simpan suratmu.

## Surat apa saja? {#surat}

Ada 8 surat.

### Dari kantor desa

/// cards | Dari *desa*
1. ring | Surat | Satu surat.
///

Siapa bisa membantu?
--------------------

/// wait | Jangan dulu
- Satu.

Tanya.
///

```
## Bukan judul
```
"""


def page(body: str, locale: str = "id") -> Page:
    return parse_page(locale, "index", f"docs/{locale}/index.md", PAGE.replace("Simpan suratmu.", body))


def section(text: str) -> Section:
    return page(f"## Judul\n\n{text}").sections[1]


def test_a_page_is_its_head_and_each_heading_of_the_second_level() -> None:
    found = split_sections(page(BODY))
    assert [(part.title, part.anchor, part.line) for part in found] == [
        ("", "", 10),
        ("Surat apa saja?", "surat", 12),
        ("Siapa bisa membantu?", "", 22),
    ]
    assert found[0].text == "Surat\n\nSurat yang disimpan keluarga.\n\nSimpan suratmu."
    assert found[1].text.startswith("## Surat apa saja? {#surat}\n\nAda 8 surat.")
    assert found[2].text.endswith("## Bukan judul\n```")


def test_a_page_without_headings_is_its_head() -> None:
    [head] = split_sections(page("Simpan."))
    assert head.title == ""


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param("Simpan  surat.   \n\n\n\nYa.\n\n", id="spaces at the end and blank lines"),
        pytest.param("Simpan  surat.\n\nYa.", id="no end"),
    ],
)
def test_what_no_reader_sees_is_the_same_text(changed: str) -> None:
    assert section(changed).source_digest == section("Simpan  surat.\n\nYa.\n").source_digest


@pytest.mark.parametrize("changed", ["Simpan surat", "simpan surat.", "Simpan\n\nsurat.", "Bawa surat."])
def test_other_words_are_another_text(changed: str) -> None:
    assert section(changed).source_digest != section("Simpan surat.").source_digest


def test_two_ways_to_write_a_letter_are_one_text() -> None:
    assert section("é").source_digest == section("e\u0301").source_digest


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Jangan pergi tanpa surat. Tidak boleh!", {"jangan": 1, "tanpa": 1, "tidak": 1, "boleh": 1}),
        ("Bawa 8 surat sebelum 31-12-2026, jam 08.00.", {"8": 1, "31-12-2026": 1, "08.00": 1}),
        ("[[fact:minimum-age]] dan [[law:uu-18-2017#13]]", {"fact:minimum-age": 1, "law:uu-18-2017#13": 1}),
        ("[surat](documents.md#surat-2) {#a-1}", {}),
        ("1. Satu\n2. Dua", {}),
        ("/// contact | police |  inside\n///", {"contact:police | inside": 1}),
        ("/// contacts | country=MY\n///", {"contacts:country=MY": 1}),
        ("/// cards | Wajib 3\n1. ring | Surat | Harus ada.\n///", {"wajib": 1, "3": 1, "harus": 1}),
        ("Bolehkah? ketidakadilan", {}),
    ],
)
def test_critical_tokens_are_numbers_references_contacts_and_turning_words(
    text: str, tokens: dict[str, int]
) -> None:
    assert dict(section(text).critical) == tokens


def test_the_order_of_critical_tokens_makes_no_difference() -> None:
    assert section("Jangan 8. Wajib.").critical_digest == section("Wajib 8. Jangan.").critical_digest
    assert section("Jangan 8.").critical_digest != section("Jangan 9.").critical_digest


def test_title_and_summary_count_as_the_head() -> None:
    text = PAGE.replace("disimpan", "tidak boleh disimpan")
    head = parse_page("id", "index", "docs/id/index.md", text).sections[0]
    assert dict(head.critical) == {"tidak": 1, "boleh": 1}


def test_a_digest_has_a_group_for_each_section_and_never_changes_by_accident() -> None:
    source, translation = page(BODY), page(BODY.replace("Simpan suratmu", "Keep papers"), "en")
    digest = write_digest(source.sections, translation.sections)
    assert digest == "5b818c4ae3b08362 3db85ea32c623db8 d86dac3f5039d86d"
    assert [str(group) for group in read_digest(digest)] == digest.split()
    assert [group.source for group in read_digest(digest)] == [part.source_digest for part in source.sections]


def test_pages_with_other_sections_have_no_digest() -> None:
    with pytest.raises(ValueError, match="shorter"):
        write_digest(page(BODY).sections, page("Keep.", "en").sections)
