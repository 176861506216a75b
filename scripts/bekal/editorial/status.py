"""How the work stands: translations, what ages, who was never called, which reviews are due, pages in numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bekal.config import LOCALES
from bekal.content.data import Age
from bekal.editorial.measures import measure_page
from bekal.editorial.report import Part, Report, Table
from bekal.editorial.translations import overview
from bekal.editorial.uses import find_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.content.data import Evidenced
    from bekal.content.reading import Content
    from bekal.editorial.uses import Uses
    from bekal.locale import Translator

REVIEW_NOTICE: Final = dt.timedelta(days=60)
"""How long before its day a review is named."""

MAX_PLACES: Final = 3
"""How many places of use are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One piece of evidence: a fact, a law, or one channel of a contact."""

    file: str
    identity: str
    name: str
    place: str
    evidence: Evidenced


def report_status(content: Content, today: dt.date, words: Translator) -> Report:
    """Tell how the work stands on ``today``."""
    entries = list(_entries(content, words))
    uses = find_uses(content)
    parts = (
        overview(content.catalogue, words),
        _ages(entries, uses, today, words),
        _never_called(content, words),
        _reviews(content, today, words),
        _numbers(content, words),
    )
    return Report(words("How Bekal stands on {day}", day=words.date(today)), parts, words.locale)


def _entries(content: Content, words: Translator) -> Iterator[_Entry]:
    """List what ages and is shown; channels that are never shown are left out."""
    files, data = content.data_files.files, content.data_files.data

    def place(file: str, identity: str) -> str:
        node = files[file].nodes.get(identity)
        return f"{files[file].path}:{node.line if node else 1}"

    for fact in data.facts.values():
        name = fact.name.in_locale(words.locale)
        yield _Entry("facts", fact.id, name, place("facts", fact.id), fact)
    for law in data.laws.values():
        name = law.short.in_locale(words.locale)
        yield _Entry("laws", law.id, name, place("laws", law.id), law)
    for contact in data.contacts.values():
        name = contact.name.in_locale(words.locale)
        for channel in contact.channels:
            if contact.status == "usable" and channel.is_number:
                yield _Entry(
                    "contacts",
                    contact.id,
                    f"{name}: {channel.printed}",
                    place("contacts", contact.id),
                    channel,
                )


def _ages(entries: list[_Entry], uses: Uses, today: dt.date, words: Translator) -> Part:
    names = {
        "facts": words("facts"),
        "laws": words("laws"),
        "contacts": words("numbers of contacts"),
    }
    rows = []
    for file, name in names.items():
        of_file = [entry.evidence for entry in entries if entry.file == file]
        counts = [sum(evidence.age(today) is age for evidence in of_file) for age in Age]
        undated = sum(evidence.confirmed_on is None for evidence in of_file)
        counts[list(Age).index(Age.EXPIRED)] -= undated
        rows.append((name, *map(str, counts), str(undated)))
    counted = Table(
        (words("what"), words("fresh"), words("ageing"), words("expired"), words("without a date")),
        tuple(rows),
        frozenset({1, 2, 3, 4}),
    )
    old = sorted(
        (entry for entry in entries if entry.evidence.age(today) is not Age.FRESH),
        key=lambda entry: (
            (entry.file, entry.identity) not in uses,
            entry.evidence.expires_on or dt.date.max,
            entry.place,
        ),
    )
    if not old:
        return Part(words("What ages"), (counted, words("Nothing is ageing or expired.")))
    listed = Table(
        (words("state"), words("entry"), words("name"), words("source"), words("place"), words("used")),
        tuple(
            (
                state_words(entry.evidence, today, words),
                entry.identity,
                entry.name,
                ", ".join(entry.evidence.source),
                entry.place,
                places_of_use(uses.get((entry.file, entry.identity), []), words),
            )
            for entry in old
        ),
    )
    return Part(words("What ages"), (counted, listed))


def state_words(evidence: Evidenced, today: dt.date, words: Translator) -> str:
    """Say how old evidence is, and when it expires or did."""
    if evidence.confirmed_on is None:
        return words("without a date")
    if evidence.expires_on is None:
        return words("of the past, does not age")
    if evidence.age(today) is Age.EXPIRED:
        since = words("expired on {day}", day=words.date(evidence.expires_on))
        if evidence.looked_on is None:
            return since
        return words("{since}, nothing newer on {day}", since=since, day=words.date(evidence.looked_on))
    if evidence.age(today) is Age.FRESH:
        return words("fresh, expires on {day}", day=words.date(evidence.expires_on))
    return words("ageing, expires on {day}", day=words.date(evidence.expires_on))


def places_of_use(places: list[tuple[str, int]], words: Translator) -> str:
    """Name the first places where something is used, and count the rest."""
    if not places:
        return words("nowhere")
    shown = ", ".join(f"{path}:{line}" for path, line in places[:MAX_PLACES])
    more = len(places) - MAX_PLACES
    return words("{places} and {count} more", places=shown, count=more) if more > 0 else shown


def _never_called(content: Content, words: Translator) -> Part:
    heading = words("Contacts that were never called")
    silent = [
        contact
        for contact in content.data_files.data.contacts.values()
        if contact.buttons and not contact.was_called
    ]
    if not silent:
        return Part(heading, (words("Every number that is shown as a button was called."),))
    silent.sort(key=lambda contact: not contact.critical)
    rows = tuple(
        (
            words("on the emergency page") if contact.critical else "",
            contact.id,
            contact.name.in_locale(words.locale),
            ", ".join(channel.printed for channel in contact.buttons if channel.confirmed_by != "call"),
        )
        for contact in silent
    )
    critical = sum(contact.critical for contact in silent)
    return Part(
        heading,
        (
            words(
                "{count} contacts, {critical} of them on the emergency page: a release needs a call for each of those.",
                count=len(silent),
                critical=critical,
            ),
            Table((words("critical"), words("entry"), words("name"), words("number")), rows),
        ),
    )


def _reviews(content: Content, today: dt.date, words: Translator) -> Part:
    heading = words("Reviews that are due")
    due = sorted(
        (
            (page.front_matter.review_by, page.path)
            for locale in LOCALES
            for page in content.catalogue.pages(locale)
            if page.front_matter.review_by <= today + REVIEW_NOTICE
        ),
    )
    if not due:
        return Part(heading, (words("No review is due within {days} days.", days=REVIEW_NOTICE.days),))
    rows = tuple(
        (
            words("since {day}", day=words.date(day))
            if day <= today
            else words("on {day}", day=words.date(day)),
            path,
        )
        for day, path in due
    )
    return Part(heading, (Table((words("due"), words("page")), rows),))


def _numbers(content: Content, words: Translator) -> Part:
    rows = []
    for locale in LOCALES:
        for page in content.catalogue.pages(locale):
            found = measure_page(page)
            longest = (
                f"{words.number(found.longest_sentence)} ({words('line {line}', line=found.longest_line)})"
            )
            rows.append(
                (
                    page.path,
                    words.number(found.words),
                    words.number(round(found.mean_sentence, 1)),
                    longest if found.longest_sentence else "0",
                    words.number(found.sourced),
                )
            )
    columns = (
        words("page"),
        words("words"),
        words("mean sentence"),
        words("longest sentence"),
        words("sourced statements"),
    )
    note = words("Sourced statements are references to facts and laws, and contacts.")
    if not rows:
        return Part(words("Pages in numbers"), (words("There is no page yet."),))
    return Part(words("Pages in numbers"), (Table(columns, tuple(rows), frozenset({1, 2, 3, 4})), note))
