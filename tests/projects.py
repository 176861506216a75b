"""Small projects for tests, built from dictionaries.

``make_project`` writes a tree; ``BASE`` is a project whose content is right, for tests that spoil one thing in it.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import TYPE_CHECKING

from bekal.config import LOCALES, find_project
from bekal.content.catalogue import parse_page
from bekal.content.sections import write_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bekal.config import Project
    from bekal.content.catalogue import Page

TODAY = dt.date(2026, 11, 24)

SETTINGS = """\
site_name: Bekal
extra:
  release: "2026.11.1"
nav:
  - index.md
"""

PAGE = """\
---
title: Surat
summary: Surat yang disimpan keluarga.
audience: family
picture: passport
sources: [uu-18-2017#13]
last_reviewed: 2026-11-24
review_by: 2027-05-24
---
Simpan suratmu.
"""

CONTACTS = """\
- id: kp2mi-callcenter
  name: {id: Pusat Panggilan, en: Call centre}
  kind: government-national
  country: ID
  serves: {id: PMI dan keluarga, en: migrant workers and families}
  status: usable
  channels:
    - type: tollfree_domestic
      value: "08001000"
      as_printed: 0800-1000
      reach: inside
      source: [berita-2025]
      confirmed_on: 2025-12
      confirmed_by: document
      confidence: high
"""

FACTS = """\
- id: minimum-age
  name: {id: umur paling muda, en: youngest age}
  type: number
  value: 18
  kind: law
  law: uu-18-2017#13
  perishes: false
  source: [berita-2025]
  confirmed_on: 2025-12
  confirmed_by: document
  confidence: high
"""

LAWS = """\
- id: uu-18-2017
  short: {id: UU 18/2017, en: Law 18/2017}
  title: {id: Perlindungan pekerja migran, en: Protection of migrant workers}
  articles:
    - number: 13
      says: {id: Surat yang diperlukan., en: The papers that are needed.}
  source: [berita-2025]
  confirmed_on: 2025-12
  confirmed_by: document
  confidence: high
"""

SOURCES = """\
- id: berita-2025
  title: Berita
  publisher: Koran
  published_on: 2025-12
  read_on: 2026-11-24
  kind: press
"""

TERMS = """\
- id: disnaker
  short: {id: Disnaker, en: Disnaker}
  long: {id: Dinas Tenaga Kerja, en: manpower office}
  explained: {id: Kantor kabupaten untuk urusan kerja., en: The district office for work.}
"""


def with_translation(files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """Add the translation of every sound Indonesian page that has none: the same body, following its present text."""
    complete = dict(files)
    for path, text in files.items():
        other = path.replace("docs/id/", "docs/en/", 1)
        if (
            not path.startswith("docs/id/")
            or not path.endswith(".md")
            or other in files
            or isinstance(text, bytes)
        ):
            continue
        slug = path.removeprefix("docs/id/").removesuffix(".md")
        complete[other] = translated(parse_page("id", slug, path, text))
    return complete


def translated(source: Page) -> str:
    """Write the translation of a page that has its very body, and follows it when it is sound."""
    body = source.body.strip("\n") or "Keep your papers."
    head = (
        "title: Papers\nsummary: Papers.\naudience: family\n"
        "last_reviewed: 2026-11-24\nreview_by: 2027-05-24\n"
    )
    text = f"---\n{head}---\n{body}\n"
    if not source.is_sound:
        return text
    translation = parse_page("en", source.slug, f"docs/en/{source.slug}.md", text)
    digest = write_digest(source.sections, translation.sections)
    return f'---\n{head}source_digest: "{digest}"\n---\n{body}\n'


BASE: Mapping[str, str | bytes] = with_translation(
    {
        "docs/id/index.md": PAGE,
        "docs/data/contacts.yml": CONTACTS,
        "docs/data/facts.yml": FACTS,
        "docs/data/laws.yml": LAWS,
        "docs/data/sources.yml": SOURCES,
        "docs/data/terms.yml": TERMS,
        "overrides/.icons/bekal/passport.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "overrides/.icons/bekal/ring.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
)
"""A project with one page in each locale and one entry in each data file; its check finds nothing."""


def make_project(folder: Path, files: Mapping[str, str | bytes]) -> Project:
    """Write ``files`` below ``folder``, with settings unless they are given, and find the project there.

    Texts are dedented and written as UTF-8 with LF; bytes are written as they are.
    """
    for locale in LOCALES:
        (folder / "docs" / locale).mkdir(parents=True, exist_ok=True)
    for path, text in {"mkdocs.yml": SETTINGS, **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode())
    return find_project(folder)
