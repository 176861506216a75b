"""What an earlier release stated and no longer holds, in words that people act on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from bekal.content.data import Village
from bekal.content.safeguards import BlockedNumber
from bekal.editorial.recall import Correction, Kind, concerned_villages, find_corrections
from bekal.editorial.recall_sheet import Recall, write_sheet, write_text
from bekal.locale import translator
from sample_data import both, channel, contact, sample_data

if TYPE_CHECKING:
    from bekal.content.data import Contact, Data

WORDS = translator("en")
LANGUAGES = [translator("id"), translator("en")]


def changed(data: Data, **entries: Any) -> Data:
    """The data with some entries replaced, or removed where ``None`` is given: ``contacts={"police": None}``."""
    update = {}
    for file, by_id in entries.items():
        merged = {**getattr(data, file), **by_id}
        update[file] = {identity: entry for identity, entry in merged.items() if entry is not None}
    return data.model_copy(update=update)


def village(identity: str, **given: Any) -> Village:
    return Village.model_validate(
        {"id": identity, "name": identity.title(), "kecamatan": "A", "kabupaten": "Kupang", **given}
    )


def centre(*channels: dict[str, Any], **changes: Any) -> Contact:
    return contact("centre", *channels, **{"critical": True, **changes})


OLD = changed(
    sample_data(),
    villages={
        "oeltua": village(
            "oeltua",
            consent="2026-10-01",
            post="Kantor desa, Selasa",
            companions=["Ibu Contoh"],
            numbers=[{"whose": "Ibu Contoh", "number": "0800-1234-567", "tried_on": "2026-10-01"}],
        ),
        "oben": village("oben"),
    },
)
KEPT = (channel("0800-1000", reach="inside"), channel("+62 21 29244800"))


def test_the_same_data_needs_no_correction() -> None:
    assert find_corrections(OLD, OLD, WORDS) == []


def test_what_is_only_added_needs_no_correction() -> None:
    new = changed(OLD, contacts={"new": contact("new", channel("129")), "police": OLD.contacts["police"]})
    assert find_corrections(OLD, new, WORDS) == []


NUMBERS = {
    "another number": (
        contact("called", channel("+62 21 2222 222")),
        Correction(
            Kind.NUMBER,
            "Office called",
            "+62 21 1111 111",
            "+62 21 2222 222",
            "We have not called this number yet.",
        ),
    ),
    "another number that was called": (
        contact("called", channel("+62 21 2222 222", confirmed_by="call", confirmed_on="2026-11-01")),
        Correction(Kind.NUMBER, "Office called", "+62 21 1111 111", "+62 21 2222 222", ""),
    ),
    "no contact any more": (
        None,
        Correction(
            Kind.NUMBER,
            "Office called",
            "+62 21 1111 111",
            "",
            "There is no sure number now. Ask at the village office or BP3MI.",
        ),
    ),
    "no longer certain": (
        contact(
            "called",
            channel("+62 21 1111 111"),
            status="check-first",
            when_no_number=both("Tanya kantor.", "Ask the office."),
        ),
        Correction(Kind.NUMBER, "Office called", "+62 21 1111 111", "", "Ask the office."),
    ),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_that_changed_or_went_is_corrected(case: str) -> None:
    now, expected = NUMBERS[case]
    assert find_corrections(OLD, changed(OLD, contacts={"called": now}), WORDS) == [expected]


def test_when_one_of_two_numbers_goes_the_other_is_what_to_use() -> None:
    new = changed(OLD, contacts={"centre": centre(*KEPT)})
    (found,) = find_corrections(OLD, new, WORDS)
    assert (found.old, found.new) == ("+62 811 0000 000", "0800-1000, +62 21 29244800")


def test_a_blocked_number_is_crossed_out_and_never_given_as_the_new_one() -> None:
    blocked = BlockedNumber(id="bad", number="+62 21 29244800", why="Nobody helps there.")
    same = changed(OLD, blocked_numbers={"bad": blocked})
    (found,) = find_corrections(OLD, same, WORDS)
    assert "+62 21 29244800" in found.old
    assert "29244800" not in found.new
    assert found.advice.startswith("Do not call the old number: nobody helps there, or somebody harms.")
    moved = changed(same, contacts={"called": contact("called", channel("+62 21 29244800"))})
    corrections = find_corrections(OLD, moved, WORDS)
    assert all("29244800" not in one.new for one in corrections)
    assert [one.what for one in corrections] == ["Office centre", "Office called"]


def test_facts_and_laws_are_corrected_after_numbers_and_the_emergency_page_comes_first() -> None:
    fact = OLD.facts["premium"].model_copy(update={"value": 370000})
    new = changed(
        OLD,
        contacts={"called": None, "police": contact("police", channel("112"), critical=True)},
        facts={"premium": fact, "minimum-age": None},
        laws={"uu-18-2017": None},
    )
    found = find_corrections(OLD, new, WORDS)
    assert [(one.kind, one.what, one.old, one.new) for one in found] == [
        (Kind.URGENT, "Office police", "110", "112"),
        (Kind.NUMBER, "Office called", "+62 21 1111 111", ""),
        (Kind.FACT, "youngest age", "18 years", ""),
        (Kind.FACT, "premium", "Rp332,500", "Rp370,000"),
        (Kind.LAW, "Pelindungan Pekerja Migran Indonesia", "Law 18/2017", ""),
    ]
    assert found[2].advice == "We no longer state this. Ask Disnaker or BP3MI."
    assert found[4].advice == (
        "It no longer holds, or we no longer rely on it. Ask Disnaker or BP3MI before you cite it."
    )


def test_an_article_that_is_no_longer_cited_is_corrected_alone() -> None:
    law = OLD.laws["uu-18-2017"].model_copy(update={"articles": ()})
    (found,) = find_corrections(OLD, changed(OLD, laws={"uu-18-2017": law}), WORDS)
    assert found.old == "Article 13 of Law 18/2017"


@pytest.mark.parametrize("now", [None, village("oeltua"), village("oeltua", consent="refused")])
def test_a_village_that_took_back_its_consent_is_named_and_nothing_of_it_repeated(
    now: Village | None,
) -> None:
    new = changed(OLD, villages={"oeltua": now})
    (found,) = find_corrections(OLD, new, WORDS)
    assert found == Correction(
        Kind.VILLAGE,
        "Village of Oeltua",
        "",
        "",
        "Cross out post, companions and numbers of this village.",
        "Oeltua",
    )
    assert concerned_villages([found], OLD, new) == ["Oeltua"]


def test_another_post_is_corrected_but_people_and_their_numbers_are_not_printed_once_more() -> None:
    now = village(
        "oeltua",
        consent="2026-11-01",
        post="Kantor desa, Rabu",
        numbers=[{"whose": "Pos", "number": "0800-7654-321", "tried_on": "2026-11-01"}],
    )
    found = find_corrections(OLD, changed(OLD, villages={"oeltua": now}), WORDS)
    assert [(one.old, one.new) for one in found] == [
        ("Kantor desa, Selasa", "Kantor desa, Rabu"),
        ("", "0800-7654-321"),
        ("", ""),
    ]
    assert found[1].advice == "Cross out every other number of this village."
    assert "Ibu Contoh" not in str(found)


def test_what_all_pages_state_concerns_every_village() -> None:
    new = changed(OLD, contacts={"called": None}, villages={"oeltua": None})
    assert concerned_villages(find_corrections(OLD, new, WORDS), OLD, new) == ["Oben", "Oeltua"]


def recall(new: Data, **changes: Any) -> Recall:
    corrections = {words.locale: find_corrections(OLD, new, words) for words in LANGUAGES}
    fields: dict[str, Any] = {
        "old_release": "2026.11.1",
        "new_release": "2026.12.1",
        "day": dt.date(2026, 12, 1),
        "villages": ("Oeltua", "Oben"),
        "fingerprint": "aaaa bbbb",
        "trial": True,
        "corrections": corrections,
        **changes,
    }
    return Recall(**fields)


def test_the_text_for_whatsapp_says_everything_first_in_indonesian_then_in_english() -> None:
    new = changed(OLD, contacts={"called": contact("called", channel("+62 21 2222 222"))})
    assert write_text(recall(new), LANGUAGES) == (
        "*Ralat Bekal 2026.12.1*\n"
        "Untuk semua salinan rilis 2026.11.1 dan yang lebih lama: flashdisk, HP, dan kertas. "
        "Yang benar rilis 2026.12.1.\n"
        "Desa: Oeltua, Oben.\n"
        "\n*Kantor called*\n"
        "Jangan pakai lagi: ~+62 21 1111 111~\n"
        "Pakai: +62 21 2222 222\n"
        "Nomor ini belum kami coba telepon.\n"
        "\n"
        "1. Coret yang lama dengan pulpen, di buku, lembaran, dan dinding. Tulis yang baru di sampingnya.\n"
        "2. Minta flashdisk rilis 2026.12.1. Salin berkas baru ke HP, lalu hapus yang lama.\n"
        "3. Beri tahu semua orang yang pernah Anda beri salinan.\n"
        "\n"
        "Bekal, rilis 2026.12.1, 1 Desember 2026. Kunci aaaa bbbb: "
        "bandingkan dengan kertas dari pemberi flashdisk.\n"
        "UJI COBA: belum semua nomor kami coba telepon.\n"
        "Kami tidak pernah mengirim berkas .apk, dan tidak pernah minta OTP, PIN, atau uang. "
        "Ragu? Tanya pos desa.\n"
        "\n"
        "*Correction of Bekal 2026.12.1*\n"
        "For every copy of release 2026.11.1 and older: stick, phone and paper. Release 2026.12.1 is right.\n"
        "Villages: Oeltua, Oben.\n"
        "\n*Office called*\n"
        "Do not use any more: ~+62 21 1111 111~\n"
        "Use: +62 21 2222 222\n"
        "We have not called this number yet.\n"
        "\n"
        "1. Cross out the old with a pen, in the book, on sheets and on walls. Write the new beside it.\n"
        "2. Get the stick of release 2026.12.1. Copy the new file to phones, then delete the old one.\n"
        "3. Tell everybody to whom you gave a copy.\n"
        "\n"
        "Bekal, release 2026.12.1, 1 December 2026. Key aaaa bbbb: compare it with the paper of your stick.\n"
        "TRIAL: not every number has been called yet.\n"
        "We never send .apk files or ask for an OTP, a PIN or money. Not sure? Ask at the village post.\n"
    )


def test_the_sheet_crosses_out_the_old_loads_nothing_and_escapes_what_it_prints() -> None:
    now = contact("called", channel("+62 21 2222 222"))
    html = write_sheet(recall(changed(OLD, contacts={"called": now})), LANGUAGES)
    assert "<del>+62 21 1111 111</del>" in html
    assert "<strong>+62 21 2222 222</strong>" in html
    assert '<span lang="en">Office called</span>' in html
    assert not any(part in html for part in ("<script", "src=", "http://", "https://", "url("))
    bad = Correction(Kind.FACT, "<b>", "<i>old</i>", "new & <u>", "")
    sheet = write_sheet(recall(OLD, corrections={"id": [bad], "en": [bad]}), LANGUAGES)
    assert "&lt;i&gt;old&lt;/i&gt;" in sheet
    assert "<u>" not in sheet


def test_what_does_not_fit_on_the_sheet_is_counted_there_and_stands_in_the_text() -> None:
    many = [Correction(Kind.FACT, f"fact {number}", "1", "2", "") for number in range(60)]
    full = recall(OLD, corrections={"id": many, "en": many})
    html, text = write_sheet(full, LANGUAGES), write_text(full, LANGUAGES)
    shown = html.count("<tr>") - 1
    assert 10 <= shown < 60
    assert f"Ada {60 - shown} lagi yang berubah. Jangan pakai salinan lama untuk apa pun" in html
    assert all(f"*fact {number}*" in text for number in range(60))
