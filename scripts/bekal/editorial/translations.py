"""What a translation still lacks: for each section the change of the source, then the line that says it is done.

Whether a translation follows its source is decided in ``content.following``; here it is only told.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from bekal.config import LOCALES, SOURCE_LOCALE
from bekal.content.following import Kind, follow
from bekal.content.likeness import suggest
from bekal.editorial.history import find_earlier
from bekal.editorial.report import Listing, Part, Report, Table
from bekal.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bekal.content.catalogue import Catalogue, Page
    from bekal.content.following import Change, Following
    from bekal.content.sections import Section
    from bekal.editorial.history import Earlier
    from bekal.locale import Translator


def report_translations(root: Path, catalogue: Catalogue, wanted: str, words: Translator) -> Report:
    """Tell what the translations lack; ``wanted`` names one page, or is empty for all that are behind.

    Raises ``ProjectError`` when there is no page ``wanted``.
    """
    pairs = list(_pairs(catalogue))
    if wanted:
        slug = page_name(wanted)
        pairs = [pair for pair in pairs if pair[1].slug == slug]
        if not pairs:
            raise _unknown(slug, catalogue, words)
    states = [(source, translation, follow(source, translation)) for source, translation in pairs]
    parts = [
        part
        for source, translation, following in states
        if wanted or not following.is_in_step
        for part in _parts(root, source, translation, following, words)
    ]
    if not parts:
        parts = [Part(words("Translations"), (words("Every translation follows its source page."),))]
    return Report(words("What to translate"), tuple(parts), words.locale)


def page_name(written: str) -> str:
    """Give the slug that somebody means by a slug, or by the path of a page's file."""
    name = written.strip().replace("\\", "/").strip("/").removeprefix("./").removesuffix(".md")
    for locale in LOCALES:
        name = name.removeprefix(f"docs/{locale}/")
    return name


def _pairs(catalogue: Catalogue) -> Iterator[tuple[Page, Page]]:
    for source in catalogue.pages(SOURCE_LOCALE):
        for locale in LOCALES:
            translation = catalogue.page(locale, source.slug)
            if locale != SOURCE_LOCALE and translation is not None:
                yield source, translation


def _unknown(slug: str, catalogue: Catalogue, words: Translator) -> ProjectError:
    broken = [page for locale in LOCALES if (page := catalogue.any_page(locale, slug)) is not None]
    if broken:
        return ProjectError(
            words("the page '{page}' cannot be compared: it is not sound in every language", page=slug),
            words("run `bekal check` and mend what it names, or write the missing page"),
        )
    near = suggest(slug, catalogue.slugs[SOURCE_LOCALE])
    return ProjectError(
        words("there is no page '{page}'", page=slug),
        words("did you mean '{near}'?", near=near)
        if near
        else words("write its path below docs/id, such as departure/documents"),
    )


def _parts(
    root: Path, source: Page, translation: Page, following: Following, words: Translator
) -> Iterator[Part]:
    yield Part(translation.path, (_state(source, following, words), *_counts(following, words)))
    if following.accepted is None:
        for ours in following.source:
            yield Part(_title(ours, words), (Listing(ours.text, "markdown"),), 3)
    else:
        earlier = find_earlier(
            root, source, (change.accepted.source for change in following.changes if change.accepted)
        )
        for change in following.changes:
            yield _change_part(change, earlier, source, words)
    if not following.is_in_step:
        yield Part(words("When the translation is done"), tuple(_ending(translation, following, words)), 3)


def _state(source: Page, following: Following, words: Translator) -> str:
    if following.is_in_step:
        return words("This translation follows {path}.", path=source.path)
    if following.is_old_form:
        return words(
            "This translation has one digest for the whole page, in the old form. Compare every section with {path}.",
            path=source.path,
        )
    if following.accepted is None:
        return words(
            "This translation does not say which text it follows. Compare every section with {path}.",
            path=source.path,
        )
    return words("{path} has changed since this translation.", path=source.path)


def _counts(following: Following, words: Translator) -> Iterator[str]:
    if len(following.source) != len(following.translation):
        yield words(
            "The source has {source} sections, the translation {translation}: first give both the same `##` headings.",
            source=len(following.source),
            translation=len(following.translation),
        )


def _change_part(change: Change, earlier: dict[str, Earlier], source: Page, words: Translator) -> Part:
    if change.source is None:
        title = words("Gone: {title}", title=_title(change.translation, words))
    else:
        title = {
            Kind.ADDED: words("New: {title}", title=_title(change.source, words)),
            Kind.MOVED: words("Moved: {title}", title=_title(change.source, words)),
        }.get(change.kind, words("Changed: {title}", title=_title(change.source, words)))
    before = earlier.get(change.accepted.source) if change.accepted else None
    content: list[str | Listing] = [_places(change, source, words)]
    if change.kind is Kind.MOVED:
        content.append(words("Its words are the same. Move the translation to the same place."))
    elif before is not None:
        content.append(
            words(
                "The text that was translated is of {day} ({commit}).", day=before.day, commit=before.commit
            )
        )
        content.append(Listing(_difference(before.section, change.source), "diff"))
    elif change.source is not None:
        if change.kind is Kind.CHANGED:
            content.append(words("The text that was translated was not found. This is the present one."))
        content.append(Listing(change.source.text, "markdown"))
    if change.is_untranslated:
        content.append(
            words(
                "A number, a reference or a word such as *jangan* changed here. Translate this section first."
            )
        )
    return Part(title, tuple(content), 3)


def _places(change: Change, source: Page, words: Translator) -> str:
    ours, theirs = change.source, change.translation
    if ours is not None and theirs is not None:
        return words(
            "Source: {path}, line {line}. Translation: line {other}.",
            path=source.path,
            line=ours.line,
            other=theirs.line,
        )
    if ours is not None:
        return words("Source: {path}, line {line}.", path=source.path, line=ours.line)
    if theirs is not None:
        return words("The source no longer has this section. Translation: line {other}.", other=theirs.line)
    return words("The source no longer has this section.")


def _difference(before: Section, now: Section | None) -> str:
    """Write the unified difference of a section; the empty text stands for one that is gone."""
    lines = difflib.unified_diff(
        before.text.split("\n"), now.text.split("\n") if now else [], lineterm="", n=3
    )
    return "\n".join(list(lines)[2:])


def _ending(translation: Page, following: Following, words: Translator) -> Iterator[str | Listing]:
    digest = following.digest
    if digest is not None:
        yield words(
            "Compare both languages once more. Then write this line into {path}:", path=translation.path
        )
        yield Listing(f'source_digest: "{digest}"', "yaml")
        return
    yield words("The line for {path} is withheld.", path=translation.path)
    for change in following.untranslated:
        yield words("Translate this section first: {title}", title=_title(change.source, words))
    yield from _counts(following, words)


def _title(section: Section | None, words: Translator) -> str:
    if section is None:
        return words("a section whose name is not known")
    return section.title or words("the beginning (title, summary and first lines)")


def overview(catalogue: Catalogue, words: Translator) -> Part:
    """Tell in one table how each translation stands."""
    rows = []
    for slug in catalogue.slugs[SOURCE_LOCALE]:
        for locale in LOCALES:
            if locale != SOURCE_LOCALE:
                state = _short_state(catalogue, locale, slug, words)
                if state:
                    rows.append((f"docs/{locale}/{slug}.md", state))
    behind = len(rows)
    for locale in LOCALES:
        known = set(catalogue.slugs[SOURCE_LOCALE])
        rows += [
            (f"docs/{locale}/{slug}.md", words("has no source page"))
            for slug in catalogue.slugs[locale]
            if slug not in known
        ]
    total = len(catalogue.slugs[SOURCE_LOCALE]) * (len(LOCALES) - 1)
    if not rows:
        return Part(words("Translations"), (words("Every translation follows its source page."),))
    table = Table((words("page"), words("state")), tuple(rows))
    hint = words("What to translate: `bekal status --translations`")
    counted = words("{count} of {total} translations need work.", count=behind, total=total)
    return Part(words("Translations"), (counted, table, hint))


def _short_state(catalogue: Catalogue, locale: str, slug: str, words: Translator) -> str:
    source, translation = catalogue.page(SOURCE_LOCALE, slug), catalogue.page(locale, slug)
    if catalogue.any_page(locale, slug) is None:
        return words("missing")
    if source is None or translation is None:
        return words("cannot be read")
    following = follow(source, translation)
    if following.is_in_step:
        return ""
    if following.accepted is None:
        return words("does not say which text it follows")
    titles = [_title(change.source or change.translation, words) for change in following.changes]
    return words("{count} sections: {titles}", count=len(titles), titles="; ".join(titles))
