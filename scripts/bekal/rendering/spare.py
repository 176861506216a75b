"""What MkDocs does for a site of its own, and a build of ours does without.

MkDocs finds, lists and copies every file of the theme, hundreds of them, once per locale, and writes each page, a page
for wrong addresses and a map of the site.
None of that is handed over: a page of ours carries everything inside, and ``finishing`` makes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.theme import Theme


class ThemeFolders:
    """Hides the folders of a theme while MkDocs collects files, and gives its templates back before it draws pages."""

    def __init__(self) -> None:
        self._folders: list[str] = []
        self._environment: Environment | None = None

    def hide(self, theme: Theme) -> None:
        """Leave no folder to look for files in; runs once for each locale, with the same theme and what plugins add."""
        self._folders[:0] = [folder for folder in theme.dirs if folder not in self._folders]
        theme.dirs = []

    def show_templates(self, environment: Environment) -> Environment:
        """Let ``environment`` find the templates of all the folders again, ours before those of the theme.

        The first one serves every locale, so that each template is read once.
        """
        if self._environment is None:
            self._environment = environment
            environment.loader = FileSystemLoader(self._folders)
            environment.auto_reload = False
        return self._environment


class WithoutTheme:
    """The events of a plugin that leaves the theme's files alone."""

    def __init__(self) -> None:
        super().__init__()
        self.writes = True
        self.folders = ThemeFolders()

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Hide the theme's files; runs when every plugin has had its say about the theme."""
        self.folders.hide(config.theme)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Draw pages, and nothing else that nobody keeps, with the templates of all folders."""
        del files
        if not self.writes:
            config.theme.static_templates.clear()
        return self.folders.show_templates(env)
