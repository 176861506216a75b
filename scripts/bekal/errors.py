"""Exceptions: a problem in *running* (a problem in the content is a ``Finding``, a value).

Every error that a person can meet derives from ``BekalError``: one sentence that says what was found, and one
that says what to do.
The command line prints both and exits with status 2; anything else that escapes is a bug and keeps its traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bekal.locale import Translator


class BekalError(Exception):
    """Something expected stopped the work.

    ``message`` says what was found, ``fix`` what to do.
    Both are in the reader's language already, or, where nothing knows that language yet, English with ``values`` to
    be filled in; ``in_words`` gives either in the reader's.
    """

    def __init__(self, message: str, fix: str = "", **values: object) -> None:
        super().__init__(message)
        self._message, self._fix, self._values = message, fix, values
        self.message = message.format(**values) if values else message
        self.fix = fix.format(**values) if values else fix

    def in_words(self, words: Translator) -> tuple[str, str]:
        """Give message and fix in the translator's language."""
        return words(self._message, **self._values), words(self._fix, **self._values) if self._fix else ""

    def __str__(self) -> str:
        return f"{self.message}\n  fix: {self.fix}" if self.fix else self.message


class ProjectError(BekalError):
    """The project around the pages is not as it should be: no ``mkdocs.yml``, no release, a missing folder."""


class RenderingError(BekalError):
    """MkDocs could not render the pages, or reported a warning while it did."""


class AuditError(BekalError):
    """A built file breaks a promise: too heavy, a reference that leaves the file, an unknown picture."""


class KeyFileError(BekalError):
    """A key file is missing, unreadable or malformed."""


class StickError(BekalError):
    """A stick cannot be written or read: no room, no permission, not a stick, unplugged."""
