"""What an error of the system means for the person who holds the stick."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from bekal.errors import StickError

if TYPE_CHECKING:
    from bekal.locale import Translator

_GONE: Final = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ESTALE, errno.EBADF})
_READ_ONLY: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
"""A lock, a right that is missing; or Linux, which writes no more once it has met a broken chain of clusters."""


def stick_trouble(error: OSError, path: str, words: Translator) -> StickError:
    """Say what stopped the work, and what to do; the order of writing makes sure that nothing opened is lost."""
    reason = error.strerror or str(error) or type(error).__name__
    if error.errno in _READ_ONLY:
        return StickError(
            words("{path} cannot be written: {reason}", path=path, reason=reason),
            words(
                "look for a lock switch on the stick, or allow writing; if the stick was pulled out too early before, "
                "let the computer repair it (Windows: Properties, Tools, Check; Linux: fsck); then try again"
            ),
        )
    fix = words(
        "what opened before still opens; plug the stick in again and try once more; "
        "if it stops again, use another stick"
    )
    if error.errno in _GONE:
        return StickError(
            words("{path} was pulled out or is failing: {reason}", path=path, reason=reason), fix
        )
    return StickError(words("the work on {path} stopped: {reason}", path=path, reason=reason), fix)
