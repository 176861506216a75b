"""The checker page's own reading of names and signed lists, beside Python's: what one refuses the other refuses."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from bekal.bundle import checker_page, names
from bekal.bundle.manifest import parse_manifest
from bekal.bundle.refused import ManifestRefusedError
from bekal.locale import translator
from browsers import View
from bundles import KEY, make_bundle, make_edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from browsers import Browser

pytestmark = pytest.mark.browser

SOURCES: Final = Path(__file__).parents[2] / "overrides" / checker_page.FOLDER
LETTERS: Final = (
    "bekalBEKALhtmHTM-. _0129\u00a0\u200b\u0301\u202e\0\n\x1b"
    "\u00e9\u00df\u0130\u0131\u017fK\u00c5"
    "\u0412\u041a\u039a\uff22\uff25\u2460\u0663\u00b2\u00bd\u1d0b\u03c2\u03a3\U0001f600\u6f22"
)
"""Letters of ours, signs that nobody sees, and what looks like ours or changes with its case."""

SEEDS: Final = ("BUKA.HTM", "BACA-SAYA.txt", "BEKAL-2026.11.1", "bekal 2", "foto.exe", "a.lnk", "BEKAL.html")
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, 0, 1, -1, 1.5, "", [], {}, ["id"], ["id", "id"], 2**32 - 1, 2**32, "x", "0" * 64, "g" * 64),
    *("2026-11-24", "2026-02-30", "2026-13-01", "2026-11-24T09:00:00Z", "2026-11-24T25:00:00Z", "trial"),
    *(
        "2026.11.1",
        "2026.13.1",
        "2026.1.0",
        "oeltua",
        "oel--tua",
        "Oeltua",
        "a" * 61,
        "release",
        ["en", "id"],
    ),
    *("a/b", "HP/x.html", "hp/x.html", "HP", "SITUS/..", "con.txt", "SHA256sums/x", "x.", "-x", "é", "a\nb"),
)


def scripts() -> str:
    """Give the page's parts that need no page, with the data that is put into it."""
    data = checker_page._page_data(make_edition(), [KEY.public], [], translator("id"))
    parts = "\n".join(
        (SOURCES / f"{name}.js").read_text(encoding="utf-8") for name in checker_page._PARTS[:-1]
    )
    return f"const data = {data}, vendored = {{}};\n{parts}"


def answer(browser: Browser, expression: str, given: object) -> Any:
    with browser.tab(View()) as tab:
        tab.open("about:blank")
        return json.loads(
            tab.evaluate(
                f"(() => {{ {scripts()}\nreturn JSON.stringify({json.dumps(given)}.map({expression})); }})()"
            )
        )


def some_names() -> list[str]:
    chance, found = random.Random(7), list(SEEDS)  # noqa: S311 - the same in every run
    for _ in range(3000):
        name = list(chance.choice(SEEDS))
        for _ in range(chance.randint(0, 4)):
            place = chance.randrange(len(name) + 1)
            name[place : place + chance.randint(0, 1)] = chance.choice(LETTERS) * chance.randint(0, 1)
        found.append("".join(name))
    return found


def some_lists(honest: bytes) -> list[bytes]:
    chance, found = random.Random(7), [honest]  # noqa: S311 - the same in every run

    def replace(document: dict[str, Any]) -> None:
        document[chance.choice(sorted(document))] = chance.choice(VALUES)

    def drop(document: dict[str, Any]) -> None:
        document.pop(chance.choice(sorted(document)))

    def replace_in_file(document: dict[str, Any]) -> None:
        file = chance.choice(document["payload"])
        file[chance.choice(["path", "path", "path", "size", "sha256", "more"])] = chance.choice(VALUES)
        document["payload"].sort(key=lambda one: str(one["path"]))

    changes: list[Callable[[dict[str, Any]], None]] = [replace, drop, replace_in_file, replace_in_file]
    for _ in range(600):
        document = json.loads(honest)
        chance.choice(changes)(document)
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        found.append(f"{text}\n".encode())
    for _ in range(200):
        data = bytearray(honest)
        place = chance.randrange(len(data))
        data[place : place + chance.randint(0, 1)] = chance.choice(
            [b" ", b'"', b"0", b"-", b"\\n", b"\n", b"\xff"]
        )
        found.append(bytes(data))
    return found


def lists_of_villages(honest: bytes) -> list[bytes]:
    """Lists that declare what differs from the base edition: rightly first, then in every wrong way."""
    document = json.loads(honest)
    paths = [file["path"] for file in document["payload"]]
    declared: tuple[Any, ...] = (
        paths[:1],
        paths,
        [],
        [1],
        paths[1::-1],
        [paths[0]] * 2,
        ["x"],
        [*paths, "\uffff"],
        None,
        "x",
        {},
    )
    return [
        (
            json.dumps({**document, **more}, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
        ).encode()
        for village in ("oeltua", None)
        for more in ({"village": village, "differs": differs} for differs in declared)
    ]


def test_names_are_read_alike(browser: Browser) -> None:
    given = some_names()
    expected = [
        [
            names.is_edition_name(name),
            names.looks_like(name, names.START_PAGE),
            names.looks_like(name, names.README),
            names.is_program(name),
            names.printable(name),
        ]
        for name in given
    ]
    read = answer(
        browser,
        "name => [isEditionName(name), looksLike(name, names.startPage), looksLike(name, names.readme),"
        "isProgram(name), printable(name)]",
        given,
    )
    assert [
        (name, one, other) for name, one, other in zip(given, expected, read, strict=True) if one != other
    ] == []
    assert all(any(row[column] for row in expected) for column in range(4))


def test_signed_lists_are_accepted_and_refused_alike(browser: Browser, tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick")
    honest = (tmp_path / "stick" / "BEKAL-2026.11.1" / "manifest.json").read_bytes()
    of_villages = lists_of_villages(honest)
    given = some_lists(honest) + of_villages

    def is_accepted(data: bytes) -> bool:
        try:
            parse_manifest(data)
        except ManifestRefusedError:
            return False
        return True

    expected = [is_accepted(data) for data in given]
    assert [is_accepted(data) for data in of_villages] == [True, True] + [False] * (len(of_villages) - 2)
    read = answer(
        browser,
        "hex => { try { parseManifest(Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16))); return true; }"
        "catch (error) { return error instanceof Refused ? false : String(error); } }",
        [data.hex() for data in given],
    )
    assert [
        (data, one, other) for data, one, other in zip(given, expected, read, strict=True) if one != other
    ] == []
    assert 20 < expected.count(True) < len(expected) - 200


def test_a_list_nested_without_end_is_refused_and_stops_nothing(browser: Browser, tmp_path: Path) -> None:
    make_bundle(tmp_path / "stick")
    honest = (tmp_path / "stick" / "BEKAL-2026.11.1" / "manifest.json").read_bytes()
    depth = 100_000
    nested = honest.replace(b'"expires":null', b'"expires":' + b"[" * depth + b"]" * depth)
    assert nested != honest
    read = answer(
        browser,
        "text => { try { parseManifest(asciiBytes(text)); return true; }"
        "catch (error) { return error instanceof Refused ? false : String(error); } }",
        [nested.decode("ascii")],
    )
    assert read == [False]
