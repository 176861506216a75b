"""The page that ``mkdocs serve`` shows: finished as in a build, with a box that says what ``bekal check`` would say.

Never part of a build.
The page goes without the policy, which would stop the script that reloads it.
What somebody else wrote cannot run in it all the same: ``content.markdown.harmless`` sees to that.
A page that is still wrong must show all the same, so what would stop a build is a line in the box here.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from bekal.checks.run import check_content
from bekal.config import build_time
from bekal.errors import BekalError
from bekal.findings import Finding, Severity
from bekal.finishing.assets import load_assets
from bekal.finishing.finish import PLACEHOLDER, finish_page
from bekal.locale import translator

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from bekal.config import Project
    from bekal.content.reading import Content
    from bekal.finishing.assets import Assets

HEAD: Final = '<header class="head"'
"""The box stands before it: below the top bar, above the title."""

_BOX_STYLE: Final = (
    "max-width:40rem;margin:12px auto;padding:12px 16px;border:3px dashed #a5352b;border-radius:14px;"
    "background:#fff;color:#2b1b14;font:16px/1.45 sans-serif"
)


def prepare_preview(project: Project, content: Content) -> Callable[[str, str, str], str]:
    """Check the content of one build, and give what makes each of its pages ready to be looked at."""
    findings = check_content(content, build_time().date())
    try:
        assets = load_assets(project.overrides)
        assets.stylesheet  # noqa: B018 - parsed here, so that a mistake in it is met once
    except (BekalError, ValueError) as error:
        trouble = str(error)
        return lambda html, path, locale: add_box(html, path, locale, findings, trouble)

    def show(html: str, path: str, locale: str) -> str:
        known = PLACEHOLDER.sub(lambda match: _if_known(match, assets), html)
        try:
            finished = finish_page(known, assets, path, with_policy=False)
        except BekalError as error:
            return add_box(html, path, locale, findings, str(error))
        return add_box(finished, path, locale, findings)

    return show


def _if_known(match: re.Match[str], assets: Assets) -> str:
    """Leave a picture out that does not exist; a finding names it."""
    known = assets.pictures if match["kind"] == "picture" else assets.signs
    return match[0] if match["name"] in known else ""


def add_box(html: str, path: str, locale: str, findings: list[Finding], trouble: str = "") -> str:
    """Put a box with the findings of ``path`` above the title of a page; none when there is nothing to say.

    ``trouble`` is what kept the page from being finished.
    """
    _ = translator(locale)
    here = [finding for finding in findings if finding.path == path]
    elsewhere = sum(finding.path != path and finding.severity is Severity.ERROR for finding in findings)
    lines = [f"<p><b>{escape(trouble)}</b></p>"] if trouble else []
    if here:
        lines.append(f"<p><b>{escape(_('To mend on this page: {count}', count=len(here)))}</b></p>")
        items = "".join(_item(finding, locale) for finding in here)
        lines.append(f'<ol style="padding-left:1.4rem">{items}</ol>')
    if elsewhere:
        lines.append(
            f"<p>{escape(_('In other files: {count} to mend. They are listed by: bekal check', count=elsewhere))}</p>"
        )
    if not lines:
        return html
    box = f'<aside id="bekal-findings" role="status" style="{_BOX_STYLE}">{"".join(lines)}</aside>'
    place = html.find(HEAD)
    return html[:place] + box + html[place:] if place >= 0 else box + html


def _item(finding: Finding, locale: str) -> str:
    _ = translator(locale)
    kind = _("Warning") if finding.severity is Severity.WARNING else _("Mistake")
    return (
        f'<li style="padding:6px 0"><b>{escape(_("{kind}, line {line}", kind=kind, line=finding.line))}</b> '
        f"<code>{escape(finding.rule)}</code><br>{escape(finding.message)}<br>"
        f"<i>{escape(_('To do: {fix}', fix=finding.fix))}</i></li>"
    )
