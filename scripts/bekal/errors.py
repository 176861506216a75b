"""Exceptions: a problem in *running* (a problem in the content is a ``Finding``, a value).

Every error that a person can meet derives from ``BekalError``: one sentence that says what was found, and one
that says what to do.
The command line prints both and exits with status 2; anything else that escapes is a bug and keeps its traceback.
"""

from __future__ import annotations


class BekalError(Exception):
    """Something expected stopped the work.

    ``message`` says what was found, ``fix`` what to do; both are already in the reader's language.
    """

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

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
