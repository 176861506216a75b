"""Waivers: findings that may stand for a while, with a reason and an end, and what must hold for them.

A waiver that keeps to the rules turns what it covers into a warning that says so; one that does not changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import RULES, rule
from bekal.content.blocks import Problem
from bekal.content.likeness import suggest
from bekal.content.safeguards import LEAST_REASON, MAX_WAIVED_DAYS, MAX_WAIVERS
from bekal.findings import Severity
from bekal.locale import translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bekal.checks.rules import Context
    from bekal.content.data_files import DataFile
    from bekal.content.safeguards import Waiver
    from bekal.content.strict_yaml import Node
    from bekal.findings import Finding

EMERGENCY: Final = "complaints/emergency"
"""The page whose numbers a release cannot do without."""
_NEVER_WAIVED: Final = frozenset({"blocked-number", "never-stated"})
_STRUCTURE: Final = (
    *("data-", "file-", "front-matter-", "waiver-", "block-", "reference-", "html-", "link-", "anchor-"),
    *("page-name-wrong", "page-empty", "page-unfinished", "translation-missing", "contacts-empty"),
    *("contact-unknown", "fact-unknown", "law-unknown", "term-unknown", "source-unknown", "picture-unknown"),
)
"""Beginnings of rules without which a page cannot be built, or would harm who opens it."""
_WORDS: Final = translator("en")


@rule("waivers")
def check_waiver_too_many(file: DataFile, context: Context) -> Iterator[Problem]:
    """There are at most five waivers at a time.

    Why: what is waived does not get mended; more than five is a decision nobody took.

    Wrong::

        six entries in docs/data/waivers.yml

    Right::

        five entries, and the sixth page mended

    Fix: mend what one of them covers, and remove its entry.
    """
    for position, (_, node) in enumerate(_entries(file, context), start=1):
        if position > MAX_WAIVERS:
            yield Problem(
                node.line,
                node.column,
                f"this is waiver {position}, at most {MAX_WAIVERS} are given at a time",
                "mend what one of them covers, and remove it",
            )


@rule("waivers")
def check_waiver_reason(file: DataFile, context: Context) -> Iterator[Problem]:
    """A waiver says why, in at least twenty characters.

    Why: the reason is printed on the page, and the next editor decides by it.

    Wrong::

        reason: nanti

    Right::

        reason: Kantor belum menjawab surat kami tanggal 2 November.

    Fix: write what you wait for, and from whom.
    """
    for waiver, node in _entries(file, context):
        letters = sum(character.isalpha() for character in waiver.reason)
        if len(waiver.reason) < LEAST_REASON or letters < LEAST_REASON // 2:
            place = node.child("reason") or node
            found = (
                f"{len(waiver.reason)} characters, at least {LEAST_REASON} say something"
                if len(waiver.reason) < LEAST_REASON
                else f"{letters} letters, it must be words"
            )
            yield Problem(
                place.line, place.column, f"the reason has {found}", "write what you wait for, and from whom"
            )


@rule("waivers")
def check_waiver_until(file: DataFile, context: Context) -> Iterator[Problem]:
    """A waiver ends at most ninety days after it was given, and has not ended.

    Why: a waiver without an end is a rule less.

    Wrong::

        given_on: 2026-11-24
        until: 2027-11-24

    Right::

        given_on: 2026-11-24
        until: 2027-02-01

    Fix: mend what it covers and remove the entry; only when there is a new reason, give a new waiver.
    """
    for waiver, node in _entries(file, context):
        days = (waiver.until - waiver.given_on).days
        if waiver.given_on > context.today:
            key, message = (
                "given_on",
                f"this waiver is given on {_WORDS.date(waiver.given_on)}, which is still to come",
            )
            fix = "write the day on which it was given"
        elif days < 0:
            key, message, fix = "until", "this waiver ends before it was given", "write a later day"
        elif days > MAX_WAIVED_DAYS:
            key, message = "until", f"this waiver lasts {days} days, at most {MAX_WAIVED_DAYS} are given"
            fix = "write an earlier day"
        elif waiver.until < context.today:
            key, message = "until", f"this waiver ended on {_WORDS.date(waiver.until)}"
            fix = "mend what it covers, and remove it"
        else:
            continue
        place = node.child(key) or node
        yield Problem(place.line, place.column, message, fix)


@rule("waivers")
def check_waiver_target(file: DataFile, context: Context) -> Iterator[Problem]:
    """A waiver names a rule that exists and may be waived, and the path of a page or data file that exists.

    Why: blocked numbers and claims that are never stated harm people on every day of a waiver.

    Wrong::

        rule: blocked-number
        page: departure/documents

    Right::

        rule: sentence-long
        page: docs/id/departure/documents.md

    Fix: write the name of the rule as it stands in brackets in the finding, and the path as the finding prints it.
    """
    paths = _paths(context)
    for waiver, node in _entries(file, context):
        place = node.child("rule") or node
        if waiver.rule not in RULES:
            near = suggest(waiver.rule, RULES)
            fix = f"did you mean '{near}'?" if near else "write the name that the finding has in brackets"
            yield Problem(place.line, place.column, f"there is no rule '{waiver.rule}'", fix)
        elif not is_waivable(waiver.rule):
            yield Problem(
                place.line,
                place.column,
                f"the rule '{waiver.rule}' is never waived",
                "mend the page, and remove this",
            )
        if waiver.page not in paths:
            place = node.child("page") or node
            near = suggest(waiver.page, paths)
            fix = f"did you mean '{near}'?" if near else "write it as `docs/id/departure/documents.md`"
            yield Problem(place.line, place.column, f"there is no page '{waiver.page}'", fix)


@rule("waivers", severity=Severity.WARNING)
def check_waiver_unused(file: DataFile, context: Context) -> Iterator[Problem]:
    """A waiver covers a finding that is still there.

    Why: the waiver is printed on its page, and readers would wonder about something that is mended.

    Wrong::

        a waiver for sentence-long on a page whose sentences are short

    Right::

        no such entry any more

    Fix: remove the entry.
    """
    for waiver, node in _entries(file, context):
        is_sound = waiver.rule in RULES and is_waivable(waiver.rule) and waiver.page in _paths(context)
        if is_sound and not any(waiver.covers(found.rule, found.path) for found in context.findings):
            yield Problem(
                node.line,
                node.column,
                f"there is no '{waiver.rule}' to waive in {waiver.page}",
                "remove this waiver",
            )


def is_waivable(rule: str) -> bool:
    """Whether findings of ``rule`` may be waived at all."""
    return rule not in _NEVER_WAIVED and not rule.startswith(_STRUCTURE)


def apply_waivers(context: Context, about_waivers: Iterable[Finding]) -> list[Finding]:
    """Give the findings of ``context``, those that a valid waiver covers as warnings with its reason.

    ``about_waivers`` are the findings about the waivers themselves: a waiver with an error changes nothing.
    """
    file = context.content.data_files.files.get("waivers")
    if file is None:
        return list(context.findings)
    wrong = {found.line for found in about_waivers if found.severity is Severity.ERROR}
    valid = [waiver for waiver, node in _entries(file, context) if not wrong & _lines(node)]
    return [_waived(found, valid, context) for found in context.findings]


def _waived(found: Finding, waivers: list[Waiver], context: Context) -> Finding:
    waiver = next((waiver for waiver in waivers if waiver.covers(found.rule, found.path)), None)
    urgent = context.release and found.rule == "contact-expired" and found.path.endswith(f"/{EMERGENCY}.md")
    if waiver is None or urgent:
        return found
    note = f"(waived until {_WORDS.date(waiver.until)}: {waiver.reason})"
    return replace(found, message=f"{found.message} {note}", severity=Severity.WARNING)


def _entries(file: DataFile, context: Context) -> list[tuple[Waiver, Node]]:
    """The sound waivers with their places, in the order of the file."""
    return [(waiver, file.nodes[identity]) for identity, waiver in context.data.waivers.items()]


def _paths(context: Context) -> list[str]:
    """List every page and data file."""
    files = context.content.data_files.files.values()
    return [*(page.path for page in context.catalogue.every_page), *(file.path for file in files)]


def _lines(node: Node) -> set[int]:
    children = node.value.values() if isinstance(node.value, dict) else ()
    return {node.line, *(child.line for child in children)}
