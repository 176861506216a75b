"""A new page in every language: front matter, the usual blocks, and the digest that holds both together.

What it begins with is ``placeholders``, so that the check knows what nobody has replaced yet.
Nothing that exists is ever overwritten, and either every file is written or none.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bekal.config import LIMITS, LOCALES, SOURCE_LOCALE
from bekal.content.catalogue import parse_page
from bekal.content.data import add_months
from bekal.content.page_names import device_name, name_of_the_kit, twin_in_book
from bekal.content.placeholders import first_body, first_summary
from bekal.content.sections import write_digest
from bekal.editorial.navigation import add_to_nav, nav_line
from bekal.errors import ProjectError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from bekal.config import Project
    from bekal.content.reading import Content
    from bekal.locale import Translator

REVIEW_MONTHS: Final = 6
"""After how many months a new page is to be read again."""

MAX_TITLE: Final = 120
MAX_DEPTH: Final = 3

_PART: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEPT: Final = frozenset({"assets", "data", *LOCALES})
"""First folders that mean something else below ``docs``."""

_PREFERRED_PICTURES: Final = ("book", "passport", "home")


@dataclass(frozen=True, slots=True)
class NewPage:
    """What was written: the files, and the line of ``nav`` when it could not be added safely."""

    paths: tuple[str, ...]
    missing_nav_line: str = ""


def create_page(
    project: Project,
    content: Content,
    slug: str,
    titles: dict[str, str],
    audience: str,
    today: dt.date,
    words: Translator,
) -> NewPage:
    """Write the page ``slug`` in every language, and name it in ``mkdocs.yml``.

    ``titles`` holds a title for each language, empty for the slug itself.
    Raises ``ProjectError`` when the name cannot be used, or something of that name is there.
    """
    taken = {known for slugs in content.catalogue.slugs.values() for known in slugs}
    _require_name(slug, sorted(taken), words)
    files = {locale: project.docs / locale / f"{slug}.md" for locale in LOCALES}
    _require_free(project, files, words)
    chosen = {locale: _title(titles.get(locale, ""), slug, words) for locale in LOCALES}
    texts = _texts(slug, chosen, audience, content, today)
    _write_all({files[locale]: texts[locale] for locale in LOCALES}, project, words)
    paths = tuple(project.relative(file) for file in files.values())
    return NewPage(paths, "" if _name_in_nav(project, slug) else nav_line(slug))


def _require_name(slug: str, taken: Iterable[str], words: Translator) -> None:
    parts = slug.split("/")
    example = words("write it with small letters, digits and single hyphens, such as departure/contract")
    if slug.endswith(".md") or not all(_PART.fullmatch(part) for part in parts):
        raise ProjectError(words("'{slug}' is no name of a page", slug=slug), example)
    if parts[0] in _KEPT and (len(parts) > 1 or parts[0] in LOCALES):
        raise ProjectError(
            words("'{slug}' begins with '{part}', which is no chapter", slug=slug, part=parts[0]), example
        )
    if name_of_the_kit(slug):
        raise ProjectError(
            words("the name '{slug}' belongs to a part of the kit", slug=slug), words("choose another name")
        )
    if twin := twin_in_book(slug, taken):
        raise ProjectError(
            words("in the book '{slug}' and '{twin}' would have the same anchor", slug=slug, twin=twin),
            words("choose another name"),
        )
    if device := device_name(slug):
        raise ProjectError(
            words("Windows gives no file the name '{part}'", part=device), words("choose another name")
        )
    too_long = len(slug) > LIMITS.path_characters or max(map(len, parts)) > LIMITS.name_characters
    if too_long or len(parts) > MAX_DEPTH:
        raise ProjectError(
            words("'{slug}' is too long or too deep for a page", slug=slug),
            words(
                "use at most {depth} parts of {count} characters",
                depth=MAX_DEPTH,
                count=LIMITS.name_characters,
            ),
        )


def _require_free(project: Project, files: dict[str, Path], words: Translator) -> None:
    for locale, file in files.items():
        folder = project.docs / locale
        if file.exists() or file.is_symlink():
            raise ProjectError(
                words("{path} is there already", path=project.relative(file)),
                words("open it, or choose another name; nothing was changed"),
            )
        if not file.parent.resolve().is_relative_to(folder.resolve()):
            raise ProjectError(
                words("{path} does not lie below {folder}", path=project.relative(file), folder=folder.name),
                words("choose another folder"),
            )


def _title(title: str, slug: str, words: Translator) -> str:
    title = " ".join(title.split())
    if len(title) > MAX_TITLE:
        raise ProjectError(
            words("the title has {count} characters, at most {limit} fit", count=len(title), limit=MAX_TITLE),
            words("shorten it"),
        )
    return title or slug.rpartition("/")[2].replace("-", " ").capitalize()


def _texts(
    slug: str, titles: dict[str, str], audience: str, content: Content, today: dt.date
) -> dict[str, str]:
    picture = next(
        (name for name in _PREFERRED_PICTURES if name in content.pictures), min(content.pictures, default="")
    )
    critical = [contact.id for contact in content.data_files.data.contacts.values() if contact.critical]
    known = [*critical, *content.data_files.data.contacts]
    contact = f"\n/// contact | {known[0]}\n///\n" if known else ""
    texts: dict[str, str] = {}
    for locale in LOCALES:
        head = [
            f"title: {_quoted(titles[locale])}",
            f"summary: {first_summary(locale)}",
            f"audience: {audience}",
            *([f"picture: {picture}"] if picture else []),
            "keywords: []",
            "sources: []",
            f"last_reviewed: {today.isoformat()}",
            f"review_by: {add_months(today, REVIEW_MONTHS).isoformat()}",
        ]
        body = first_body(locale, picture or "picture", contact)
        if locale != SOURCE_LOCALE:
            source = parse_page(SOURCE_LOCALE, slug, "", texts[SOURCE_LOCALE])
            translation = parse_page(locale, slug, "", _page(head, body))
            head.append(f'source_digest: "{write_digest(source.sections, translation.sections)}"')
        texts[locale] = _page(head, body)
    return texts


def _page(head: list[str], body: str) -> str:
    return "\n".join(("---", *head, "---", "", body))


def _quoted(title: str) -> str:
    """Write a title so that YAML reads it as it is."""
    return json.dumps(title, ensure_ascii=False)


def _write_all(texts: dict[Path, str], project: Project, words: Translator) -> None:
    """Write every file, or none: what was made is removed when a later one fails."""
    made: list[Path] = []
    folders: list[Path] = []
    try:
        for file, text in texts.items():
            for folder in reversed([file.parent, *file.parent.parents]):
                if not folder.exists():
                    folder.mkdir()
                    folders.append(folder)
            with file.open("x", encoding="utf-8", newline="\n") as opened:
                made.append(file)
                opened.write(text)
    except OSError as error:
        for done in made:
            with suppress(OSError):
                done.unlink()
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise ProjectError(
            words(
                "{path} cannot be written: {reason}",
                path=project.relative(file),
                reason=error.strerror or type(error).__name__,
            ),
            words("check its permissions; nothing was changed"),
        ) from error


def _name_in_nav(project: Project, slug: str) -> bool:
    """Add the page to ``nav`` when that is safe; true when it is there."""
    settings = project.root / "mkdocs.yml"
    try:
        text = settings.read_bytes().decode("utf-8")
        changed = add_to_nav(text, slug)
        if changed is None:
            return False
        fresh = settings.with_name("mkdocs.yml.new")
        fresh.write_bytes(changed.encode())
        fresh.replace(settings)
    except (OSError, UnicodeDecodeError):
        return False
    return True
