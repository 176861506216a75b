from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bekal.stick.seen import SeenReleases, seen_file
from bundles import KEY, STRANGER, make_bundle, make_edition

if TYPE_CHECKING:
    from pathlib import Path


def test_the_newest_release_is_remembered_per_village_and_key(tmp_path: Path) -> None:
    seen = SeenReleases(tmp_path / "state" / "seen.json")
    for number, (release, village) in enumerate(
        [("2026.11.2", None), ("2026.9.9", None), ("2026.11.10", None), ("2026.12.1", "oeltua")]
    ):
        seen.remember(make_bundle(tmp_path / str(number), make_edition(release, village=village)), KEY.public)
    assert seen.newest(KEY.public, None) == "2026.11.10"
    assert seen.newest(KEY.public, "oeltua") == "2026.12.1"
    assert seen.newest(KEY.public, "oben") is None
    assert seen.newest(STRANGER.public, None) is None
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["seen.json"]


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"a": 1}', b'{"a": "x"}', b"[" * 100_000])
def test_a_memory_that_cannot_be_read_is_empty_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    seen = SeenReleases(tmp_path / "seen.json")
    seen.path.write_bytes(content)
    assert seen.newest(KEY.public, None) is None
    seen.remember(make_bundle(tmp_path / "bundle"), KEY.public)
    assert seen.newest(KEY.public, None) == "2026.11.1"


def test_a_state_folder_that_refuses_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")
    seen = SeenReleases(tmp_path / "state" / "seen.json")
    seen.remember(make_bundle(tmp_path / "bundle"), KEY.public)
    assert seen.newest(KEY.public, None) is None


def test_it_lies_in_the_users_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert seen_file() == tmp_path / "bekal" / "seen.json"
