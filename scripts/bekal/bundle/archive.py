"""One ``.zip`` of a bundle, for who hands editions over by network: the same bundle gives the same bytes.

Times, order and modes are fixed.
What is packed is what lies in the folder; unpacked it verifies as the folder does.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_MODE: Final = (stat.S_IFREG | 0o644) << 16
_UNIX: Final = 3


def zip_bundle(bundle: Path, destination: Path, created: dt.datetime) -> None:
    """Pack the folder ``bundle`` into the file ``destination``, which is replaced only when the new one is whole.

    The stick's root is the root of the archive: unpacked onto an empty stick, everything is in its place.
    """
    fresh = destination.with_name(f".{destination.name}-new")
    moment = created.timetuple()[:6]
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for path in sorted(bundle.rglob("*"), key=lambda path: path.relative_to(bundle).as_posix()):
                if path.is_file():
                    entry = zipfile.ZipInfo(path.relative_to(bundle).as_posix(), moment)
                    entry.create_system, entry.external_attr = _UNIX, _MODE
                    entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, path.stat().st_size
                    with path.open("rb") as source, archive.open(entry, "w") as target:
                        shutil.copyfileobj(source, target)
        fresh.replace(destination)
    finally:
        fresh.unlink(missing_ok=True)
