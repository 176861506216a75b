"""What is known of each picture: what it stands for, where it comes from, and who has said what they see in it.

Responsible for ``overrides/.icons/pictures.yml`` and for one drawing for each of its entries.
How a drawing gets into a page is ``finishing``; the sheet to show to villagers is ``editorial``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import StringConstraints

from bekal.config import LIMITS
from bekal.content.strict_yaml import parse_yaml
from bekal.content.text_files import read_text
from bekal.content.values import Model, Plain, Text
from bekal.content.yaml_models import PATTERN_WORDS, build_model
from bekal.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    from bekal.config import Project

NOT_TESTED: Final = "belum diuji"
"""What ``seen_by`` says until somebody has told us what they see."""

_CODE_POINT: Final = r"^[0-9A-F]{4,5}(?:-[0-9A-F]{4,5})*$"
_SHA256: Final = r"^[0-9a-f]{64}$"
PATTERN_WORDS[_CODE_POINT] = "the code points of an OpenMoji, such as 1F91D-1F3FE"
PATTERN_WORDS[_SHA256] = "the 64 digits of a SHA-256"

_CodePoint = Annotated[str, StringConstraints(pattern=_CODE_POINT)]
_Sha256 = Annotated[str, StringConstraints(pattern=_SHA256)]


class Origin(Model):
    """An entry of ``pictures.yml``; ``openmoji`` is empty for a drawing of our own."""

    stands_for: Text
    openmoji: dict[_CodePoint, _Sha256]
    seen_by: Plain


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """A picture with its number, which stays the same as long as new pictures are added at the end of the file."""

    number: int
    name: str
    origin: Origin
    svg: str

    @property
    def is_tested(self) -> bool:
        """Whether somebody outside has said what they see in it."""
        return self.origin.seen_by != NOT_TESTED


def read_known_pictures(project: Project) -> list[KnownPicture]:
    """Read ``pictures.yml`` and the drawings, in the order of the file.

    Raises ``ProjectError`` for the first entry that is malformed or has no drawing, and for a drawing without entry.
    """
    folder = project.overrides / ".icons"
    path = folder / "pictures.yml"
    origins = _read_origins(path, project.relative(path))
    drawings = {file.stem: file for file in sorted((folder / "bekal").glob("*.svg"))}
    for name in sorted(origins.keys() ^ drawings.keys()):
        shown = project.relative(folder / "bekal" / f"{name}.svg")
        if name in origins:
            raise ProjectError(f"{project.relative(path)} names '{name}', but {shown} is missing", "draw it")
        raise ProjectError(
            f"{shown} is not named in {project.relative(path)}", "write there what it stands for"
        )
    return [
        KnownPicture(
            number, name, origin, _readable(drawings[name], project.relative(drawings[name])).strip()
        )
        for number, (name, origin) in enumerate(origins.items(), 1)
    ]


def _read_origins(path: Path, shown: str) -> dict[str, Origin]:
    root, problems = parse_yaml(_readable(path, shown))
    origins: dict[str, Origin] = {}
    if root is not None and not isinstance(root.value, dict):
        raise ProjectError(
            f"{shown}:{root.line} is {root.words}, it must name each picture",
            "begin each entry with the name of the picture",
        )
    for name, node in (root.value if root is not None and isinstance(root.value, dict) else {}).items():
        origin, found = build_model(node, Origin)
        problems += found
        if origin is not None:
            origins[name] = origin
    if problems:
        first = problems[0]
        raise ProjectError(f"{shown}:{first.line}:{first.column}: {first.message}", first.fix)
    return origins


def _readable(path: Path, shown: str) -> str:
    text, problems = read_text(path, LIMITS.data_bytes)
    if text is None:
        raise ProjectError(f"{shown}: {problems[0].message}", problems[0].fix)
    return text
