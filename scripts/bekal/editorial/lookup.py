"""One entry of the data by name: what it says, where that comes from, how old it is, and every place that uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bekal.content.citations import evidence_date, fact_words
from bekal.content.data import Contact, Display, Fact, Law, Source, Term
from bekal.content.likeness import suggest
from bekal.editorial.report import Part, Report, Table
from bekal.editorial.status import state_words
from bekal.editorial.uses import find_uses
from bekal.errors import ProjectError
from bekal.locale import translator

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bekal.content.data import Data, Evidenced
    from bekal.content.reading import Content
    from bekal.locale import Translator

LOOKED_UP: Final = ("facts", "contacts", "laws", "terms", "sources")
"""The files in which a name is looked up, in this order."""

_SCHEMES: Final = ("fact:", "law:", "term:", "contact:", "source:")
MAX_NEAR: Final = 10


def report_entry(content: Content, written: str, today: dt.date, words: Translator) -> Report:
    """Tell everything about the entries called ``written``: an id, as it stands or as a reference names it.

    Raises ``ProjectError`` when there is none, and says which one was probably meant.
    """
    name = _plain_name(written)
    data = content.data_files.data
    found = [(file, entry) for file in LOOKED_UP if (entry := _by_id(data, file).get(name)) is not None]
    if not found:
        raise _unknown(name, content, words)
    uses = find_uses(content)
    parts = []
    for file, entry in found:
        data_file = content.data_files.files[file]
        place = f"{data_file.path}:{data_file.nodes[name].line}"
        rows = [(words("stands in"), place), *_rows(entry, today, data, words)]
        parts.append(Part(_heading(entry, words), (Table((words("what"), words("value")), tuple(rows)),)))
        places = uses.get((file, name), [])
        used = tuple((f"{path}:{line}",) for path, line in places)
        parts.append(
            Part(
                words("Used in {count} places", count=len(places)),
                (Table((words("place"),), used) if used else words("No page uses it."),),
                3,
            )
        )
    return Report(name, tuple(parts), words.locale)


def _plain_name(written: str) -> str:
    name = written.strip().removeprefix("[[").removesuffix("]]").strip()
    for scheme in _SCHEMES:
        name = name.removeprefix(scheme)
    return name.partition("#")[0]


def _by_id(data: Data, file: str) -> dict[str, Contact | Fact | Law | Source | Term]:
    entries: dict[str, Contact | Fact | Law | Source | Term] = getattr(data, file)
    return entries


def _unknown(name: str, content: Content, words: Translator) -> ProjectError:
    files = content.data_files.files
    broken = next(
        (files[file] for file in LOOKED_UP if file in files and name in (files[file].ids or ())), None
    )
    if broken is not None:
        return ProjectError(
            words("'{name}' in {path} has a mistake and cannot be shown", name=name, path=broken.path),
            words("run `bekal check` and mend what it names"),
        )
    known = sorted({identity for file in LOOKED_UP for identity in _by_id(content.data_files.data, file)})
    near = suggest(name.lower(), known)
    holding = [identity for identity in known if name and name.lower() in identity]
    if near and near not in holding:
        holding.insert(0, near)
    message = words("there is no '{name}' in docs/data", name=name)
    if not holding:
        return ProjectError(
            message, words("look into {files}", files=", ".join(f"{file}.yml" for file in LOOKED_UP))
        )
    return ProjectError(message, words("did you mean '{near}'?", near="', '".join(holding[:MAX_NEAR])))


def _heading(entry: object, words: Translator) -> str:
    if isinstance(entry, Fact):
        return words("Fact: {name}", name=entry.name.in_locale(words.locale))
    if isinstance(entry, Contact):
        return words("Contact: {name}", name=entry.name.in_locale(words.locale))
    if isinstance(entry, Law):
        return words("Law: {name}", name=entry.short.in_locale(words.locale))
    if isinstance(entry, Term):
        return words("Term: {name}", name=entry.short.in_locale(words.locale))
    return words("Source: {name}", name=entry.title if isinstance(entry, Source) else "")


def _rows(entry: object, today: dt.date, data: Data, words: Translator) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Fact):
        for locale in ("id", "en"):
            yield words("value ({locale})", locale=locale), fact_words(entry, translator(locale))
        if entry.law:
            yield words("rests on"), entry.law
        yield from _evidence(entry, today, data, words)
    elif isinstance(entry, Law):
        yield words("title"), entry.title.in_locale(words.locale)
        yield words("articles"), ", ".join(article.number for article in entry.articles) or words("none")
        yield from _evidence(entry, today, data, words)
    elif isinstance(entry, Contact):
        yield (
            words("status"),
            entry.status + (f", {words('on the emergency page')}" if entry.critical else ""),
        )
        for channel in entry.channels:
            shown = {
                Display.BUTTON: words("shown as a button"),
                Display.TEXT: words("shown as text"),
                Display.HIDDEN: words("not shown"),
            }[entry.display(channel)]
            yield channel.type, f"{channel.printed} ({shown}; {_seen(channel, today, words)})"
            yield words("source"), ", ".join(channel.source)
    elif isinstance(entry, Term):
        yield words("written out"), entry.long.in_locale(words.locale)
        yield words("explained"), entry.explained.in_locale(words.locale)
    elif isinstance(entry, Source):
        yield words("publisher"), entry.publisher
        yield words("published"), entry.published_on or words("without a date")
        if entry.url:
            yield words("address"), entry.url


def _evidence(
    evidence: Evidenced, today: dt.date, data: Data, words: Translator
) -> Iterator[tuple[str, str]]:
    titles = [
        f"{identity} ({source.title})" if (source := data.sources.get(identity)) else identity
        for identity in evidence.source
    ]
    yield words("source"), "; ".join(titles)
    yield words("state"), _seen(evidence, today, words)


def _seen(evidence: Evidenced, today: dt.date, words: Translator) -> str:
    by = {"call": words("confirmed by a call"), "document": words("seen in a document")}[
        evidence.confirmed_by
    ]
    if evidence.confirmed_on is None:
        return f"{by}, {state_words(evidence, today, words)}"
    return f"{by}, {evidence_date(evidence, words)}; {state_words(evidence, today, words)}"
