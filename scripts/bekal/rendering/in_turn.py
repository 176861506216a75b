"""One Markdown renders every page of a build, in turn.

MkDocs makes a new one for each page, with all extensions and patterns registered anew, and each keeps the page that it
rendered.
What MkDocs adds to Markdown for a page, and what it takes from it after, is the same here as there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Markdown
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from bekal.content.markdown import BekalExtension

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

OURS = "bekal.content.markdown"
"""What our extension is called in ``mkdocs.yml``."""


class Turns:
    """What the pages of one build share."""

    def __init__(self) -> None:
        self._markdown: Markdown | None = None
        self._files: Files | None = None
        self._found: dict[str, File | None] = {}

    def markdown(self, config: MkDocsConfig) -> Markdown:
        """Give the Markdown of this build, told of the next page, and remembering nothing of another."""
        settings = config["mdx_configs"] or {}
        if self._markdown is None:
            self._markdown = Markdown(extensions=config["markdown_extensions"], extension_configs=settings)
        markdown = self._markdown.reset()
        for extension in markdown.registeredExtensions:
            if isinstance(extension, BekalExtension):
                extension.turn_to(settings[OURS]["context"])
        return markdown

    def of(self, files: Files) -> Turns:
        """Answer for ``files``, those of one locale, from now on."""
        if files is not self._files:
            self._files, self._found = files, {}
        return self

    def get_file_from_path(self, path: str) -> File | None:
        """Find a file that a link leads to; pages of one locale lead to the same ones again and again."""
        if path not in self._found and self._files is not None:
            self._found[path] = self._files.get_file_from_path(path)
        return self._found.get(path)


class PageInTurn(Page):
    """A page that is rendered by the Markdown of the whole build; takes the place of MkDocs' own."""

    def __init__(self, file: File, config: MkDocsConfig, turns: Turns) -> None:
        super().__init__(None, file, config)
        self._turns = turns

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Turn Markdown into HTML as MkDocs does, and take the same from it."""
        markdown = self._turns.markdown(config)
        raw_html = _RawHTMLPreprocessor()
        anchors = _ExtractAnchorsTreeprocessor(self.file, files, config)
        links = _RelativePathTreeprocessor(self.file, self._turns.of(files), config)  # type: ignore[arg-type]
        title = _ExtractTitleTreeprocessor()
        for part in (raw_html, anchors, links, title):  # each takes the place of the last page's
            part._register(markdown)  # noqa: SLF001 - MkDocs'
        self.content = markdown.convert(self.markdown or "")
        self.toc = get_toc(getattr(markdown, "toc_tokens", []))
        self._title_from_render = title.title
        self.present_anchor_ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
        self.links_to_anchors = links.links_to_anchors
