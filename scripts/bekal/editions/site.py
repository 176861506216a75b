"""The site: one self-contained file per page, links between the files work from a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.finishing.finish import finish_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bekal.finishing.assets import Assets
    from bekal.rendering.pages import RenderedPage


def build_site(pages: Iterable[RenderedPage], assets: Assets) -> dict[str, str]:
    """Finish every page; gives the files by their path within the site."""
    return {page.path: finish_page(page.html, assets, page.path) for page in pages}
