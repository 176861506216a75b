"""Judges a stick of a test as ``bekal verify`` does, on a computer that has seen nothing before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bekal.locale import translator
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.seen import SeenReleases
from bekal.stick.verify import inspect, judge
from bundles import KEY, TODAY

if TYPE_CHECKING:
    import datetime as dt

    from bekal.stick.verdict import StickReport
    from bekal.stick.volume import Volume

NOTHING_SEEN = SeenReleases(Path("/nowhere/seen.json"))


def report(
    stick: Path | Volume, *, today: dt.date = TODAY, seen: SeenReleases = NOTHING_SEEN, locale: str = "en"
) -> StickReport:
    """Judge a folder or a volume, trusting the key of the tests."""
    volume = FolderVolume(stick) if isinstance(stick, Path) else stick
    words = translator(locale)
    return judge(inspect(volume, [KEY.public], words), seen, today, words)
