"""Numbers and addresses that must never be printed, wherever they stand and however they are written.

Pages and data files are looked at as a whole, with comments and notes, because what stands there is copied.
How a disguised number is found is ``content.blocked_numbers``; the built files have the same question asked by their
audit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bekal.checks.ages import shown_contacts
from bekal.checks.rules import rule
from bekal.content.blocked_numbers import BlockList
from bekal.content.blocks import Problem
from bekal.content.data import Display
from bekal.content.data_files import DataFile
from bekal.content.values import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.blocked_numbers import Blocked
    from bekal.content.catalogue import Page
    from bekal.content.data import Channel, Contact
    from bekal.content.strict_yaml import Node

HOME: Final = "blocked-numbers"
"""The one file that names them."""


_TELLING: Final = re.compile(r"\d|[@.](?=\w)|dot|titik|\bat\b", re.IGNORECASE)


@rule("page", "data")
def check_blocked_number(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """A number or address of `docs/data/blocked-numbers.yml` stands nowhere else, in no disguise.

    Why: people in trouble call what they find; behind these numbers nobody helps, or somebody harms.

    Wrong::

        Hotline: 0811 1112 9129

    Right::

        /// contact | sapa-129
        ///

    Fix: write what the message names instead, or leave the number out. This rule cannot be waived.
    """
    blocked = block_list(context)
    if not isinstance(file, DataFile):
        yield from _in_page(file, blocked, context)
    elif file.name != HOME:
        yield from _in_data_file(file, blocked, context)


def block_list(context: Context) -> BlockList:
    """Give what is blocked, made ready once."""
    if HOME not in context.shared:
        context.shared[HOME] = BlockList(context.data.blocked_numbers.values())
    blocked: BlockList = context.shared[HOME]
    return blocked


def _in_page(page: Page, blocked: BlockList, context: Context) -> Iterator[Problem]:
    """Look at the whole text, comments and code included, at the front matter, and at the rows of contacts."""
    for found in blocked.find(page.body):
        yield _problem(found, page.body, *_place(page.body, found.start, page.body_line))
    for node, found in _in_values(page.node, blocked) if page.node else ():
        yield _problem(found, str(node.value), node.line, node.column)
    rows = [block for block in page.blocks if block.name == "contact" and block.body.strip()]
    for block in rows:
        for contact in shown_contacts(block, context):
            for channel in contact.channels:
                if contact.display(channel) is not Display.HIDDEN:
                    for found in blocked.find_labels(channel.value, block.body):
                        yield _problem(found, channel.value, block.body_line, 1, channel.printed)


def _in_data_file(file: DataFile, blocked: BlockList, context: Context) -> Iterator[Problem]:
    """Look at the file as it is written, comments included; then at what only its values show."""
    written = set()
    for found in blocked.find(file.text, labels=False):
        line, column = _place(file.text, found.start, 1)
        written.add((line, found.entry.id))
        yield _problem(found, file.text, line, column)
    if file.root is not None and (blocked.has_labels or "\\" in file.text):
        for node, found in _in_values(file.root, blocked):
            if (node.line, found.entry.id) not in written:
                yield _problem(found, str(node.value), node.line, node.column)
    if file.name == "contacts":
        for identity, contact in context.data.contacts.items():
            yield from _in_contact(contact, file.nodes[identity], blocked)


def _in_values(root: Node, blocked: BlockList) -> Iterator[tuple[Node, Blocked]]:
    """Look at each text below ``root``; at all of them together first, for nearly always nothing is there."""
    nodes = list(_values(root))
    if blocked.find_in_any(str(node.value) for node in nodes):
        for node in nodes:
            for found in blocked.find(str(node.value)):
                yield node, found


def _values(node: Node) -> Iterator[Node]:
    """Give each text with a digit or an address below ``node``."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current.value, str):
            if _TELLING.search(current.value):
                yield current
        elif isinstance(current.value, list):
            waiting += current.value
        elif isinstance(current.value, dict):
            waiting += current.value.values()


def _in_contact(contact: Contact, node: Node, blocked: BlockList) -> Iterator[Problem]:
    """Look at the words that are printed around a number: the name, the hours, the label."""
    channels = node.child("channels")
    for position, channel in enumerate(contact.channels):
        place = channels.child(position) if channels else None
        value = place.child("value") if place else None
        if value is not None and contact.display(channel) is not Display.HIDDEN:
            for found in blocked.find_labels(channel.value, _beside(contact, channel)):
                yield _problem(found, channel.value, value.line, value.column)


def _beside(contact: Contact, channel: Channel) -> str:
    texts = [text for text in (contact.name, contact.hours, channel.label) if text is not None]
    return " \n ".join(part for text in texts for part in (text.id, text.en))


def _place(text: str, index: int, first_line: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + first_line, index - text.rfind("\n", 0, index)


def _problem(found: Blocked, text: str, line: int, column: int, shown: str = "") -> Problem:
    entry = found.entry
    written = shown or " ".join(text[found.start : found.end].split())
    thing = "number" if entry.kind == "number" else "address"
    why = entry.why.en if isinstance(entry.why, Text) else entry.why
    instead = entry.instead.en if isinstance(entry.instead, Text) else entry.instead
    if found.label:
        message = f"the {thing} '{written}' must not stand beside '{found.label}': {why}"
        fix = instead or f"leave out '{found.label}' or the {thing}"
    else:
        message = f"the {thing} '{written}' is blocked: {why}"
        fix = f"instead: {instead}" if instead else "leave it out; write a contact of docs/data/contacts.yml"
    return Problem(line, column, message, fix)
