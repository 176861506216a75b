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
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, get_plugin_logger

from bekal.config import find_project
from bekal.content.markup import HELP_ANCHOR
from bekal.content.reading import read_content
from bekal.rendering.given import give
from bekal.rendering.in_turn import PageInTurn, Turns
from bekal.rendering.pages import RenderedPage
from bekal.rendering.spare import ThemeFolders, WithoutTheme

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext as MkDocsContext

    from bekal.config import Project
    from bekal.content.catalogue import Page
    from bekal.content.reading import Content
    from bekal.rendering.given import Given

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


class BekalPlugin(WithoutTheme, BasePlugin[BekalConfig]):
    """Connects the package to MkDocs; ``rendered`` holds the pages after a build."""

    def __init__(self) -> None:
        super().__init__()
        self.rendered: list[RenderedPage] = []
        self.is_serving = False
        self._given: Given | None = None
        self._configured: object = None
        self._preview: Preview | None = None

    def begin(self, given: Given, *, writes: bool = False) -> None:
        """Take what a build was given, and forget the last one: MkDocs keeps the plugin in its process.

        Unless it ``writes``, pages are kept in ``rendered`` and MkDocs leaves no file.
        """
        self._given, self.rendered, self.writes, self.folders = given, [], writes, ThemeFolders()
        self._turns = Turns()

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs' name
        """Learn whether this is ``mkdocs serve``; having this method, the plugin is kept from build to build."""
        self.is_serving, self._preview = command == "serve", None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load data and pages, once for all locales; runs again for each locale, with the same configuration."""
        if self._given is None or (self.is_serving and config is not self._configured):
            self._configured = config
            project = find_project(Path(config.config_file_path).parent)
            content = read_content(project)
            self.begin(give(project, content, trial=self.config.trial), writes=True)
            if self.is_serving and self.config.preview:
                prepare: Callable[[Project, Content], Preview] = resolve_name(self.config.preview)
                self._preview = prepare(project, content)
        return config

    def on_pre_page(self, page: MkDocsPage, /, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Let one Markdown render all pages."""
        del files
        return PageInTurn(page.file, config, self._turns)

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Give the text that was read already; the empty line says that no front matter is left in it."""
        del config
        return f"\n{source.body}" if (source := self._source(page)) else None

    def on_page_markdown(
        self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Tell the Markdown extension which page it renders; runs before each page's Markdown."""
        del files
        if self._given is None or self._source(page) is None:
            log.warning("%s is no page that could be read; run `bekal check`", page.file.src_uri)
            page.meta["template"] = UNREAD_TEMPLATE
            return ""
        config["mdx_configs"]["bekal.content.markdown"] = {"context": self._given.for_markdown(*_place(page))}
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
        ours = self._given.for_templates(*_place(page)) if self._given else {}
        context.update(ours)  # type: ignore[typeddict-item] # the names of our templates, not MkDocs'
        return context

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Keep the rendered page; MkDocs writes a copy of its own only where it was started by itself."""
        del config
        locale, slug = _place(page)
        if self._preview is not None:
            return self._preview(output, f"docs/{page.file.src_uri}", locale)
        if source := self._source(page):
            self.rendered.append(RenderedPage(slug, locale, source.front_matter, output, page.content or ""))
        return None if self.writes else ""

    def _source(self, page: MkDocsPage) -> Page | None:
        return self._given.catalogue.page(*_place(page)) if self._given else None


def _place(page: MkDocsPage) -> tuple[str, str]:
    """Locale and slug of a page, from where its source stands."""
    locale, _, rest = page.file.src_uri.partition("/")
    return locale, posixpath.splitext(rest)[0]
