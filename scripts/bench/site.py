"""``python -m bench.site``: the site of the project it is started in, as ``bekal build`` makes it, without the books.

Reads, renders, finishes, audits and writes; with ``--checked`` every rule is applied before, as in a build.
A process of its own, because that is what is timed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bekal.cli import leave_garbage
from bekal.cli.folders import write_tree
from bekal.config import LOCALES, build_time, find_project
from bekal.content.reading import read_content
from bekal.editions.site import build_site
from bekal.findings import Severity
from bekal.finishing.assets import load_assets
from bekal.finishing.audit import audit_site
from bekal.rendering.context import Edition
from bekal.rendering.render import render_pages


def main() -> int:
    """Make the site; 1 when something is wrong with it."""
    project, today = find_project(Path.cwd()), build_time().date()
    content = read_content(project)
    catalogue, data = content.catalogue, content.data_files.data
    findings = []
    if "--checked" in sys.argv:
        from bekal.checks.run import check_content  # noqa: PLC0415 - what rules cost is measured with them

        findings += check_content(content, today)
    titles = {
        (locale, page.slug): page.front_matter.title for locale in LOCALES for page in catalogue.pages(locale)
    }
    edition = Edition(project.release, today, trial=True, data=data, titles=titles)
    pages = render_pages(project, catalogue, edition)
    readers = [page for page in pages if page.front_matter.is_for_readers]
    site = build_site(readers, load_assets(project.overrides))
    findings += audit_site(site, "build/site", tuple(data.blocked_numbers.values()))
    write_tree(project.build / "site", site)
    return int(any(finding.severity is Severity.ERROR for finding in findings))


if __name__ == "__main__":
    leave_garbage()
    sys.exit(main())
