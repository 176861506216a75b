"""What somebody else's pull request holds cannot run in the preview of whoever looks at it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from bekal.finishing.assets import load_assets
from bekal.rendering.plugin import BekalPlugin
from projects import BASE, PAGE, make_project

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ROOT = Path(__file__).resolve().parents[2]
RUNS = "<img src=x onerror=alert(1)>"

HOSTILE_BODY = """\
<script>alert(1)</script>

Teks <img src=x onerror=alert(2)> <svg onload=alert(3)>.

<div onclick="alert(4)">
Dalam kotak.
</div>

<style>@import "//x.example/a.css";</style>

<!-- <script>alert(5)</script> -->

<iframe srcdoc="<script>alert(6)</script>"></iframe>

## Judul <img src=x onerror=alert(7)> {: onclick=alert(8) }

*Miring*{: onmouseover=alert(9) style="background:url(//x.example/a)" }

[lari](javascript:alert(10)) [kode](&#106;ava\tscript:alert(11)) [catatan][a] ![muat](//x.example/a.png)
![muat](https://x.example/b.png)

[a]: data:text/html,<script>alert(12)</script>

``` { .py onclick=alert(13) }
kode
```

/// message
    attrs: {onclick: alert(14), style: "background:url(//x.example/c)", data-bekal: exit}

Simpan **<img src=x onerror=alert(15)>** surat.
///

/// cards | <img src=x onerror=alert(16)>
1. ring" onclick="alert(17) | <b>Surat</b> | Simpan <script>alert(18)</script>.
///

/// contact | kp2mi-callcenter
///

[[law:uu-18-2017#13]] [[term:disnaker]] [[fact:minimum-age]]
"""


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every page of a hostile project as ``mkdocs serve`` shows it, by its path in the site."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026
    # What data and names may hold is settled by the checks, so for the preview it may be anything.
    data = {
        path: str(text).replace("Pusat Panggilan", RUNS).replace("UU 18/2017", RUNS).replace("Disnaker", RUNS)
        for path, text in BASE.items()
        if path.startswith("docs/data/")
    }
    head = PAGE.removesuffix("Simpan suratmu.\n")
    page = head.replace("title: Surat", f"title: '{RUNS}'").replace(
        "Surat yang disimpan keluarga.", f"'{RUNS}'"
    )
    files = {
        **BASE,
        **data,
        "mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
        "docs/id/index.md": f"{page}{HOSTILE_BODY}",
        f"docs/id/{RUNS}.md": "no front matter\n",
        'docs/id/a" onmouseover="alert(1).md': PAGE,
        "docs/id/complaints/emergency.md": page + HOSTILE_BODY,
    }
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    project = make_project(tmp_path, files)
    config = load_config(str(project.root / "mkdocs.yml"))
    plugin = config.plugins["bekal"]
    assert isinstance(plugin, BekalPlugin)
    plugin.on_startup(command="serve", dirty=False)
    build(config)
    plugin.on_startup(
        command="build", dirty=False
    )  # MkDocs keeps the plugin for the next build of this process
    rendered = project.build / "rendered"
    return {
        path.relative_to(rendered).as_posix(): path.read_text(encoding="utf-8")
        for path in rendered.rglob("*.html")
    }


def test_nothing_of_a_hostile_page_runs_or_loads_in_the_preview(preview: dict[str, str]) -> None:
    assert {"index.html", f"{RUNS}.html", "complaints/emergency.html"} < set(preview)
    script = load_assets(ROOT / "overrides").script
    for path, html in preview.items():
        if path == "404.html":  # MkDocs' own, of our template
            continue
        tree = LexborHTMLParser(html)
        assert {node.text() for node in tree.css("script")} <= {script}, path
        assert tree.css("iframe, object, embed, form, base, svg[onload], img[src=x]") == [], path
        assert [node.html for node in tree.css("*") if is_live(node)] == [], path


def is_live(node: LexborNode) -> bool:
    """Whether an attribute of ``node`` runs something or loads from elsewhere."""
    for name, value in node.attributes.items():
        plain = "".join((value or "").split()).lower()
        if name.startswith("on") or plain.startswith(("javascript:", "data:text", "//", "https:")):
            return True
        if name == "style" and "url(" in plain:
            return True
    return False


def test_raw_html_is_shown_as_it_is_written_and_comments_are_left_out(preview: dict[str, str]) -> None:
    main = LexborHTMLParser(preview["index.html"]).css_first("main")
    assert main is not None
    shown = main.text()
    assert "<script>alert(1)</script>" in shown
    assert "Teks <img src=x onerror=alert(2)> <svg onload=alert(3)>." in shown
    assert "Simpan <script>alert(18)</script>." in shown
    assert "alert(5)" not in shown
    assert "<!--" not in shown


def test_the_findings_of_a_hostile_page_stand_in_its_preview(preview: dict[str, str]) -> None:
    box = LexborHTMLParser(preview["index.html"]).css_first("#bekal-findings")
    assert box is not None
    assert "raw HTML stands here: '<script'" in box.text()
    assert "a comment hides text here" in box.text()
