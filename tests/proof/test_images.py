"""The bytes of sticks on their way into the guest and back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from proof.images import differing_sectors, lay_out, pack, read_image, unpack
from proof.replay import Device
from proof_logs import sector_of

if TYPE_CHECKING:
    from pathlib import Path


def device() -> Device:
    made = Device()
    made.put(3, sector_of("a") + bytes(512) + sector_of("b"))
    made.put(900, sector_of("c"))
    return made


def test_a_device_comes_out_of_its_parcel_as_it_went_in() -> None:
    assert unpack(pack(device())).digest == device().digest


def test_an_image_holds_the_device_and_nothing_of_what_was_in_it_before(tmp_path: Path) -> None:
    image = tmp_path / "stick.img"
    image.write_bytes(b"x" * 512_000)
    file = os.open(image, os.O_RDWR)
    lay_out(device(), file, 512_000)
    os.close(file)
    assert image.stat().st_size == 512_000
    assert read_image(image).digest == device().digest


def test_a_changed_sector_is_named(tmp_path: Path) -> None:
    image = tmp_path / "stick.img"
    image.touch()
    file = os.open(image, os.O_RDWR)
    lay_out(device(), file, 512_000)
    assert differing_sectors(device(), file) == set()
    os.pwrite(file, b"!", 900 * 512 + 7)
    assert differing_sectors(device(), file) == {900}
    os.close(file)
