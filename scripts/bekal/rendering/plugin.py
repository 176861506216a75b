"""The MkDocs plugin: hands our context to Markdown and templates, and keeps what was rendered.

Its events run once per locale in one process, so nothing here is kept "for the current page" between events.
Thin on purpose: what protects people lives outside the generator.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, get_plugin_logger

from bekal.config import LOCALES, build_time, find_project
from bekal.content.catalogue import load_catalogue
from bekal.content.data_files import load_data
from bekal.content.markdown import PageContext
from bekal.rendering.context import Edition, TemplateContext, next_page
from bekal.rendering.pages import RenderedPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext as MkDocsContext

    from bekal.content.catalogue import Catalogue

log = get_plugin_logger(__name__)


class BekalConfig(Config):
    """The plugin's options in ``mkdocs.yml``."""

    trial = config_options.Type(bool, default=True)
    """Whether pages say that this is a trial; ``bekal bundle --release`` turns it off."""


class BekalPlugin(BasePlugin[BekalConfig]):
    """Connects the package to MkDocs; ``rendered`` holds the pages after a build."""

    def __init__(self) -> None:
        super().__init__()
        self.rendered: list[RenderedPage] = []
        self.edition: Edition | None = None
        self.catalogue: Catalogue | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load data and pages, once for all locales; runs again for each locale."""
        if self.edition is None or self.catalogue is None:
            project = find_project(Path(config.config_file_path).parent)
            data, _ = load_data(project)
            self.catalogue, _ = load_catalogue(project)
            titles = {
                (locale, page.slug): page.front_matter.title
                for locale in LOCALES
                for page in self.catalogue.pages(locale)
            }
            self.edition = Edition(project.release, build_time().date(), self.config.trial, data, titles)
        return config

    def on_page_markdown(
        self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Tell the Markdown extension which page it renders; runs before each page's Markdown."""
        del files
        locale, slug = _place(page)
        if self.edition is None or self.catalogue is None or self.catalogue.page(locale, slug) is None:
            log.warning("%s is no page that could be read; run `bekal check`", page.file.src_uri)
            return None
        config["mdx_configs"]["bekal.content.markdown"] = {
            "context": PageContext(slug, locale, self.edition.data, self.edition.built_on)
        }
        return markdown

    def on_page_context(
        self, context: MkDocsContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: object
    ) -> MkDocsContext | None:
        """Give templates the variable ``bekal``."""
        del config, nav
        if self.edition is None or self.catalogue is None:
            return None
        locale, slug = _place(page)
        source = self.catalogue.page(locale, slug)
        if source is None:
            return None
        ours: dict[str, Any] = {
            "bekal": TemplateContext(self.edition, locale, slug),
            "front_matter": source.front_matter,
            "following": next_page(self.catalogue.pages(locale), slug),
        }
        context.update(ours)  # type: ignore[typeddict-item] # the names of our templates, not MkDocs'
        return context

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Keep the rendered page; MkDocs still writes its own copy, which nobody hands over."""
        del config
        locale, slug = _place(page)
        source = self.catalogue.page(locale, slug) if self.catalogue else None
        if source is not None:
            self.rendered.append(RenderedPage(slug, locale, source.front_matter, output, page.content or ""))
        return None


def _place(page: MkDocsPage) -> tuple[str, str]:
    """Locale and slug of a page, from where its source stands."""
    locale, _, rest = page.file.src_uri.partition("/")
    return locale, posixpath.splitext(rest)[0]
