"""Where things are, and every limit and name that more than one room must agree on.

Reads ``mkdocs.yml`` for the release, and nothing else.
It decides no content and touches no stick.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from bekal.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

SOURCE_LOCALE: Final = "id"
LOCALES: Final = ("id", "en")

VILLAGES: Final = "villages"
"""The folder of ``build/`` that holds the editions of villages, each by its slug."""

RELEASE_PATTERN: Final = re.compile(r"(?P<year>20\d\d)\.(?P<month>1[0-2]|[1-9])\.(?P<number>[1-9]\d{0,3})")


DEVICE_NAMES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin", "conout"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names that Windows gives to no file, whatever its ending."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes and depths beyond which input is refused instead of processed."""

    page_bytes: int = 256 * 1024
    data_bytes: int = 1024 * 1024
    line_characters: int = 20_000
    yaml_depth: int = 12
    name_characters: int = 60
    path_characters: int = 120
    lesson_bytes: int = 14_000
    reference_page_bytes: int = 24_000
    search_bytes: int = 60_000
    book_bytes: int = 1_000_000
    chapter_bytes: int = 200_000
    checker_bytes: int = 60_000
    manifest_bytes: int = 4 * 1024 * 1024
    payload_files: int = 20_000


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Project:
    """A checkout: the folder that holds ``mkdocs.yml``, and what its places are called."""

    root: Path
    release: str

    @property
    def docs(self) -> Path:
        """The pages, one folder per locale, and ``data`` and ``assets`` beside them."""
        return self.root / "docs"

    @property
    def data(self) -> Path:
        """The data that pages refer to."""
        return self.docs / "data"

    @property
    def overrides(self) -> Path:
        """Templates, styles, script and pictures."""
        return self.root / "overrides"

    @property
    def build(self) -> Path:
        """Everything generated."""
        return self.root / "build"

    def relative(self, path: Path) -> str:
        """``path`` as findings print it: from the project's root, with ``/``."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def find_project(start: Path) -> Project:
    """Find the project that ``start`` lies in.

    Raises ``ProjectError`` when no folder upwards holds ``mkdocs.yml``, or when its release is missing or
    misspelt.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return Project(folder, read_release(folder / "mkdocs.yml"))
    raise ProjectError(
        "no mkdocs.yml in {start} or any folder above it",
        "change to the project's folder and try again",
        start=start,
    )


class _SiteLoader(yaml.CSafeLoader):
    """Reads ``mkdocs.yml`` for plain values; MkDocs' own tags (``!ENV``, ``!relative``) become nothing."""


_SiteLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(path: Path) -> dict[str, Any]:
    """Read ``mkdocs.yml`` for plain values; raises ``ProjectError`` when it cannot be read."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_SiteLoader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise ProjectError(
            "{path} cannot be read: {reason}", "mend the file and try again", path=path, reason=error
        ) from error
    if not isinstance(document, dict):
        raise ProjectError("{path} holds no settings", "restore the file", path=path)
    return document


def read_release(path: Path) -> str:
    """Read ``extra.release`` from ``mkdocs.yml``: ``YYYY.M.N``."""
    extra = read_settings(path).get("extra")
    release = extra.get("release") if isinstance(extra, dict) else None
    if not isinstance(release, str) or not RELEASE_PATTERN.fullmatch(release):
        raise ProjectError(
            "{path}: extra.release is {release}, not a release such as 2026.11.1",
            'write it as YYYY.M.N in quotes, for example release: "2026.11.1"',
            path=path,
            release=repr(release),
        )
    return release


def release_key(release: str) -> tuple[int, int, int]:
    """``2026.11.1`` as numbers, so that 2026.9.2 comes before 2026.11.1; raises ``ValueError``."""
    match = RELEASE_PATTERN.fullmatch(release)
    if match is None:
        raise ValueError(release)
    year, month, number = match.groups()
    return int(year), int(month), int(number)


def build_time() -> dt.datetime:
    """Give the moment a build is dated to: ``SOURCE_DATE_EPOCH`` when it is set, else now; UTC, whole seconds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ProjectError(
            "SOURCE_DATE_EPOCH is {epoch}, not a number of seconds",
            "set it to a whole number, or leave it unset",
            epoch=repr(epoch),
        ) from error
