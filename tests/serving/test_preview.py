from __future__ import annotations

from bekal.findings import Finding, Severity
from bekal.serving.preview import add_box

PAGE = '<body><nav class="top"></nav><header class="head"></header><main></main></body>'
MISTAKE = Finding("docs/id/a.md", 12, 3, "link-target-missing", "the link '<b>' leads to no page", "mend it")
WARNING = Finding("docs/id/a.md", 2, 1, "file-encoding", "odd line ends", "save it again", Severity.WARNING)


def test_a_page_without_findings_stays_as_it_is() -> None:
    assert add_box(PAGE, "docs/id/b.md", "id", [WARNING]) == PAGE


def test_the_findings_of_a_page_stand_above_its_title_with_line_rule_and_remedy() -> None:
    shown = add_box(PAGE, "docs/id/a.md", "id", [WARNING, MISTAKE])
    box = shown[shown.index("<aside") : shown.index("</aside>")]
    assert shown.index('class="top"') < shown.index("<aside") < shown.index('class="head"')
    assert "Yang perlu diperbaiki di halaman ini: 2" in box
    assert "Peringatan, baris 2" in box
    assert "Kesalahan, baris 12" in box
    assert "<code>link-target-missing</code>" in box
    assert "the link &#x27;&lt;b&gt;&#x27; leads to no page" in box
    assert "Yang dilakukan: mend it" in box


def test_mistakes_in_other_files_are_counted() -> None:
    shown = add_box(PAGE, "docs/en/b.md", "en", [MISTAKE, WARNING])
    assert "In other files: 1 to mend." in shown


def test_what_kept_a_page_from_being_finished_is_said_on_any_page() -> None:
    assert add_box("<p>404", "docs/id/b.md", "en", [], "no stylesheet").startswith("<aside")
