"""The pages and data of this project: the check finds nothing in them."""

from __future__ import annotations

from pathlib import Path

from bekal.checks.run import check_project
from bekal.config import find_project
from bekal.content.reading import read_content
from bekal.content.uses import cited_data
from bekal.findings import format_findings
from projects import TODAY

PROJECT = find_project(Path(__file__).parent)


def test_our_own_pages_and_data_give_no_finding() -> None:
    assert format_findings(check_project(PROJECT, TODAY), "text") == ""


def test_the_sources_page_tells_the_dates_of_what_it_lists() -> None:
    """Two facts say how new the newest evidence is; data that no page shows must not make them newer."""
    content = read_content(PROJECT)
    data = content.data_files.data
    cited = cited_data(content.catalogue, data)
    laws = [identity for law in cited.laws.values() for identity in law.source]
    numbers = [
        identity
        for contact in cited.contacts.values()
        for channel in contact.buttons
        for identity in channel.source
    ]
    for fact, behind in (("newest-law-evidence", laws), ("newest-number-evidence", numbers)):
        newest = max(data.sources[identity].published_on or "" for identity in behind)
        assert str(data.facts[fact].value) == newest, fact
