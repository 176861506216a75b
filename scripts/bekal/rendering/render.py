"""Runs MkDocs over the whole project, strictly, and gives back plain rendered pages.

Responsible for starting the generator, collecting its warnings and ordering its pages.
What a page looks like is decided by the templates in ``overrides``; what becomes of it by ``finishing``.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from bekal.config import LOCALES
from bekal.errors import RenderingError

if TYPE_CHECKING:
    from bekal.config import Project
    from bekal.content.catalogue import Catalogue
    from bekal.rendering.context import Edition
    from bekal.rendering.pages import RenderedPage


class _Warnings(logging.Handler):
    """Keeps what MkDocs and its plugins warn about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render_pages(project: Project, catalogue: Catalogue, edition: Edition) -> list[RenderedPage]:
    """Render every page of every locale, in reading order within each locale.

    Raises ``RenderingError`` with all warnings when MkDocs warns or stops.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build  # noqa: PLC0415 - slow to import, and only here
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    from bekal.rendering.given import Given  # noqa: PLC0415
    from bekal.rendering.plugin import BekalPlugin  # noqa: PLC0415

    logger = logging.getLogger("mkdocs")
    warnings = _Warnings()
    logger.addHandler(warnings)
    level, propagate = logger.level, logger.propagate
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        config = load_config(str(project.root / "mkdocs.yml"), strict=True)
        plugin = config.plugins["bekal"]
        if not isinstance(plugin, BekalPlugin):
            raise RenderingError("mkdocs.yml does not use the plugin 'bekal'", "add `- bekal` to its plugins")
        plugin.begin(Given(catalogue, edition))
        build(config)
    except (Abort, ConfigurationError) as error:
        raise _failure(warnings.messages or [str(error)]) from error
    except (OSError, RecursionError) as error:
        raise _failure([*warnings.messages, f"{type(error).__name__}: {error}"]) from error
    finally:
        logger.removeHandler(warnings)
        logger.setLevel(level)
        logger.propagate = propagate
    if warnings.messages:
        raise _failure(warnings.messages)
    order = {
        (locale, page.slug): place for locale in LOCALES for place, page in enumerate(catalogue.pages(locale))
    }
    return sorted(
        plugin.rendered, key=lambda page: (LOCALES.index(page.locale), order[page.locale, page.slug])
    )


def _failure(messages: list[str]) -> RenderingError:
    lines = "".join(f"\n  {message}" for message in messages)
    return RenderingError(
        f"MkDocs could not render the pages:{lines}", "mend what it names; `bekal check` may say where"
    )
