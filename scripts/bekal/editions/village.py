"""What is another file in each village: its page, the first page of the site, the book and the chapter that hold it.

Pages are rendered and books bound once; here only those files are finished again, one village at a time, so that a
thousand villages need no more memory than one.
Which files these are is found by their marks and named nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bekal.editions.book import Bound, finish_books
from bekal.finishing.finish import finish_page
from bekal.finishing.village import differs_by_village

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from bekal.content.data import Village
    from bekal.finishing.assets import Assets
    from bekal.rendering.pages import RenderedPage


@dataclass(frozen=True, slots=True)
class LocalFiles:
    """The unfinished files that each village has for itself."""

    pages: tuple[RenderedPage, ...]
    books: Mapping[str, Bound]
    assets: Assets
    built_on: dt.date

    def site_of(self, village: Village) -> dict[str, str]:
        """Finish the pages of a village, by path within the site."""
        return {
            page.path: finish_page(page.html, self.assets, page.path, village=village, built_on=self.built_on)
            for page in self.pages
        }

    def books_of(self, village: Village) -> dict[str, str]:
        """Finish the books of a village, by file name."""
        return finish_books(self.books, self.assets, village, self.built_on)


def find_local_files(
    pages: Iterable[RenderedPage], books: Mapping[str, Bound], assets: Assets, built_on: dt.date
) -> LocalFiles:
    """Choose what differs from village to village."""
    return LocalFiles(
        tuple(page for page in pages if differs_by_village(page.html)),
        {name: book for name, book in books.items() if differs_by_village(book.html)},
        assets,
        built_on,
    )
