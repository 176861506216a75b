from __future__ import annotations

import base64
import hashlib
import re

import pytest

from bekal.errors import AuditError
from bekal.finishing.assets import Assets, Drawing
from bekal.finishing.finish import END_STYLE, finish_page

ASSETS = Assets(
    pictures={"ring": Drawing("0 0 72 72", '<path d="M1 1"/>')},
    signs={"call": Drawing("0 0 24 24", '<path d="M2 2"/>')},
    style_source="p{color:red}table{color:blue}",
    script_source="/* why */\n(function () {\n  go();\n})();\n",
)
PAGE = """<!doctype html>
<html><head><!--bekal:policy--></head>
<body>
<p data-bekal="cut">Berkas ini tidak lengkap</p>
<!--bekal:style-->
<i data-picture="ring"></i><i data-picture="ring"></i><i data-sign="call"></i>
<!--bekal:script-->
<!--bekal:end-->
</body></html>
"""


def test_a_picture_is_drawn_once_and_used_after() -> None:
    html = finish_page(PAGE, ASSETS, "a.html")
    assert html.count('d="M1 1"') == 1
    assert html.count('<use href="#picture-ring"/>') == 1
    assert '<svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><path d="M2 2"/></svg>' in html


def test_the_policy_allows_exactly_the_script_of_the_page() -> None:
    html = finish_page(PAGE, ASSETS, "a.html")
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script == ["(function(){go();})();"]
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert f"script-src 'self' 'sha256-{digest}';" in policy[1]
    assert policy[1].startswith("default-src 'none';")


def test_the_notice_comes_before_every_style_and_the_style_that_hides_it_last() -> None:
    html = finish_page(PAGE, ASSETS, "a.html")
    assert html.index("Berkas ini tidak lengkap") < html.index("<style>")
    assert html.rindex("<style>") == html.index(END_STYLE)
    assert html.endswith(f"{END_STYLE}\n</body></html>\n")


def test_only_the_used_styles_go_inside() -> None:
    html = finish_page(PAGE, ASSETS, "a.html")
    assert "p{color:red}" in html
    assert "table{" not in html


def test_an_unknown_picture_is_named_with_its_page() -> None:
    with pytest.raises(AuditError) as caught:
        finish_page(PAGE.replace('"ring"', '"kapal"', 1), ASSETS, "a.html")
    assert caught.value.message == "a.html: there is no picture named 'kapal'"


def test_a_template_that_lost_its_mark_is_refused() -> None:
    with pytest.raises(AuditError, match="the mark <!--bekal:script--> stands 0 times in the page, not once"):
        finish_page(PAGE.replace("<!--bekal:script-->", ""), ASSETS, "a.html")
