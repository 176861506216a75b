"""Whole pages put together at random from what editors write, rightly and wrongly.

Whatever the mixture: every finding points into its file, and a page without errors renders without raising and
without anything that runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from bekal.checks.run import check_content
from bekal.content.catalogue import Catalogue, parse_page
from bekal.content.data import FILES, Data
from bekal.content.data_files import DataFiles, parse_data_file
from bekal.content.markdown.context import PageContext
from bekal.content.reading import Content
from bekal.findings import Severity
from hostile_projects import limited, ordinary_files
from projects import TODAY

if TYPE_CHECKING:
    from bekal.content.catalogue import Page
    from bekal.findings import Finding

KEYS = [
    "title: Surat",
    'title: "Surat',
    "title: [a, b]",
    "titel: Surat",
    "summary: Surat yang disimpan.",
    "summary: a: b",
    "audience: family",
    "audience: everybody",
    "picture: passport",
    "picture: ../x",
    "keywords: [paspor, ktp]",
    "keywords: {a: b}",
    "sources: [uu-18-2017#13]",
    "sources: [x, <b>]",
    "last_reviewed: 2026-11-24",
    "last_reviewed: 24 November",
    "review_by: 2027-05-24",
    "review_by: 2020-01-01",
    "source_digest: 0123456789abcdef",
    "- a",
    "  b: c",
    "\tc: d",
    "&a *a !!x",
    "...",
    "# only a comment",
    "",
]
SOUND = [KEYS[position] for position in (0, 4, 6, 8, 12, 14, 16)]

LINES = [
    "/// message",
    "/// cards | Dari desa",
    "/// steps",
    "/// wait",
    "/// say | Kata",
    "/// quiz",
    "/// story",
    "/// chapter",
    "/// contact | kp2mi-callcenter",
    "/// contact | x | y",
    "/// contacts | kind=village",
    "/// sources | laws",
    "/// html | script",
    "///",
    "////",
    "> /// message",
    "> > /// say | a",
    "> ///",
    "    /// message",
    "    attrs: {onclick: x}",
    "1. letter | Judul | Kalimat.",
    "- letter | Judul | Kalimat. | about/sources.md",
    "1. x | y",
    "letter | Judul | Kalimat.",
    "? Simpan di mana?",
    "- [ ] Di jalan",
    "- [x] Di rumah",
    "> Aman.",
    "- **Kata.** Tambahan.",
    "Simpan suratmu di rumah.",
    "Umur [[fact:minimum-age]] dan [[law:uu-18-2017#13]].",
    "[[term:disnaker]] [[term:x]] [[fact:",
    "## Surat {#surat}",
    "### Bantuan",
    "# Judul {: .x }",
    "[Buka](#surat) [b](https://x.example) [c](javascript:alert(1))",
    "[a]: javascript:alert(1)",
    "![Peta](x.png)",
    "<script>alert(1)</script>",
    "<!-- a",
    "-->",
    "&lt;b&gt; {{ x }}",
    "**a**{: onclick=x",
    "b=c }",
    "```",
    "~~~ x",
    "`kode",
    "| a | b |",
    "| --- | --- |",
    "Telepon 0812-3456-7890, Rp5.000.",
    "    kode",
    "  ",
    "",
    "",
    "---",
    "\u200b",
    "[[[[((((****____",
]

RIGHT = [
    "/// message\nSimpan suratmu.\n///",
    "## Kontak {#kontak}\n\n/// contact | kp2mi-callcenter\n///",
    "/// say\n- **Kata.** Tambahan.\n///",
    "/// wait\n- Diminta uang.\n\nTunggu dulu.\n///",
    "/// quiz\n? Simpan di mana?\n- [ ] Di jalan\n- [x] Di rumah\n> Aman.\n///",
    "/// story\nAni pulang.\n///",
    "## Surat {#surat}",
    "Simpan suratmu.",
    "- satu\n- dua",
    "1. satu\n2. dua",
    "> kutipan",
    "```\nkode\n```",
    "| a | b |\n| --- | --- |\n| c | d |",
    "Umur [[fact:minimum-age]], [[term:disnaker]].",
    "",
]
"""Pieces that are right, so that many mixtures of them reach the rendering."""
TRICKY = [
    "> /// message",
    "> > /// say | a",
    "> ///",
    "- /// message",
    "    kode",
    "```",
    "~~~",
    "`kode",
    "\\`kode\\`",
    "[surat]: #surat",
    "[a](#b 'c)",
    "****____",
    "a\n===",
    "    - a",
    "* * *",
    "<",
    "a | b",
]
"""Pieces that the rules and the renderer may read in different ways."""

heads = st.one_of(
    st.just("\n".join(("---", *SOUND, "---"))),
    st.lists(st.sampled_from(KEYS), max_size=12).map(lambda keys: "\n".join(("---", *keys, "---"))),
    st.sampled_from(["", "---", "---\n---", "--- \n"]),
)
signs = st.text(st.sampled_from("ab <>&{}[]()#*_`|/\\:\"'-=!\n\t0x\u00e9\u2028"), max_size=30)
bodies = st.lists(st.one_of(st.sampled_from(LINES), signs), max_size=25).map("\n".join)
right_bodies = st.lists(st.sampled_from([*RIGHT, *TRICKY]), min_size=3, max_size=9).map("\n".join)
pages = st.tuples(heads, bodies).map("\n".join)
right_pages = right_bodies.map(lambda body: "\n".join(("---", *SOUND, "---", body)))


def read_ordinary_data() -> DataFiles:
    files = {
        name: parse_data_file(name, path, ordinary_files()[path], model)
        for name, model in FILES.items()
        if (path := f"docs/data/{name}.yml") in ordinary_files()
    }
    entries = {name.replace("-", "_"): file.entries for name, file in files.items()}
    return DataFiles(files, Data(**entries))


DATA = read_ordinary_data()


def check(text: str) -> tuple[Page, list[Finding]]:
    page = parse_page("id", "index", "docs/id/index.md", text)
    content = Content(Catalogue((page,)), DATA, frozenset({"passport", "letter"}))
    return page, [
        finding
        for finding in check_content(content, TODAY)
        if finding.path == page.path and finding.rule not in {"translation-missing", "link-target-missing"}
    ]


def render(page: Page) -> LexborHTMLParser:
    extension = {"context": PageContext("index", "id", DATA.data, TODAY)}
    markdown = Markdown(
        extensions=["tables", "toc", "fenced_code", "bekal.content.markdown"],
        extension_configs={"bekal.content.markdown": extension},
    )
    return LexborHTMLParser(f"<main>{markdown.convert(page.body)}</main>")


@settings(max_examples=400)
@given(st.one_of(pages, right_pages))
def test_every_finding_points_into_its_file(text: str) -> None:
    _, findings = check(text)
    lines = text.count("\n") + 1
    assert [finding for finding in findings if not (1 <= finding.line <= lines and finding.column >= 1)] == []


# Not shrunk: a page that hangs takes a second for each try.
@settings(max_examples=1000, phases=[Phase.generate])
@given(st.one_of(right_pages, pages))
def test_a_page_without_errors_renders_and_runs_nothing(text: str) -> None:
    page, findings = check(text)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return
    with limited(1.0):
        tree = render(page)
    assert tree.css("script,style,iframe,object,embed,form,base,meta,link,svg,math") == []
    attributes = {name for node in tree.css("*") for name in node.attributes}
    assert not {name for name in attributes if name.startswith("on") or name in {"style", "srcset"}}
    targets = [node.attributes.get("href") or "" for node in tree.css("[href]")]
    assert [target for target in targets if not target.startswith(("tel:", "#")) and ":" in target] == []
