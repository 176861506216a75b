from __future__ import annotations

import pytest

from bekal.editorial.navigation import add_to_nav, nav_line

HEAD = "site_name: Bekal\n# the order\nnav:\n"


def test_a_page_stands_after_the_last_of_its_folder_and_comments_stay() -> None:
    pages = (
        "  - index.md  # six doors\n  # leaving\n  - departure/a.md\n  - 'departure/b.md'\n  - about/c.md\n"
    )
    before = f"{HEAD}{pages}\ntheme: {{name: material}}\n"
    after = add_to_nav(before, "departure/new")
    assert after == before.replace("  - 'departure/b.md'\n", "  - 'departure/b.md'\n  - departure/new.md\n")


def test_a_page_of_a_new_folder_stands_last() -> None:
    assert add_to_nav(HEAD + "  - index.md\n", "rights/new") == HEAD + "  - index.md\n  - rights/new.md\n"


@pytest.mark.parametrize(
    ("nav", "changed"),
    [
        pytest.param("- index.md", "- index.md\n- new.md\n", id="without indentation and last line end"),
        pytest.param("  - index.md\r\n", "  - index.md\r\n  - new.md\r\n", id="Windows"),
        pytest.param(
            "  - Awal: index.md\n  - Bab:\n      - b/c.md\n",
            "  - Awal: index.md\n  - new.md\n  - Bab:\n      - b/c.md\n",
            id="titles and chapters",
        ),
    ],
)
def test_the_form_of_the_list_is_kept(nav: str, changed: str) -> None:
    assert add_to_nav(HEAD + nav, "new") == HEAD + changed


def test_a_page_of_a_chapter_goes_into_the_chapter() -> None:
    nav = HEAD + "  - index.md\n  - Bab:\n      - b/c.md\n  - a.md\n"
    assert add_to_nav(nav, "b/new") == nav.replace("      - b/c.md\n", "      - b/c.md\n      - b/new.md\n")


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param("nav: [index.md]\n", id="on one line"),
        pytest.param("site_name: Bekal\n", id="no nav"),
        pytest.param("nav:\n", id="empty"),
        pytest.param("nav: [\n", id="broken"),
        pytest.param("- a\n", id="no settings"),
        pytest.param("nav:\n  - &a index.md\n", id="anchor"),
        pytest.param("nav:\n  - new.md\n", id="there already"),
        pytest.param("", id="nothing"),
        pytest.param("text: |\n  nav:\nnav:\n  - https://example.org\n", id="no page"),
    ],
)
def test_a_list_that_cannot_be_changed_safely_is_left_alone(settings: str) -> None:
    assert add_to_nav(settings, "new") is None


def test_tags_of_mkdocs_do_not_matter() -> None:
    settings = "copyright: !ENV [A, b]\n" + HEAD + "  - index.md\n"
    assert add_to_nav(settings, "new") == settings + "  - new.md\n"


def test_the_line_for_an_editor_is_an_item() -> None:
    assert nav_line("departure/new") == "  - departure/new.md"
