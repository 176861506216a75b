from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from bekal.bundle import assemble
from bekal.bundle.assemble import assemble_bundle
from bekal.bundle.manifest import parse_manifest
from bekal.errors import ProjectError
from bundles import KEY, PAYLOAD, WORDS, make_bundle, make_edition, read_tree


def test_the_bundle_holds_exactly_these_files(tmp_path: Path) -> None:
    make_bundle(tmp_path / "bundle")
    assert list(read_tree(tmp_path / "bundle")) == sorted(
        [
            "BACA-SAYA.txt",
            "BUKA.HTM",
            *(f"BEKAL-2026.11.1/{path}" for path in PAYLOAD),
            "BEKAL-2026.11.1/SHA256SUMS",
            "BEKAL-2026.11.1/manifest.json",
            "BEKAL-2026.11.1/manifest.json.minisig",
        ]
    )


def test_the_manifest_lists_every_payload_file_and_the_root(tmp_path: Path) -> None:
    made = make_bundle(tmp_path / "bundle")
    tree = read_tree(tmp_path / "bundle")
    manifest = parse_manifest(tree["BEKAL-2026.11.1/manifest.json"])
    assert manifest == made
    assert [(file.path, file.size, file.sha256) for file in manifest.payload] == [
        (path, len(text), hashlib.sha256(text.encode()).hexdigest()) for path, text in sorted(PAYLOAD.items())
    ]
    for name in ("BUKA.HTM", "BACA-SAYA.txt"):
        assert tree[name] == manifest.root[name].encode()


def test_stock_tools_accept_the_bundle(tmp_path: Path) -> None:
    make_bundle(tmp_path / "bundle")
    folder = tmp_path / "bundle" / "BEKAL-2026.11.1"
    for tool in ("minisign", "sha256sum"):
        assert shutil.which(tool), (
            f"the program {tool} is missing: install it (Debian: apt-get install minisign)"
        )
    sums = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert sums.returncode == 0, sums.stdout
    assert sums.stdout == "".join(f"{path}: OK\n" for path in sorted([*PAYLOAD, "manifest.json"]))
    signed = subprocess.run(
        ["minisign", "-V", "-m", "manifest.json", "-P", KEY.public.line],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert signed.returncode == 0, signed.stderr
    assert "release=2026.11.1 village=- date=2026-11-24T09:00:00Z trial" in signed.stdout


def test_the_same_input_gives_the_same_bytes_times_and_modes(tmp_path: Path) -> None:
    def everything(folder: Path) -> list[tuple[str, int, int]]:
        return [
            (str(path.relative_to(folder)), path.stat().st_mode, path.stat().st_mtime_ns)
            for path in sorted(folder.rglob("*"))
        ]

    make_bundle(tmp_path / "one")
    make_bundle(tmp_path / "two")
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")
    assert everything(tmp_path / "one") == everything(tmp_path / "two")
    assert {mtime for _path, _mode, mtime in everything(tmp_path / "one")} == {1795510800 * 10**9}


def test_a_new_bundle_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    make_bundle(tmp_path / "bundle")
    make_bundle(tmp_path / "bundle", make_edition("2026.12.1"))
    assert {path.partition("/")[0] for path in read_tree(tmp_path / "bundle")} == {
        "BUKA.HTM",
        "BACA-SAYA.txt",
        "BEKAL-2026.12.1",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


@pytest.mark.parametrize("step", ["_copy", "sign", "_fix_times_and_modes"])
def test_a_failure_leaves_the_old_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    make_bundle(tmp_path / "bundle")
    before = read_tree(tmp_path / "bundle")

    def fail(*_arguments: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(assemble, step, fail)
    source = tmp_path / "book"
    source.mkdir()
    (source / "buku-id.html").write_text("new", encoding="utf-8")
    with pytest.raises(OSError, match="no room"):
        assemble_bundle({"HP": source}, make_edition("2026.12.1"), KEY, tmp_path / "bundle", WORDS)
    assert read_tree(tmp_path / "bundle") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "bundle"]


def test_a_swap_that_fails_half_way_puts_the_old_bundle_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_bundle(tmp_path / "bundle")
    before = read_tree(tmp_path / "bundle")
    rename = Path.rename

    def fail_for_the_fresh_one(self: Path, target: Path) -> Path:
        if target == tmp_path / "bundle" and "-old-" not in str(self):
            raise OSError("busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_the_fresh_one)
    with pytest.raises(OSError, match="busy"):
        make_bundle(tmp_path / "bundle", make_edition("2026.12.1"))
    assert read_tree(tmp_path / "bundle") == before


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Buku.html", "a name holds only a-z, 0-9, - and ."),
        ("setup.exe", "it is a program or a shortcut, and a stick of ours never has one"),
        ("con.html", "Windows keeps this name for itself"),
    ],
)
def test_a_name_that_cannot_go_on_a_stick_stops_the_bundle(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(ProjectError) as error:
        make_bundle(tmp_path / "bundle", payload={**PAYLOAD, f"SITUS/{name}": "x"})
    assert error.value.message == f"SITUS/{name} cannot go on a stick: {reason}"
    assert not (tmp_path / "bundle").exists()


def test_a_link_in_the_payload_stops_the_bundle(tmp_path: Path) -> None:
    source = tmp_path / "site"
    source.mkdir()
    (source / "index.html").symlink_to("/etc/hostname")
    with pytest.raises(ProjectError, match=r"SITUS/index\.html cannot go on a stick: it is no plain file"):
        assemble_bundle({"SITUS": source}, make_edition(), KEY, tmp_path / "bundle", WORDS)


def test_a_missing_part_stops_the_bundle(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"site is missing or empty, and SITUS is to be made from it"):
        assemble_bundle({"SITUS": tmp_path / "site"}, make_edition(), KEY, tmp_path / "bundle", WORDS)


def test_a_folder_with_other_things_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "foto.jpg").write_bytes(b"x")
    with pytest.raises(ProjectError, match=r"bundle holds foto\.jpg, which is no part of a bundle"):
        make_bundle(tmp_path / "bundle")
    assert (tmp_path / "bundle" / "foto.jpg").read_bytes() == b"x"
