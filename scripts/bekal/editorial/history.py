"""Earlier texts from git: of a page, to show what changed since it was translated; of a whole project, for a recall.

The only place of this room that starts another program.
Without git, without a repository, or in a copy without history there are simply no earlier texts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bekal.config import LIMITS
from bekal.content.catalogue import parse_page
from bekal.content.text_files import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bekal.content.catalogue import Page
    from bekal.content.sections import Section

MAX_COMMITS: Final = 300
"""How many changes of one page are looked at, the newest first."""

_SECONDS: Final = 20
_ELSEWHERE: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"})
"""Settings of a git hook that would lead to another repository."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A section as it once was, and the day and number of the newest change that still had it so."""

    section: Section
    day: str
    commit: str


def find_earlier(root: Path, page: Page, digests: Iterable[str]) -> dict[str, Earlier]:
    """Find the sections of ``page`` that have these source digests, in the history of its file below ``root``."""
    wanted = set(digests)
    found: dict[str, Earlier] = {}
    for commit, day, text in _texts(root, page.path) if wanted else ():
        then = parse_page(page.locale, page.slug, page.path, text)
        for section in then.sections:
            digest = section.source_digest
            if digest in wanted:
                found[digest] = Earlier(section, day, commit)
                wanted.discard(digest)
        if not wanted:
            break
    return found


def unpack_revision(root: Path, revision: str, folder: Path) -> bool:
    """Put settings, pages and data as they were at ``revision`` into ``folder``; false when git does not know it."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        return False
    archive = _git(root, "archive", "--format=tar", commit.decode("ascii").strip(), "mkdocs.yml", "docs")
    if not archive:
        return False
    with tarfile.open(fileobj=BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")
    return True


def _texts(root: Path, path: str) -> Iterator[tuple[str, str, str]]:
    """Give commit, day and text of a file for each change of it, the newest first."""
    listing = _git(root, "log", f"--max-count={MAX_COMMITS}", "--format=%H %cs", "--", path)
    for line in (listing or b"").decode("ascii", "replace").splitlines():
        commit, _, day = line.partition(" ")
        content = _git(root, "cat-file", "blob", f"{commit}:./{path}")
        text = decode_text(content, LIMITS.page_bytes)[0] if content else None
        if text is not None:
            yield commit[:10], day, text


def _git(root: Path, *arguments: str) -> bytes | None:
    """Run git in ``root`` and give what it wrote; ``None`` when it cannot or will not answer."""
    program = shutil.which("git")
    if program is None:
        return None
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, and arguments of our own
            [program, "--no-pager", "-c", "core.fsmonitor=false", *arguments],
            cwd=root,
            env=environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None
