"""The pictures that ship: light, of one hand, and each with a name in both languages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from bekal.config import find_project
from bekal.content.pictures import read_known_pictures
from bekal.finishing.assets import load_assets

if TYPE_CHECKING:
    from bekal.content.pictures import KnownPicture

ROOT = Path(__file__).resolve().parents[1]
PICTURES = read_known_pictures(find_project(ROOT))

PALETTE = {
    *("#2b1b14", "#a06e46", "#6b4531", "#4a3a31", "#fffaf0", "#ddd5c5", "#a59c8c", "#a9c6d6", "#4f83a6"),
    *("#1f4b6e", "#cf6148", "#a5352b", "#6b1f1a", "#f2cb57", "#a8b45c", "#3f6b50", "none"),
}
ELEMENTS = {"svg", "g", "path", "rect", "circle"}
ATTRIBUTES = {
    *("viewBox", "class", "d", "transform", "x", "y", "width", "height", "rx", "cx", "cy", "r"),
    *("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
}

each_picture = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)


def weight(picture: KnownPicture) -> int:
    return len(gzip.compress(picture.svg.encode(), 9, mtime=0))


@each_picture
def test_a_picture_is_light(picture: KnownPicture) -> None:
    assert weight(picture) <= 900


def test_pictures_are_light_on_average() -> None:
    assert mean(map(weight, PICTURES)) <= 420


@each_picture
def test_a_picture_is_drawn_with_the_one_palette_and_nothing_hidden(picture: KnownPicture) -> None:
    tree = ET.fromstring(picture.svg)  # noqa: S314 - our own files
    nodes = [(node.tag.removeprefix("{http://www.w3.org/2000/svg}"), node.attrib) for node in tree.iter()]
    assert tree.get("viewBox") == "0 0 72 72"
    assert {tag for tag, _ in nodes} <= ELEMENTS
    assert {key for _, attributes in nodes for key in attributes} <= ATTRIBUTES
    colours = {attributes[key] for _, attributes in nodes for key in ("fill", "stroke") if key in attributes}
    assert colours <= PALETTE
    assert {attributes["class"] for _, attributes in nodes if "class" in attributes} == {"l"}


@each_picture
def test_a_picture_has_one_decimal(picture: KnownPicture) -> None:
    assert re.findall(r"\d*\.\d\d+", picture.svg.partition("viewBox")[2]) == []


def test_no_two_pictures_are_the_same_and_no_two_mean_the_same() -> None:
    assert len({picture.svg for picture in PICTURES}) == len(PICTURES)
    for locale in ("id", "en"):
        meanings = [picture.origin.stands_for.in_locale(locale) for picture in PICTURES]
        assert len(set(meanings)) == len(meanings)


def test_every_picture_that_pages_can_use_is_known() -> None:
    assert {picture.name for picture in PICTURES} == set(load_assets(ROOT / "overrides").pictures)


def test_numbers_run_through_so_that_old_answers_keep_their_picture() -> None:
    assert [picture.number for picture in PICTURES] == list(range(1, len(PICTURES) + 1))
