from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bekal.content.pictures import read_known_pictures
from bekal.errors import ProjectError
from projects import make_project

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><path d="M1 1h9"/></svg>\n'
DIGEST = "0b7e4ea1c206ddec2a7d0494c068ddedf6fd1cb6253dc2d0401d187ffd71ec7e"
KNOWN = f"""\
ship:
  stands_for: {{id: kapal, en: ship}}
  openmoji: {{}}
  seen_by: belum diuji
bag:
  stands_for: {{id: yang dibawa, en: what you carry}}
  openmoji:
    "1F91D-1F3FE": {DIGEST}
  seen_by: 4 dari 5, Oeltua, 3 Desember 2026
"""
FILES = {
    "overrides/.icons/pictures.yml": KNOWN,
    "overrides/.icons/bekal/ship.svg": SVG,
    "overrides/.icons/bekal/bag.svg": SVG,
}


def test_pictures_keep_the_order_of_the_file(tmp_path: Path) -> None:
    ship, bag = read_known_pictures(make_project(tmp_path, FILES))
    assert (ship.number, ship.name, ship.svg, ship.is_tested) == (1, "ship", SVG.strip(), False)
    assert (bag.number, bag.name, bag.is_tested) == (2, "bag", True)
    assert bag.origin.openmoji == {"1F91D-1F3FE": DIGEST}
    assert (bag.origin.stands_for.id, bag.origin.stands_for.en) == ("yang dibawa", "what you carry")


@pytest.mark.parametrize(
    ("changes", "message", "fix"),
    [
        (
            {"overrides/.icons/bekal/shop.svg": SVG},
            "overrides/.icons/bekal/shop.svg is not named in overrides/.icons/pictures.yml",
            "write there what it stands for",
        ),
        (
            {
                "overrides/.icons/pictures.yml": KNOWN
                + "shop:\n  stands_for: {id: kios, en: shop}\n  openmoji: {}\n  seen_by: belum diuji\n"
            },
            "overrides/.icons/pictures.yml names 'shop', but overrides/.icons/bekal/shop.svg is missing",
            "draw it",
        ),
        (
            {"overrides/.icons/pictures.yml": KNOWN.replace(", en: ship", "")},
            "overrides/.icons/pictures.yml:2:15: the key 'en' is missing",
            "add `en: …`",
        ),
        (
            {"overrides/.icons/pictures.yml": KNOWN.replace("seen_by: belum", "seen: belum")},
            "overrides/.icons/pictures.yml:4:3: the key 'seen' is not known here",
            "did you mean 'seen_by'?",
        ),
        (
            {"overrides/.icons/pictures.yml": KNOWN.replace(DIGEST, "0b7e")},
            "overrides/.icons/pictures.yml:8:20: '1F91D-1F3FE' is '0b7e', it cannot be written so",
            "write the 64 digits of a SHA-256",
        ),
        (
            {"overrides/.icons/pictures.yml": "- ship\n"},
            "overrides/.icons/pictures.yml:1 is a list, it must name each picture",
            "begin each entry with the name of the picture",
        ),
        (
            {"overrides/.icons/pictures.yml": b"\xff\xfe\x00"},
            "overrides/.icons/pictures.yml: the file is no text, it contains zero bytes",
            "save it as plain text",
        ),
    ],
    ids=["not named", "not drawn", "a language less", "a key misspelt", "no digest", "a list", "no text"],
)
def test_what_is_wrong_with_the_list_of_pictures_is_named(
    tmp_path: Path, changes: dict[str, str | bytes], message: str, fix: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        read_known_pictures(make_project(tmp_path, {**FILES, **changes}))
    assert (caught.value.message, caught.value.fix) == (message, fix)
