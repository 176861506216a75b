"""One rendered page in, one self-contained file out.

Pictures and signs replace their placeholders, each drawing once and ``<use>`` after; then style, script, policy,
and in the last bytes the style that hides the notice "this file is not complete".
By string, not by parser: the placeholders are ours, and nothing else of the page is touched.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

from bekal.errors import AuditError
from bekal.finishing.village import fill_village

if TYPE_CHECKING:
    import datetime as dt

    from bekal.content.data import Village
    from bekal.finishing.assets import Assets, Drawing

PLACEHOLDER: Final = re.compile(r'<i data-(?P<kind>picture|sign)="(?P<name>[^"]*)"></i>')
STYLE_MARK: Final = "<!--bekal:style-->"
SCRIPT_MARK: Final = "<!--bekal:script-->"
POLICY_MARK: Final = "<!--bekal:policy-->"
END_MARK: Final = "<!--bekal:end-->"
END_STYLE: Final = "<style>[data-bekal=cut]{display:none!important}</style>"

POLICY: Final = (
    "default-src 'none'; script-src 'self' '{hash}'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "media-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)

_BETWEEN_TAGS: Final = re.compile(r">\s*\n\s*<")


def finish_page(
    html: str,
    assets: Assets,
    place: str,
    *,
    with_policy: bool = True,
    with_search: bool = False,
    village: Village | None = None,
    built_on: dt.date | None = None,
) -> str:
    """Make ``html`` complete in itself; ``place`` names it in messages.

    A book is finished ``with_search``: the script of search runs in it; other files load it when it is asked for.
    ``village`` is the one whose edition this is, ``built_on`` the day by which its numbers have aged or not.
    Only a page that is served while it is written goes without the policy, which would stop it from reloading.
    Raises ``AuditError`` for a picture that does not exist, or a template that lost one of its marks.
    """
    for mark in (POLICY_MARK, STYLE_MARK, SCRIPT_MARK, END_MARK):
        if html.count(mark) != 1:
            raise AuditError(
                f"{place}: the mark {mark} stands {html.count(mark)} times in the page, not once",
                "restore it in the template",
            )
    html = fill_village(html, village, built_on)
    html = _BETWEEN_TAGS.sub(">\n<", _draw(html, assets, place))
    script = f"{assets.search_script}\n{assets.script}" if with_search else assets.script
    policy = f'<meta http-equiv="Content-Security-Policy" content="{write_policy(script)}">'
    return (
        html.replace(STYLE_MARK, f"<style>{assets.stylesheet.for_page(html)}</style>")
        .replace(SCRIPT_MARK, f"<script>{script}</script>")
        .replace(POLICY_MARK, policy if with_policy else "")
        .replace(END_MARK, END_STYLE)
    )


def write_policy(script: str) -> str:
    """Write the Content-Security-Policy that allows exactly ``script`` inline."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return POLICY.format(hash=f"sha256-{digest}")


def _draw(html: str, assets: Assets, place: str) -> str:
    counts: dict[tuple[str, str], int] = {}
    for match in PLACEHOLDER.finditer(html):
        key = match["kind"], match["name"]
        counts[key] = counts.get(key, 0) + 1
    drawn: set[tuple[str, str]] = set()

    def draw(match: re.Match[str]) -> str:
        key = kind, name = match["kind"], match["name"]
        drawing = (assets.pictures if kind == "picture" else assets.signs).get(name)
        if drawing is None:
            raise AuditError(
                f"{place}: there is no {kind} named {name!r}", "draw it in overrides/.icons, or use another"
            )
        if key in drawn:
            return _svg(kind, drawing, f'<use href="#{kind}-{name}"/>')
        drawn.add(key)
        inside = f'<g id="{kind}-{name}">{drawing.inside}</g>' if counts[key] > 1 else drawing.inside
        return _svg(kind, drawing, inside)

    return PLACEHOLDER.sub(draw, html)


def _svg(kind: str, drawing: Drawing, inside: str) -> str:
    return f'<svg class="{kind}" viewBox="{drawing.box}" aria-hidden="true">{inside}</svg>'
