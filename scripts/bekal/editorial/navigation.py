"""A new page in ``nav`` of ``mkdocs.yml``: one line added to the text, everything else left as it stands.

The change is kept only when the file, read again, says the same as before plus the one page; otherwise an editor adds
the line.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM: Final = re.compile(
    r"^(?P<indent>\s*)-\s+(?:[^#'\"]*:\s+)?(?P<quote>['\"]?)(?P<file>[\w./-]+\.md)(?P=quote)\s*(?:#.*)?$"
)


class _Loader(yaml.CSafeLoader):
    """Reads plain values; MkDocs' own tags become nothing."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def nav_line(slug: str) -> str:
    """Write the line that names a page in ``nav``."""
    return f"  - {slug}.md"


def add_to_nav(settings: str, slug: str) -> str | None:
    """Give the text of ``mkdocs.yml`` with the page added, after the last page of its folder; ``None`` when unsafe."""
    before = _read(settings)
    if before is None or not isinstance(before.get("nav"), list):
        return None
    lines = settings.splitlines(keepends=True)
    at = _neighbour(lines, slug)
    if at is None:
        return None
    match = _ITEM.match(lines[at].rstrip("\r\n"))
    ending = "\r\n" if lines[at].endswith("\r\n") else "\n"
    indent = match["indent"] if match else "  "
    if not lines[at].endswith("\n"):
        lines[at] += ending
    lines.insert(at + 1, f"{indent}- {slug}.md{ending}")
    changed = "".join(lines)
    after = _read(changed)
    return changed if after is not None and _is_only_addition(before, after, f"{slug}.md") else None


def _neighbour(lines: list[str], slug: str) -> int | None:
    """Find the line of ``nav`` after which the page belongs: the last of its folder, else the last of all."""
    start = next((number for number, line in enumerate(lines) if line.startswith("nav:")), None)
    if start is None:
        return None
    last = same_folder = None
    folder = posixpath.dirname(slug)
    for number in range(start + 1, len(lines)):
        line = lines[number].rstrip("\r\n")
        match = _ITEM.match(line)
        if match:
            last = number
            if posixpath.dirname(match["file"]) == folder:
                same_folder = number
        elif line and not line.startswith((" ", "-", "#", "\t")):
            break
    return same_folder if same_folder is not None else last


def _read(settings: str) -> dict[str, Any] | None:
    try:
        document = yaml.load(settings, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return document if isinstance(document, dict) else None


def _is_only_addition(before: dict[str, Any], after: dict[str, Any], file: str) -> bool:
    old, new = list(_files(before.get("nav"))), list(_files(after.get("nav")))
    rest = {key: value for key, value in before.items() if key != "nav"}
    return (
        new.count(file) == 1
        and [entry for entry in new if entry != file] == old
        and {key: value for key, value in after.items() if key != "nav"} == rest
    )


def _files(entry: Any) -> Iterator[Any]:
    """List everything that ``nav`` holds, in order, titles included."""
    if isinstance(entry, list):
        for part in entry:
            yield from _files(part)
    elif isinstance(entry, dict):
        for title, part in entry.items():
            yield title
            yield from _files(part)
    else:
        yield entry
