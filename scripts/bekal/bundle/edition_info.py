"""What an edition says about itself in words: release, village, channel, the numbers that help.

Start page, readme and manifest are all made from this one value.
Where the numbers come from is the data's business; here they only have to be plain enough to print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bekal.bundle.manifest import Channel
from bekal.bundle.names import edition_folder
from bekal.errors import ProjectError

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """A number to call, as it is printed, and from where it can be called, in both languages."""

    printed: str
    where_id: str = ""
    where_en: str = ""

    @property
    def address(self) -> str:
        """What a phone dials: ``tel:+622129244800``."""
        return "tel:" + re.sub(r"[^0-9+]", "", self.printed)


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """One edition, before it has files."""

    release: str
    created: dt.datetime
    channel: Channel
    locales: tuple[str, ...]
    numbers: tuple[HelpNumber, ...]
    expires: dt.date | None = None
    village: str | None = None
    """The village's slug; ``None`` for the base edition."""
    village_name: str = ""
    """The village as people write it."""
    village_post: str = ""
    """Where and when the village's post is open, if the village agreed to have it printed."""

    def __post_init__(self) -> None:
        """Raise ``ProjectError`` for words that plain ASCII files cannot hold."""
        words = [self.village_name, self.village_post]
        for number in self.numbers:
            words += [number.printed, number.where_id, number.where_en]
        for word in words:
            if not word.isascii() or (word and not word.isprintable()):
                raise ProjectError(
                    "{word} cannot stand on the start page, which holds plain letters only",
                    "write it without accents and other signs in docs/data",
                    word=repr(word),
                )

    @property
    def folder(self) -> str:
        """The folder the edition will lie in."""
        return edition_folder(self.release)

    @property
    def place(self) -> str:
        """The village as it is printed; empty for the base edition."""
        return self.village_name or (self.village or "").replace("-", " ").title()

    @property
    def is_trial(self) -> bool:
        """Whether the edition says UJI COBA."""
        return self.channel is Channel.TRIAL
