from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bekal.content.catalogue import parse_page
from bekal.content.front_matter import FrontMatter, split_front_matter
from projects import PAGE

FRONT_SIGNS = st.text(alphabet="-: \ntilesumary[]\"'0123é|>", max_size=120)
KEYS = st.sampled_from([*FrontMatter.model_fields, "titel", ""])
VALUES = st.one_of(
    st.sampled_from(
        ["", "2026-11-24", "2026-02-30", "[a, b]", "{a: b}", "family", "x: y", '"', "uu-18-2017#13"]
    ),
    st.text(max_size=20),
)


def test_a_page_is_split_at_its_fences() -> None:
    split = split_front_matter("---\ntitle: x\n--- \nBody\n---\nMore\n")
    assert (split.front, split.body, split.body_line) == ("title: x", "Body\n---\nMore\n", 4)


def test_a_right_page_is_read_whole() -> None:
    page = parse_page("id", "index", "docs/id/index.md", PAGE)
    assert page.problems == ()
    assert page.front_matter == FrontMatter(
        title="Surat",
        summary="Surat yang disimpan keluarga.",
        audience="family",
        picture="passport",
        sources=("uu-18-2017#13",),
        last_reviewed="2026-11-24",
        review_by="2027-05-24",
    )
    assert page.front_matter.last_reviewed == dt.date(2026, 11, 24)
    assert (page.body, page.body_line) == ("Simpan suratmu.\n", 10)


def test_a_broken_front_matter_still_leaves_the_body_to_be_checked() -> None:
    page = parse_page("id", "index", "docs/id/index.md", "---\ntitel: x\n---\n[a](b.md)\n")
    assert not page.is_sound
    assert [(link.target, link.line, link.column) for link in page.links] == [("b.md", 4, 5)]


@given(FRONT_SIGNS)
def test_any_page_gives_front_matter_or_problems(text: str) -> None:
    page = parse_page("en", "index", "docs/en/index.md", f"---\n{text}")
    assert page.is_sound or page.problems


@given(st.lists(st.tuples(KEYS, VALUES), max_size=6), st.sampled_from(["id", "en"]))
def test_any_keys_and_values_give_front_matter_or_problems(pairs: list[tuple[str, str]], locale: str) -> None:
    front = "".join(f"{key}: {value}\n" for key, value in pairs)
    page = parse_page(locale, "index", "index.md", f"---\n{front}---\nBody\n")
    assert page.is_sound or page.problems
    assert all(problem.line >= 1 and problem.column >= 1 for problem in page.problems)
