from __future__ import annotations

import pytest

from bekal.content.catalogue import Page, parse_page
from bekal.content.following import Following, Kind, follow
from bekal.content.sections import write_digest
from projects import PAGE

NAMES = ("Satu", "Dua", "Tiga", "Empat")
SOURCE = {name: f"Isi {name}." for name in NAMES}


def page(locale: str, sections: dict[str, str], digest: str = "", anchors: bool = True) -> Page:
    body = "".join(
        f"\n## {name}{f' {{#{name.lower()}}}' if anchors else ''}\n\n{text}\n"
        for name, text in sections.items()
    )
    text = PAGE.replace("Simpan suratmu.", "Awal." + body)
    if digest:
        text = text.replace("\n---\n", f'\nsource_digest: "{digest}"\n---\n', 1)
    found = parse_page(locale, "index", f"docs/{locale}/index.md", text)
    assert found.is_sound, found.problems
    return found


ACCEPTED = write_digest(page("id", SOURCE).sections, page("en", SOURCE).sections)


def compared(
    source: dict[str, str], translation: dict[str, str] | None = None, anchors: bool = True
) -> Following:
    followed = page("en", SOURCE if translation is None else translation, ACCEPTED, anchors)
    return follow(page("id", source, anchors=anchors), followed)


def told(following: Following) -> list[tuple[Kind, str, str]]:
    return [
        (
            change.kind,
            change.source.title if change.source else "",
            change.translation.title if change.translation else "",
        )
        for change in following.changes
    ]


def test_the_same_text_is_in_step_whatever_the_translation_does() -> None:
    assert compared(SOURCE).is_in_step
    assert compared(SOURCE, {**SOURCE, "Dua": "Mended."}).is_in_step


def test_changed_sections_are_named() -> None:
    following = compared({**SOURCE, "Dua": "Lain.", "Empat": "Lain."})
    assert told(following) == [(Kind.CHANGED, "Dua", "Dua"), (Kind.CHANGED, "Empat", "Empat")]
    assert not following.is_in_step


@pytest.mark.parametrize("anchors", [True, False])
def test_a_new_section_is_named_and_the_others_are_not(anchors: bool) -> None:
    digest = write_digest(
        page("id", SOURCE, anchors=anchors).sections, page("en", SOURCE, anchors=anchors).sections
    )
    source = {"Satu": SOURCE["Satu"], "Baru": "Baru.", **SOURCE}
    following = follow(page("id", source, anchors=anchors), page("en", SOURCE, digest, anchors))
    assert told(following) == [(Kind.ADDED, "Baru", "")]
    assert following.digest is None


def test_a_section_that_is_gone_is_named_as_the_translation_calls_it() -> None:
    source = {name: text for name, text in SOURCE.items() if name != "Tiga"}
    assert told(compared(source)) == [(Kind.REMOVED, "", "Tiga")]
    assert told(compared(source, source)) == [(Kind.REMOVED, "", "")]


def test_the_fewest_moved_sections_are_named() -> None:
    source = {name: SOURCE[name] for name in ("Empat", "Satu", "Dua", "Tiga")}
    assert told(compared(source)) == [(Kind.MOVED, "Empat", "Satu")]


def test_a_section_that_changed_and_moved_is_known_by_its_anchor() -> None:
    source = {"Satu": SOURCE["Satu"], "Tiga": "Lain.", "Dua": SOURCE["Dua"], "Empat": SOURCE["Empat"]}
    [(kind, title, _)] = told(compared(source))
    assert (kind, title) == (Kind.CHANGED, "Tiga")


def test_everything_can_change_at_once() -> None:
    following = compared({"Lima": "Lima."})
    assert [kind for kind, _, _ in told(following)] == [Kind.CHANGED, *[Kind.REMOVED] * 3]


def test_without_a_digest_or_with_one_for_the_whole_page_nothing_was_accepted() -> None:
    source = page("id", SOURCE)
    never = follow(source, page("en", SOURCE))
    old = follow(source, page("en", SOURCE, "0123456789abcdef"))
    assert (never.accepted, never.is_old_form) == (None, False)
    assert (old.accepted, old.is_old_form) == (None, True)
    assert never.digest == old.digest == ACCEPTED
    assert not never.is_in_step


def test_a_page_that_was_only_a_head_is_not_taken_for_the_old_form() -> None:
    digest = write_digest(page("id", {}).sections, page("en", {}).sections)
    following = follow(page("id", SOURCE), page("en", {}, digest))
    assert not following.is_old_form
    assert [(kind, title) for kind, title, _ in told(following)] == [(Kind.ADDED, name) for name in NAMES]


@pytest.mark.parametrize(
    "change",
    ["Isi Dua, jangan.", "Isi Dua [[fact:minimum-age]].", "Isi Dua 18.", "Isi Dua.\n\n/// contact | x\n///"],
)
def test_the_digest_is_withheld_while_something_critical_is_not_translated(change: str) -> None:
    source = {**SOURCE, "Dua": change}
    following = compared(source)
    assert [change.source.title for change in following.untranslated if change.source] == ["Dua"]
    assert following.digest is None
    translated = compared(source, {**SOURCE, "Dua": "Translated."})
    assert translated.untranslated == ()
    assert translated.digest is not None
    assert follow(
        page("id", source), page("en", {**SOURCE, "Dua": "Translated."}, translated.digest)
    ).is_in_step


def test_a_change_without_anything_critical_gives_the_digest_at_once() -> None:
    assert compared({**SOURCE, "Dua": "Isi Dua yang lain."}).digest is not None


def test_the_digest_is_withheld_while_sections_are_missing() -> None:
    assert compared({**SOURCE, "Lima": "Lima."}).digest is None
    assert compared({**SOURCE, "Lima": "Lima."}, {**SOURCE, "Lima": "Five."}).digest is not None
