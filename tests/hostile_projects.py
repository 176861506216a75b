"""Hostile inputs as readable tables, the small project that each is put into, and what would be harm in a build.

A table is a text file; each entry says where its text is put and what is expected::

    @@ name a script element
    @@ where page
    <script>alert(1)</script>
    @@ expect html-forbidden:1

``where`` is one of

- ``page`` (when it is left out): the text is the body of a page, ``file``: the whole page;
- ``title``, ``summary``: the text is this value of the page, as it is written;
- ``english``: the text is the whole English page, with ``{digest}`` for the digest that follows the Indonesian one;
- ``data:terms``: the text is the whole data file, ``entry:terms``: one more entry with the id ``hostile``, which a
  page uses;
- ``path docs/id/CON.md``: the text is the body of one more page of this name;
- ``link docs/id/a.md -> target``: a symbolic link.

``expect`` is ``harmless``, or the rules that speak and their lines, counted within the text; ``or`` leaves a choice.
``shows`` is a text that readers must still see.
What cannot be written is written as ``⟨U+200B⟩``, ``⟨byte E9⟩`` or ``⟨20000 * [⟩``; ``↵`` in it is a line end.
"""

from __future__ import annotations

import json
import posixpath
import re
import signal
import tempfile
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from bekal.cli import main
from bekal.content.catalogue import parse_page
from bekal.finishing.assets import load_assets
from bekal.finishing.finish import END_STYLE
from projects import BASE, make_project, translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from bekal.config import Project

ROOT: Final = Path(__file__).parents[1]
PAGE_PATH: Final = "docs/id/index.md"
ENGLISH_PATH: Final = "docs/en/index.md"
LAST_WORDS: Final = "Simpan suratmu."
"""The last paragraph of every page with a hostile body: it must still be there, as a paragraph."""

HEAD: Final = """\
---
title: {title}
summary: {summary}
audience: family
picture: passport
sources: [uu-18-2017#13]
last_reviewed: 2026-11-24
review_by: 2027-05-24
---
"""
BUILT_AT: Final = "1795478400"  # 24 November 2026

ORDINARY_BODY: Final = """\
/// message
Simpan surat di rumah.
///

/// chapter
1. passport | Bantuan | Minta tolong. | complaints/emergency.md
- letter | Sumber | Dari mana. | about/sources.md
///

## Surat {#surat}

### Satu

/// cards | Dari desa
1. letter | Surat nikah | Simpan **salinan**.
///

/// steps
1. letter | Tanya desa | Tanya dulu.
///

/// wait
- Diminta uang.

Tunggu dulu.
///

/// say | Di kantor
- **Saya mau bertanya.** Catat jawabannya.
///

/// contact | kp2mi-callcenter
///

/// contact | village-office
///

/// contact | unsure-office
///

/// story | Ani
Ani menyimpan surat.
///

/// quiz
? Simpan di mana?
- [ ] Di jalan
- [x] Di rumah
> Di rumah aman.
///

Umur [[fact:minimum-age]], lama [[fact:waiting-time]], [[law:uu-18-2017#13]], [[term:disnaker]] dan [[term:disnaker]].

- satu *miring*
- `kode`

1. satu
2. dua

> kutipan

| a | b |
| --- | --- |
| c | [d](#surat "judul") |

```
kode
```

* * *

Baris satu\x20\x20
baris dua.
"""
"""A page with everything that content may use; what occurs in its build is all that may ever occur in one."""

SOURCES_BODY: Final = """\
## Hukum

/// sources | laws
///

## Dokumen

/// sources | documents
///

## Kontak

/// sources | contacts
///
"""

EMERGENCY_BODY: Final = """\
## Sekarang

/// contact | kp2mi-callcenter
letter | Butuh bantuan | Telepon gratis.
///
"""

MORE_CONTACTS: Final = """\
- id: village-office
  name: {id: Kantor desa, en: Village office}
  kind: village
  country: ID
  serves: {id: Semua warga, en: Everybody}
  status: directory-only
  channels: []
- id: unsure-office
  name: {id: Kantor lain, en: Another office}
  kind: ngo-local
  country: ID
  serves: {id: Semua warga, en: Everybody}
  status: usable
  channels:
    - type: phone
      value: "+62210000000"
      source: [berita-2025]
      confirmed_on: 2025-12
      confirmed_by: document
      confidence: medium
"""

MORE_FACTS: Final = """\
- id: waiting-time
  name: {id: lama menunggu, en: time to wait}
  type: duration
  unit: day
  value: 5
  kind: procedure
  source: [berita-2025]
  confirmed_on: 2025-12
  confirmed_by: document
  confidence: high
"""

GUARDS: Final = {
    "docs/data/blocked-numbers.yml": """\
- id: old-hotline
  number: 0811-1112-9129
  why: Nomor ini bukan milik kantor.
  instead: null
- id: old-code
  number: "1069"
  why: Layanan ini sudah tutup.
  instead: null
- id: old-site
  kind: address
  number: bantuan-pmi.example
  why: Situs ini bukan milik kantor.
  instead: null
""",
    "docs/data/never.yml": """\
- id: row-1
  says: {id: Paspor gratis, en: A passport is free}
  patterns: {id: ["paspor.{0,30} gratis"], en: ["passport.{0,30} free"]}
  better: {id: Tanya dulu., en: Ask first.}
""",
    "docs/data/avoid-words.yml": """\
- word: ilegal
  forms: [illegal]
  better: tanpa dokumen
""",
}
"""What guards the text of the ordinary project."""

USES: Final = {
    "contacts": "## Kontak\n\n/// contact | hostile\n///",
    "facts": "Nilai: [[fact:hostile]].",
    "laws": "Hukum: [[law:hostile]].",
    "terms": "Kata: [[term:hostile]].",
}
"""How a page uses an entry of each data file."""

SLOWEST: Final = 6.0
"""Seconds of computing after which an input counts as hanging; ordinary ones take a fifth of a second."""


@dataclass(frozen=True)
class Hostile:
    """One hostile input: its class, its name, where its text is put, and what is expected."""

    kind: str
    name: str
    where: str
    text: str
    choices: tuple[frozenset[tuple[str, int]], ...]
    """What may be found, with lines of the text; an empty choice is harmless output."""
    shows: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file that the input is in."""
        place, _, rest = self.where.partition(" ")
        if place in {"path", "link"}:
            return rest.partition(" -> ")[0]
        if place.startswith(("data:", "entry:")):
            name = place.partition(":")[2]
            return f"docs/data/{name if '.' in name else f'{name}.yml'}"
        return ENGLISH_PATH if place == "english" else PAGE_PATH

    @property
    def lines_before(self) -> int:
        """How many lines of the file come before the text."""
        place = self.where.partition(" ")[0]
        if place == "page":
            return HEAD.count("\n")
        if place.startswith("entry:"):
            return ordinary_files()[self.path].count("\n")
        return {"title": 1, "summary": 2}.get(place, 0)

    def is_met(self, found: set[tuple[str, int]], *, harmless: bool) -> bool:
        """Whether one of the choices came true: its rules spoke at their lines of the file, or nothing did."""
        before = self.lines_before
        return any(
            {(rule, line + before) for rule, line in choice} <= found if choice else harmless
            for choice in self.choices
        )


class TooSlow(Exception):  # noqa: N818 - what is raised, in words
    """An input needed more computing than any honest page."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what needs more than ``seconds`` of computing; the time that others take from us does not count."""

    def stop(_number: int, _frame: object) -> None:
        raise TooSlow(f"not done after {seconds} s of computing")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# --- reading tables ---------------------------------------------------------------------------------------------

_ESCAPE: Final = re.compile(r"⟨(?:U\+(?P<sign>[0-9A-F]{2,6})|(?P<count>\d+) \* (?P<repeated>[^⟩]+))⟩")


def read_tables(folder: Path) -> list[Hostile]:
    """Read every table of ``folder``: the name of the file is the class of its entries."""
    return [entry for path in sorted(folder.glob("*.txt")) for entry in read_table(path)]


def read_table(path: Path) -> list[Hostile]:
    """Read one table; raises ``ValueError`` for an entry that expects nothing."""
    entries: list[Hostile] = []
    for part in re.split(r"(?m)^@@ name ", path.read_text(encoding="utf-8"))[1:]:
        name, _, rest = part.partition("\n")
        where, text, expected, shows = "page", list[str](), "", list[str]()
        for line in rest.split("\n"):
            mark = re.match(r"@@ (where|expect|shows) (.*)", line)
            if mark is None:
                if not expected:
                    text.append(line)
            elif mark[1] == "where":
                where = _written(mark[2])
            elif mark[1] == "expect":
                expected = mark[2]
            else:
                shows.append(_written(mark[2]))
        if not expected:
            raise ValueError(f"{path.name}: the entry '{name}' expects nothing")
        choices = (re.findall(r"([a-z-]+):(\d+)", choice) for choice in expected.split(" or "))
        entries.append(
            Hostile(
                path.stem,
                name,
                where,
                _written("\n".join(text)),
                tuple(frozenset((rule, int(line)) for rule, line in choice) for choice in choices),
                tuple(shows),
            )
        )
    return entries


def _written(text: str) -> str:
    """Write out the signs and repetitions between ``⟨`` and ``⟩``; bytes are left to ``_encoded``."""

    def write(match: re.Match[str]) -> str:
        if match["sign"]:
            return chr(int(match["sign"], 16))
        return match["repeated"].replace("↵", "\n") * int(match["count"])

    return _ESCAPE.sub(write, text)


def _encoded(text: str) -> bytes:
    parts = re.split(r"⟨byte ([0-9A-F]{2}(?: [0-9A-F]{2})*)⟩", text)
    return b"".join(
        bytes.fromhex(part) if position % 2 else part.encode() for position, part in enumerate(parts)
    )


# --- projects ---------------------------------------------------------------------------------------------------


def page(body: str, title: str = "Surat", summary: str = "Surat yang disimpan keluarga.") -> str:
    """Write a page with a sound front matter."""
    return HEAD.format(title=title, summary=summary) + body


def follow(path: str, text: str) -> str:
    """Write the English page of an Indonesian one: the same body, following it, with a picture."""
    slug = path.removeprefix("docs/id/").removesuffix(".md")
    written = translated(parse_page("id", slug, path, text))
    return written.replace("audience: family\n", "audience: family\npicture: passport\n", 1)


@cache
def ordinary_files() -> dict[str, str]:
    """Give a whole project that can be built, with one page that uses everything; the look is linked to ours."""
    pages = {
        PAGE_PATH: page(ORDINARY_BODY),
        "docs/id/complaints/emergency.md": page(EMERGENCY_BODY, "Bantuan darurat"),
        "docs/id/about/sources.md": page(SOURCES_BODY, "Sumber"),
    }
    data = {path: str(text) for path, text in BASE.items() if path.startswith("docs/data/")} | GUARDS
    data["docs/data/contacts.yml"] = MORE_CONTACTS + data["docs/data/contacts.yml"].replace(
        "  status: usable\n", "  status: usable\n  critical: true\n"
    )
    data["docs/data/facts.yml"] += MORE_FACTS
    settings = re.sub(
        r"(?m)(?<=^nav:\n)(?:  - .*\n)+",
        "  - index.md\n  - complaints/emergency.md\n  - about/sources.md\n",
        (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
    )
    # Without Material's templates, of which our pages use none, a build takes half the time.
    settings = settings.replace("  name: material\n", "  name: null\n").replace("  font: false\n", "")
    translations = {path.replace("docs/id/", "docs/en/"): follow(path, text) for path, text in pages.items()}
    return {"mkdocs.yml": settings, **pages, **translations, **data}


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Project:
    """Write a project with our look into ``folder``."""
    (folder / "overrides").symlink_to(ROOT / "overrides")
    return make_project(folder, files)


def write_hostile(folder: Path, hostile: Hostile) -> Project:
    """Write the project that a hostile input is put into."""
    files: dict[str, str | bytes] = dict(ordinary_files())
    place, _, rest = hostile.where.partition(" ")
    text, body = hostile.text, f"{hostile.text}\n\n{LAST_WORDS}\n"
    if place.startswith("entry:"):
        files[hostile.path] = ordinary_files()[hostile.path] + text + "\n"
        body = f"{USES.get(place.partition(':')[2], '')}\n\n{LAST_WORDS}\n"
        files |= _with_english(PAGE_PATH, page(body))
    elif place == "english":
        files |= {PAGE_PATH: page(f"{LAST_WORDS}\n"), ENGLISH_PATH: _with_digest(text)}
    elif place == "path":
        files |= _with_english(hostile.path, page(body))
        name = hostile.path.removeprefix("docs/id/")
        files["mkdocs.yml"] = ordinary_files()["mkdocs.yml"].replace(
            "  - index.md\n", f"  - index.md\n  - {json.dumps(name)}\n"
        )
    elif place == "file":
        files |= _with_english(PAGE_PATH, text)
    elif place in {"title", "summary"}:
        files |= _with_english(PAGE_PATH, page(f"{LAST_WORDS}\n", **{place: text}))
    elif place == "page":
        files |= _with_english(PAGE_PATH, page(body))
    elif place.startswith("data:"):
        files[hostile.path] = text
    project = write_files(
        folder, {path: _encoded(text) if isinstance(text, str) else text for path, text in files.items()}
    )
    if place == "link":
        path, _, target = rest.partition(" -> ")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(target)
    return project


def _with_english(path: str, text: str) -> dict[str, str]:
    return {path: text, path.replace("docs/id/", "docs/en/", 1): follow(path, text)}


def _with_digest(text: str) -> str:
    """Put the digest that follows the Indonesian page into an English one that asks for it."""
    from bekal.content.sections import write_digest

    source = parse_page("id", "index", PAGE_PATH, page(f"{LAST_WORDS}\n"))
    if "{digest}" not in text:
        return text
    draft = parse_page("en", "index", ENGLISH_PATH, re.sub(r"(?m)^source_digest:.*\n", "", text))
    sections = draft.sections[: len(source.sections)]
    return text.replace("{digest}", write_digest(source.sections, sections))


# --- what is built, and what would be harm in it -----------------------------------------------------------------


def build(project: Project) -> dict[str, str] | None:
    """Run ``bekal build``: the files that it wrote by path, or ``None`` when findings stopped it."""
    with chdir(project.root):
        try:
            main(["--lang", "en", "build"])
        except SystemExit as ended:
            status = ended.code
    if status == 1:
        return None
    assert status == 0, "the build could not go on"
    return {
        path.relative_to(project.build).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("site", "editions")
        for path in sorted((project.build / folder).rglob("*.html"))
    }


@cache
def ordinary_build() -> dict[str, str]:
    """Build the ordinary project once."""
    with tempfile.TemporaryDirectory() as folder:
        built = build(write_files(Path(folder), ordinary_files()))
    assert built is not None, "the ordinary project must build"
    return built


@cache
def ordinary_marks() -> frozenset[str]:
    """Every tag, attribute and class that occurs when ordinary pages are built."""
    return frozenset(mark for html in ordinary_build().values() for mark in _marks(LexborHTMLParser(html)))


def _marks(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("*"):
        yield f"<{node.tag}>"
        for name, value in node.attributes.items():
            kind = name if name not in {"style", "data-bekal"} else f"{name}={value}"
            yield f"<{node.tag} {kind}>"
            if name == "class":
                yield from (f".{part}" for part in (value or "").split())


def harm_in(built: Mapping[str, str]) -> list[str]:
    """Say everything in built files that runs, loads, leads outside, or pretends to be one of our own parts."""
    trees = {path: LexborHTMLParser(html) for path, html in built.items()}
    changed = [path for path, html in built.items() if html != ordinary_build().get(path)]
    return [f"{path}: {harm}" for path in changed for harm in _harm(path, trees[path], trees)]


def _harm(path: str, tree: LexborHTMLParser, trees: Mapping[str, LexborHTMLParser]) -> Iterator[str]:
    may_have_identity = {f"<{tag} id>" for tag in ("h1", "h2", "h3", "h4", "h5", "h6")}
    headings = {f"<h{level}>" for level in range(2, 7)}
    more = {"<ol start>", "<th style=text-align: left;>", "<td style=text-align: left;>"}
    yield from sorted({*_marks(tree)} - ordinary_marks() - may_have_identity - headings - more)
    assets = load_assets(ROOT / "overrides")
    is_book = posixpath.basename(path).startswith("buku-")
    ours = f"{assets.search_script}\n{assets.script}" if is_book else assets.script
    data = tree.css("script[type='application/json']")
    if [node.text() for node in tree.css("script:not([type='application/json'])")] != [ours]:
        yield "there is another script than ours"
    if [node.attributes for node in data] != [{"type": "application/json", "id": "bekal-cari"}] * is_book:
        yield "there is other data than that of the search"
    styles = tree.css("style")
    if len(styles) != 2 or styles[1].html != END_STYLE:
        yield "there is another style than ours"
    if len(tree.css("meta[http-equiv]")) != 1 or tree.css_first("head > meta[http-equiv]") is None:
        yield "the policy is not as we wrote it"
    yield from _forged(tree)
    for node in tree.css("[href],[src],[srcset],[action],[data],[poster]"):
        for name in ("href", "src", "srcset", "action", "data", "poster"):
            target = node.attributes.get(name)
            if target is not None and not _leads_inside(target, path, node, trees):
                yield f"<{node.tag} {name}> leads to {target[:60]!r}"


def _forged(tree: LexborHTMLParser) -> Iterator[str]:
    """Whether each of our own parts stands once, where we put it."""
    exits, cuts = tree.css("[data-bekal=exit]"), tree.css("[data-bekal=cut]")
    searches = tree.css(".bar > a[data-bekal=search-open]")
    if len(tree.css("[data-bekal]")) != 3 or [len(exits), len(cuts), len(searches)] != [1, 1, 1]:
        yield "a hook is forged"
    elif exits[0].attributes.get("href") != "#belanja" or tree.css_first("body > *") != cuts[0]:
        yield "a hook is not where we put it"
    covers, helpers = tree.css("#belanja"), tree.css("#bantuan")
    if (
        len(covers) != 1
        or len(tree.css(".cover")) != 1
        or "cover" not in (covers[0].attributes["class"] or "")
    ):
        yield "the cover of the quick exit is forged"
    if len(helpers) != 1 or helpers[0].css_first("a[href^='tel:']") is None:
        yield "the help section is forged"
    identities = [node.attributes["id"] for node in tree.css("[id]")]
    yield from sorted({f"#{name} stands twice" for name in identities if identities.count(name) > 1})


def _leads_inside(target: str, path: str, node: LexborNode, trees: Mapping[str, LexborHTMLParser]) -> bool:
    if node.tag == "link":
        return target == "data:,"
    if target.startswith("tel:"):
        return re.fullmatch(r"tel:\+?[0-9]{3,15}", target) is not None
    file, _, anchor = target.partition("#")
    if not re.fullmatch(r"[a-z0-9./-]*", file) or file.startswith("/"):
        return False
    place = str(Path(path).parent.joinpath(file)) if file else path
    parts: list[str] = []
    for part in place.split("/"):
        if part == "..":
            if not parts:
                return False
            parts.pop()
        elif part != ".":
            parts.append(part)
    tree = trees.get("/".join(parts))
    return tree is not None and (
        not anchor or any(found.attributes["id"] == anchor for found in tree.css("[id]"))
    )


def is_shown(words: str, built: Mapping[str, str], *, as_paragraph: bool = False) -> bool:
    """Whether both the Indonesian page and its book show ``words`` to readers."""
    for place in ("site/index.html", "editions/HP/buku-id.html"):
        tree = LexborHTMLParser(built[place])
        texts = [node.text() for node in tree.css("body p" if as_paragraph else "body")]
        wanted = " ".join(words.split())
        shown = (" ".join(text.split()) for text in texts)
        if not any(text == wanted if as_paragraph else wanted in text for text in shown):
            return False
    return True
