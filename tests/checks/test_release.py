"""What a release asks for beyond a trial, and what a waiver can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.checks.run import check_project
from bekal.checks.waivers import is_waivable
from bekal.findings import Severity
from projects import BASE, CONTACTS, PAGE, TODAY, make_project, with_translation

if TYPE_CHECKING:
    from pathlib import Path

OLD = CONTACTS.replace("2025-12", "2024-12")
SHOWN = PAGE.replace("Simpan suratmu.", "## Telepon\n\n/// contact | kp2mi-callcenter\n///\n")


def waiver(rule: str, page: str) -> str:
    return (
        f"- rule: {rule}\n  page: {page}\n  reason: Nomor baru belum kami terima.\n"
        "  given_on: 2026-11-24\n  until: 2026-12-24\n"
    )


def found_in(
    folder: Path, files: dict[str, str | bytes], *, release: bool
) -> list[tuple[str, str, Severity]]:
    project = make_project(folder, {**BASE, **with_translation(files)})
    return [
        (found.path, found.rule, found.severity)
        for found in check_project(project, TODAY, release=release)
        if not found.path.startswith("docs/en/")
    ]


def test_what_has_aged_is_a_warning_for_a_trial_and_an_error_for_a_release(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/data/contacts.yml": OLD,
        "docs/id/index.md": SHOWN.replace("2027-05-24", "2026-11-20").replace("2026-11-24", "2026-05-24"),
    }
    expected = [("docs/id/index.md", "review-overdue"), ("docs/id/index.md", "contact-expired")]
    assert found_in(tmp_path, files, release=False) == [(*found, Severity.WARNING) for found in expected]
    assert found_in(tmp_path, files, release=True) == [(*found, Severity.ERROR) for found in expected]


def test_an_old_number_of_a_village_is_a_warning_for_a_trial_and_an_error_for_a_release(
    tmp_path: Path,
) -> None:
    files: dict[str, str | bytes] = {
        "docs/data/villages.yml": (
            "- id: oben\n  name: Oben\n  kecamatan: Nekamese\n  kabupaten: Kupang\n  consent: 2025-01-02\n"
            "  numbers: [{whose: Pos desa, number: 0812-0000-0003, tried_on: 2025-01-02}]\n"
        )
    }
    for release, severity in ((False, Severity.WARNING), (True, Severity.ERROR)):
        assert found_in(tmp_path, files, release=release) == [
            ("docs/data/villages.yml", "village-number-expired", severity)
        ]


def test_a_release_cannot_waive_an_expired_number_on_the_emergency_page(tmp_path: Path) -> None:
    emergency, other = "docs/id/complaints/emergency.md", "docs/id/index.md"
    files: dict[str, str | bytes] = {
        "docs/data/contacts.yml": OLD,
        emergency: SHOWN,
        other: SHOWN,
        "docs/data/waivers.yml": waiver("contact-expired", emergency) + waiver("contact-expired", other),
    }
    assert found_in(tmp_path, files, release=False) == [(emergency, "contact-expired", Severity.WARNING)]
    assert found_in(tmp_path, files, release=True) == [
        (emergency, "contact-expired", Severity.ERROR),
        (other, "contact-expired", Severity.WARNING),
    ]


def test_a_number_for_which_nothing_newer_was_found_is_quiet_until_a_release(tmp_path: Path) -> None:
    looked = OLD.replace("confirmed_by: document", "confirmed_by: document\n      looked_on: 2026-11-20")
    files: dict[str, str | bytes] = {"docs/data/contacts.yml": looked, "docs/id/index.md": SHOWN}
    assert found_in(tmp_path, files, release=False) == []
    assert found_in(tmp_path, files, release=True) == [
        ("docs/id/index.md", "contact-expired", Severity.ERROR)
    ]


def test_what_has_aged_is_said_once_with_the_number_of_other_pages_that_show_it(tmp_path: Path) -> None:
    slugs = ("index", "departure/documents", "rights/at-work")
    files: dict[str, str | bytes] = {
        "docs/data/contacts.yml": OLD,
        **{f"docs/id/{slug}.md": SHOWN for slug in slugs},
    }
    project = make_project(tmp_path, {**BASE, **with_translation(files)})
    (finding,) = [found for found in check_project(project, TODAY) if found.rule == "contact-expired"]
    assert finding.path == "docs/id/departure/documents.md"
    assert finding.message.endswith("is too old since 1 June 2026; and on 2 more pages")


def test_a_waived_finding_keeps_its_place_and_says_why(tmp_path: Path) -> None:
    page = PAGE.replace("Simpan suratmu.", "Simpan" + " surat" * 22 + ".")
    files: dict[str, str | bytes] = {
        "docs/id/index.md": page,
        "docs/data/waivers.yml": waiver("sentence-long", "docs/id/index.md"),
    }
    project = make_project(tmp_path, {**BASE, **with_translation(files)})
    (found,) = [found for found in check_project(project, TODAY) if found.path == "docs/id/index.md"]
    assert found.as_text() == (
        "docs/id/index.md:10:1: warning[sentence-long]: this sentence has 23 words, at most 22 are read in one go "
        "(waived until 24 December 2026: Nomor baru belum kami terima.)\n"
        "  fix: make two sentences of it"
    )


def test_what_protects_people_or_holds_a_page_together_is_never_waived() -> None:
    rules = ("blocked-number", "never-stated", "data-key", "front-matter-key", "fact-unknown", "waiver-until")
    assert [rule for rule in rules if is_waivable(rule)] == []
    assert is_waivable("sentence-long")
    assert is_waivable("contact-expired")
