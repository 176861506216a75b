"""Says what a reader meets on a stick that was pulled out, by names and bytes alone.

A reader opens ``BUKA.HTM``, follows it to an edition, and opens any of its files; other people's files are theirs.
Nothing of ``bekal verify`` is used here: the judge of the writer must not share its mistakes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

START_PAGE: Final = "BUKA.HTM"
README: Final = "BACA-SAYA.txt"
_LINK: Final = b"BEKAL-"


@dataclass(frozen=True, slots=True)
class Edition:
    """What one release puts on a stick: SHA-256 by path, of the whole folder and of the two signposts."""

    name: str
    start_page: str
    readme: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What may be met: one of ``editions`` whole, and ``foreign`` files as they were."""

    editions: tuple[Edition, ...]
    foreign: Mapping[str, str]
    may_be_none: bool = False
    """Whether there was no edition before: then a start page that leads nowhere is right too."""

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values, to be sent to the guest."""
        return {
            "editions": [
                {
                    "name": each.name,
                    "start_page": each.start_page,
                    "readme": each.readme,
                    "files": dict(each.files),
                }
                for each in self.editions
            ],
            "foreign": dict(self.foreign),
            "may_be_none": self.may_be_none,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Expectation:
        """Take what ``as_json`` gave."""
        return cls(
            tuple(Edition(**each) for each in values["editions"]), values["foreign"], values["may_be_none"]
        )


@dataclass(slots=True)
class Meeting:
    """What was met in one state."""

    opened: str = ""
    """The edition that ``BUKA.HTM`` opens whole; empty for none."""
    problems: list[str] = field(default_factory=list)
    """What makes the state bad."""
    readme: str = ""
    """Which edition's ``BACA-SAYA.txt`` lies there; empty when it is neither's whole text."""


def meet(stick: Path, expectation: Expectation) -> Meeting:
    """Open the stick as a reader does."""
    meeting = Meeting()
    for path, digest in expectation.foreign.items():
        found = read_digest(stick / path)
        if found != digest:
            meeting.problems.append(f"the foreign file {path} is {_state_of(found)}")
    _open_start_page(stick, expectation, meeting)
    readme = read_digest(stick / README)
    meeting.readme = next((each.name for each in expectation.editions if each.readme == readme), "")
    return meeting


def _open_start_page(stick: Path, expectation: Expectation, meeting: Meeting) -> None:
    page = _read(stick / START_PAGE)
    digest = hashlib.sha256(page).hexdigest() if isinstance(page, bytes) else None
    meant = [each for each in expectation.editions if each.start_page == digest]
    if not meant:
        leads_somewhere = isinstance(page, bytes) and _LINK in page
        if not expectation.may_be_none or leads_somewhere or isinstance(page, OSError):
            what = _state_of(digest) if not isinstance(page, OSError) else f"unreadable ({page.strerror})"
            meeting.problems.append(f"{START_PAGE} is {what}")
        return
    wrong: list[str] = []
    for each in meant:
        wrong = [
            f"{path} is {_state_of(found)}"
            for path, digest in each.files.items()
            if (found := read_digest(stick / path)) != digest
        ]
        if not wrong:
            meeting.opened = each.name
            return
    meeting.problems.append(
        f"{START_PAGE} opens {meant[-1].name}, where {len(wrong)} files are wrong: {wrong[0]}"
    )


def _state_of(found: str | None) -> str:
    if found is None:
        return "missing"
    return found if found.startswith("unreadable") else "changed"


def read_digest(path: Path) -> str | None:
    """Give the SHA-256 of a file, ``None`` when there is none, or how it cannot be read."""
    content = _read(path)
    if isinstance(content, OSError):
        return f"unreadable ({content.strerror})"
    return None if content is None else hashlib.sha256(content).hexdigest()


def _read(path: Path) -> bytes | OSError | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return error
