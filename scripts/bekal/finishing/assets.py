"""What is put into a page: pictures, signs, stylesheets and scripts, read once from ``overrides``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rjsmin import jsmin

from bekal.errors import ProjectError
from bekal.finishing.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SVG: Final = re.compile(r'<svg[^>]*\bviewBox="(?P<box>[^"]+)"[^>]*>(?P<inside>.*)</svg>\s*', re.DOTALL)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The inside of an SVG file and its view box."""

    box: str
    inside: str


@dataclass(frozen=True)
class Assets:
    """Everything that finishing puts into pages."""

    pictures: Mapping[str, Drawing]
    signs: Mapping[str, Drawing]
    style_source: str
    script_source: str
    search_style_source: str = ""
    search_script_source: str = ""

    @cached_property
    def stylesheet(self) -> Stylesheet:
        """The stylesheet, parsed once for all pages."""
        return Stylesheet.parse(self.style_source)

    @cached_property
    def script(self) -> str:
        """The script without comments and blanks; names and statements stay, so old engines read it as written."""
        return str(jsmin(self.script_source))

    @cached_property
    def search_script(self) -> str:
        """The script of search, likewise."""
        return str(jsmin(self.search_script_source))

    @cached_property
    def search_style(self) -> str:
        """The style of search, which its script brings along."""
        lines = (line.strip() for line in _COMMENT.sub("", self.search_style_source).splitlines())
        return "".join(lines)


def load_assets(overrides: Path) -> Assets:
    """Read pictures, signs, stylesheet and script; raises ``ProjectError`` when one is missing or malformed."""
    try:
        return Assets(
            pictures=_drawings(overrides / ".icons" / "bekal"),
            signs=_drawings(overrides / ".icons" / "signs"),
            style_source=(overrides / "assets" / "bekal.css").read_text(encoding="utf-8"),
            script_source=(overrides / "assets" / "bekal.js").read_text(encoding="utf-8"),
            search_style_source=(overrides / "assets" / "search.css").read_text(encoding="utf-8"),
            search_script_source=(overrides / "assets" / "search.js").read_text(encoding="utf-8"),
        )
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"the look cannot be read: {error}", "restore the folder overrides") from error


def _drawings(folder: Path) -> dict[str, Drawing]:
    drawings = {}
    for path in sorted(folder.glob("*.svg")):
        match = _SVG.fullmatch(path.read_text(encoding="utf-8").strip())
        if match is None:
            raise ProjectError(f"{path} is no SVG drawing with a viewBox", "save it again as plain SVG")
        drawings[path.stem] = Drawing(match["box"], match["inside"].strip())
    return drawings
