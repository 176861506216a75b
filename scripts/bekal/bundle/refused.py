"""Why bytes or names were refused, in a form that can still be said in the reader's language.

The parsers of this room raise these; whoever meets one decides what it means and says it with ``in_words``.
They are no ``BekalError``: a refused manifest on a stick is a finding, not a stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bekal.locale import Translator


class RefusedError(ValueError):
    """Something does not hold to its format: the English reason, and the values that belong into it.

    A value may be another ``RefusedError``: the cause, which is translated with it.
    """

    def __init__(self, reason: str, /, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values

    def in_words(self, words: Translator) -> str:
        """Give the reason in the translator's language."""
        values = {
            name: value.in_words(words) if isinstance(value, RefusedError) else value
            for name, value in self.values.items()
        }
        return words(self.reason, **values)

    def __str__(self) -> str:
        return self.reason.format(**self.values) if self.values else self.reason


class NameRefusedError(RefusedError):
    """A file or folder name that some phone, laptop or file system would not keep."""


class SignatureRefusedError(RefusedError):
    """Bytes that are no minisign key or signature, or a signature that does not belong to the data."""


class ManifestRefusedError(RefusedError):
    """Bytes that are no manifest of this format."""
