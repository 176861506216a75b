"""The MkDocs plugin: hands our context to Markdown and templates, and keeps what was rendered.

Its events run once per locale in one process, so nothing here is kept "for the current page" between events.
While ``mkdocs serve`` runs, the plugin outlives each build, and what a page looks like is asked of a function that
``mkdocs.yml`` names, because this room must not know the rooms above it.
Thin on purpose: what protects people lives outside the generator.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, get_plugin_logger

from bekal.config import LOCALES, build_time, find_project
from bekal.content.markdown.context import GLOSSARY_PAGE, PageContext
from bekal.content.markup import HELP_ANCHOR
from bekal.content.reading import read_content
from bekal.content.uses import cited_data
from bekal.rendering.context import Edition, TemplateContext, next_page
from bekal.rendering.pages import RenderedPage

if TYPE_CHECKING:
    from typing import Literal

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext as MkDocsContext

    from bekal.config import Project
    from bekal.content.catalogue import Catalogue
    from bekal.content.data import Data
    from bekal.content.reading import Content

log = get_plugin_logger(__name__)

UNREAD_TEMPLATE = "unread.html"
"""What a page is shown in when its front matter cannot be read."""

Preview = Callable[[str, str, str], str]
"""Makes the page that ``mkdocs serve`` shows, from its HTML, the path of its source and its locale."""


class BekalConfig(Config):
    """The plugin's options in ``mkdocs.yml``."""

    trial = config_options.Type(bool, default=True)
    """Whether pages say that this is a trial; ``bekal bundle --release`` turns it off."""

    preview = config_options.Optional(config_options.Type(str))
    """``module:function`` that prepares the ``Preview`` of a build, from its project and content; only for serving."""


class BekalPlugin(BasePlugin[BekalConfig]):
    """Connects the package to MkDocs; ``rendered`` holds the pages after a build."""

    def __init__(self) -> None:
        super().__init__()
        self.rendered: list[RenderedPage] = []
        self.edition: Edition | None = None
        self.catalogue: Catalogue | None = None
        self.cited: Data | None = None
        self.is_serving = False
        self._configured: MkDocsConfig | None = None
        self._preview: Preview | None = None

    def begin(self, catalogue: Catalogue, edition: Edition) -> None:
        """Take what a build was given, and forget the pages of the last one: MkDocs keeps the plugin in its process."""
        self.catalogue, self.edition, self.rendered = catalogue, edition, []
        self.cited = cited_data(catalogue, edition.data)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is ``mkdocs serve``; having this method, the plugin is kept from build to build."""
        del dirty
        self.is_serving, self._preview = command == "serve", None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load data and pages, once for all locales; runs again for each locale, with the same configuration."""
        is_new_build = self.is_serving and config is not self._configured
        if self.edition is None or self.catalogue is None or is_new_build:
            self._configured = config
            project = find_project(Path(config.config_file_path).parent)
            content = read_content(project)
            titles = {
                (locale, page.slug): page.front_matter.title
                for locale in LOCALES
                for page in content.catalogue.pages(locale)
            }
            data, today = content.data_files.data, build_time().date()
            self.begin(content.catalogue, Edition(project.release, today, self.config.trial, data, titles))
            if self.is_serving and self.config.preview:
                prepare: Callable[[Project, Content], Preview] = resolve_name(self.config.preview)
                self._preview = prepare(project, content)
        return config

    def on_page_markdown(
        self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Tell the Markdown extension which page it renders; runs before each page's Markdown."""
        del files
        locale, slug = _place(page)
        if self.edition is None or self.catalogue is None or self.catalogue.page(locale, slug) is None:
            log.warning("%s is no page that could be read; run `bekal check`", page.file.src_uri)
            page.meta["template"] = UNREAD_TEMPLATE
            return ""
        glossary = self.catalogue.page(locale, GLOSSARY_PAGE)
        config["mdx_configs"]["bekal.content.markdown"] = {
            "context": PageContext(
                slug, locale, self.edition.data, self.edition.built_on, self.cited, glossary
            )
        }
        return markdown

    def on_page_content(
        self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Tell MkDocs that the template gives every page its help section, so that pages may link to it."""
        del html, config, files
        if page.present_anchor_ids is not None:
            page.present_anchor_ids.add(HELP_ANCHOR)
        return None

    def on_page_context(
        self, context: MkDocsContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: object
    ) -> MkDocsContext | None:
        """Give templates the variable ``bekal``."""
        del config, nav
        if self.edition is None or self.catalogue is None:
            return None
        locale, slug = _place(page)
        source = self.catalogue.page(locale, slug)
        ours: dict[str, Any] = {
            "bekal": TemplateContext(self.edition, locale, slug),
            "front_matter": source.front_matter if source else None,
            "following": next_page(self.catalogue.reading_order(locale), slug),
        }
        context.update(ours)  # type: ignore[typeddict-item] # the names of our templates, not MkDocs'
        return context

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Keep the rendered page; MkDocs still writes its own copy, which nobody hands over but ``mkdocs serve``."""
        del config
        locale, slug = _place(page)
        if self._preview is not None:
            return self._preview(output, f"docs/{page.file.src_uri}", locale)
        source = self.catalogue.page(locale, slug) if self.catalogue else None
        if source is not None:
            self.rendered.append(RenderedPage(slug, locale, source.front_matter, output, page.content or ""))
        return None


def _place(page: MkDocsPage) -> tuple[str, str]:
    """Locale and slug of a page, from where its source stands."""
    locale, _, rest = page.file.src_uri.partition("/")
    return locale, posixpath.splitext(rest)[0]
