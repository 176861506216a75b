"""A small git repository for tests: fixed author and dates, nothing of the machine's own settings."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class GitRepository:
    """A repository at ``root``; each commit takes everything that lies there."""

    root: Path

    def run(self, *arguments: str, day: str = "2026-11-01") -> str:
        """Run git and give what it wrote."""
        moment = f"{day}T12:00:00+00:00"
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ani",
            "GIT_AUTHOR_EMAIL": "ani@example.org",
            "GIT_COMMITTER_NAME": "Ani",
            "GIT_COMMITTER_EMAIL": "ani@example.org",
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
        }
        return subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    def commit(self, day: str) -> str:
        """Commit everything; gives the first ten digits of the commit's number."""
        self.run("add", "--all")
        self.run("commit", "--quiet", "--allow-empty", "--message", day, day=day)
        return self.run("rev-parse", "HEAD")[:10]


def make_repository(root: Path) -> GitRepository:
    """Begin a repository in ``root``."""
    repository = GitRepository(root)
    repository.run("init", "--quiet")
    return repository
