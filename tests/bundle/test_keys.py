from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from bekal.bundle import keys, minisign
from bekal.bundle.keys import own_key, own_key_file, read_own_key, read_public_key, trust_key, trusted_keys
from bekal.errors import KeyFileError
from bundles import KEY, STRANGER, WORDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_the_key_is_made_on_first_use_for_its_owner_only_and_stays(tmp_path: Path) -> None:
    assert read_own_key(WORDS) is None
    first, is_new = own_key(WORDS)
    assert is_new
    assert own_key_file() == tmp_path / "config" / "bekal" / "keys" / "own.key"
    assert stat.S_IMODE(own_key_file().stat().st_mode) == 0o600
    assert own_key(WORDS) == (first, False)
    assert [path.name for path in own_key_file().parent.iterdir()] == ["own.key"]


def test_of_two_programs_that_make_a_key_at_once_both_use_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    make = minisign.new_secret_key

    def make_slowly() -> object:
        monkeypatch.setattr(keys, "new_secret_key", make)
        own_key(WORDS)
        return make()

    monkeypatch.setattr(keys, "new_secret_key", make_slowly)
    key, is_new = own_key(WORDS)
    assert not is_new
    assert key == read_own_key(WORDS)


def test_a_file_system_without_links_works_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("os.link", refuse)
    key, is_new = own_key(WORDS)
    assert is_new
    assert own_key(WORDS) == (key, False)


def test_a_damaged_key_is_named_and_not_replaced() -> None:
    own_key(WORDS)
    own_key_file().write_bytes(b"gone\n")
    with pytest.raises(KeyFileError) as error:
        own_key(WORDS)
    assert (
        error.value.message
        == f"the secret key {own_key_file()} cannot be used: a line holds 3 bytes, expected 158"
    )
    assert own_key_file().read_bytes() == b"gone\n"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "config").write_bytes(b"")
    with pytest.raises(KeyFileError, match=r"own\.key cannot be made: "):
        own_key(WORDS)


def test_trusted_are_the_projects_keys_the_own_key_and_those_that_were_added(tmp_path: Path) -> None:
    project = tmp_path / "docs" / "data" / "keys"
    project.mkdir(parents=True)
    (project / "kupang.pub").write_text(KEY.public.as_file(), encoding="ascii")
    (project / "notes.txt").write_text("no key", encoding="ascii")
    assert [trusted.key for trusted in trusted_keys(project, WORDS)] == [KEY.public]
    own, _is_new = own_key(WORDS)
    assert trust_key(STRANGER.public, WORDS)
    assert not trust_key(STRANGER.public, WORDS)
    assert {trusted.key for trusted in trusted_keys(project, WORDS)} == {
        KEY.public,
        STRANGER.public,
        own.public,
    }
    assert {trusted.key for trusted in trusted_keys(None, WORDS)} == {STRANGER.public, own.public}


def test_a_project_key_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.pub").write_bytes(b"RW\n")
    with pytest.raises(KeyFileError, match=r"broken\.pub holds no public key: a line is no base64"):
        trusted_keys(tmp_path, WORDS)
    with pytest.raises(KeyFileError, match=r"nowhere holds no public key: No such file or directory"):
        read_public_key(tmp_path / "nowhere", WORDS)
