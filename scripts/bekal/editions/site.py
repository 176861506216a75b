"""The site: one self-contained file per page, links between the files work from a folder; beside them the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.finishing.finish import finish_page
from bekal.finishing.search.data import site_script
from bekal.rendering.pages import search_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bekal.finishing.assets import Assets
    from bekal.finishing.search.data import Sought
    from bekal.rendering.pages import RenderedPage


def build_site(pages: Iterable[RenderedPage], assets: Assets) -> dict[str, str]:
    """Finish every page; gives the files by their path within the site."""
    return {page.path: finish_page(page.html, assets, page.path) for page in pages}


def build_search(sought: Iterable[Sought], assets: Assets) -> dict[str, str]:
    """Write the search script of each locale; gives the files by their path within the site."""
    return {search_path(one.locale): site_script(one, assets) for one in sought}
