"""Who helps: the contact card, the emergency row, the directory, and the dial buttons that templates use too."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from bekal.content.block_items.contacts import parse_contacts
from bekal.content.block_items.items import Item, parse_items
from bekal.content.citations import call_state, channel_words, evidence_date, seen_words
from bekal.content.data import Age, Channel, Contact, Display
from bekal.content.markdown.elements import BlockElement, add, add_picture, block_element

if TYPE_CHECKING:
    from bekal.content.blocks import Block
    from bekal.content.markdown.context import PageContext


HOME_COUNTRY: Final = "ID"
"""Where BP3MI and the village office can be asked."""


@block_element
class ContactElement(BlockElement):
    """One contact: a card, or a compact row when the block says in which situation to call."""

    NAME = "contact"
    TAG = "section"
    CLASS = "contact"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the card or the row; an unknown contact stays as its plain name."""
        identity, reach = (*parsed.arguments, "", "")[:2]
        contact = self.context.data.contacts.get(identity)
        items, _ = parse_items(parsed)
        if contact is None:
            element.attrib.clear()
            element.text = identity
        elif items:
            _fill_row(element, contact, reach, items[0], self.context)
        else:
            _fill_card(element, contact, reach, self.context)


@block_element
class ContactsElement(BlockElement):
    """A directory: the card of every contact that fits, in the order of the data."""

    NAME = "contacts"
    CLASS = "directory"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the cards."""
        choice, _ = parse_contacts(parsed)
        for contact in self.context.data.contacts.values():
            if choice.fits(contact):
                _fill_card(add(element, "section", class_="contact"), contact, "", self.context)


def _fill_card(element: ET.Element, contact: Contact, reach: str, context: PageContext) -> None:
    """Write the card of a contact: made once, and copied after."""
    known = context.cards.get((contact.id, reach))
    if known is None:
        known = ET.Element("section")
        _write_card(known, contact, reach, context)
        context.cards[contact.id, reach] = known
    element.extend(deepcopy(part) for part in known)


def _write_card(element: ET.Element, contact: Contact, reach: str, context: PageContext) -> None:
    """Write who it is, for whom, how to call, and how sure that is; without a number, a line to write on."""
    add(element, "h3", contact.name.in_locale(context.locale))
    add(element, "p", contact.serves.in_locale(context.locale))
    if contact.area is not None:
        add(element, "p", context.translate("Area: {area}", area=contact.area.in_locale(context.locale)))
    contact_buttons(element, contact, reach, context)
    _uncertain_numbers(element, contact, reach, context)
    words = [contact.owner.in_locale(context.locale)] if contact.owner else []
    words.append(
        call_state(contact, context.translate) if contact.buttons else without_number(contact, context)
    )
    meta = add(element, "p", " ".join(part for part in words if part), class_="meta")
    expiry = min((channel.expires_on for channel in contact.buttons if channel.expires_on), default=None)
    if expiry:
        meta.set("data-expires", expiry.isoformat())
    if not contact.buttons:
        add(element, "div", class_="write")


def _fill_row(element: ET.Element, contact: Contact, reach: str, item: Item, context: PageContext) -> None:
    """Write the compact row of the emergency page: situation and buttons, or what to do without a number."""
    element.set("class", "row")
    header = add(element, "header")
    add_picture(header, item.picture)
    words = add(header, "div")
    add(words, "h3", item.title)
    state = "" if contact.was_called or not contact.buttons else f" {context.translate('Not called yet.')}"
    add(words, "p", item.text + state)
    if contact.buttons:
        # Two numbers to dial differ only in what their labels say: from where they can be called.
        shown = contact.shown_numbers(reach, in_row=True)
        is_labelled = len(shown) > 1 and not any(channel_words(one, context.translate) for one in shown)
        calls = add(element, "div", class_="calls labelled" if is_labelled else "calls")
        contact_buttons(calls, contact, reach, context, compact=True)
    else:
        add(element, "p", without_number(contact, context), class_="untested")


def without_number(contact: Contact, context: PageContext) -> str:
    """Say what to do when no number of ``contact`` is printed."""
    if contact.when_no_number is not None:
        return contact.when_no_number.in_locale(context.locale)
    return context.translate("The number is not certain, so we do not print it. Ask at the village office.")


def contact_buttons(
    parent: ET.Element, contact: Contact, reach: str, context: PageContext, *, compact: bool = False
) -> None:
    """Add a dial button for each number of ``contact`` that is certain enough; ``reach`` may choose among them.

    ``compact`` leaves the label of a second number out where its kind tells enough, so that two fit side by side.
    """
    for place, channel in enumerate(contact.shown_numbers(reach, in_row=True)):
        second = place > 0
        _button(parent, contact, channel, context, second=second, compact=compact and second)


def _button(
    parent: ET.Element,
    contact: Contact,
    channel: Channel,
    context: PageContext,
    *,
    second: bool,
    compact: bool,
) -> None:
    link = add(parent, "a", class_="call second" if second else "call", href=channel.link)
    add(link, "i", data_sign="chat" if channel.type == "whatsapp" else "call")
    words = add(link, "span")
    add(words, "span", channel.printed, class_="number")
    kind = channel_words(channel, context.translate)
    parts = [
        kind,
        channel.label.in_locale(context.locale) if channel.label and not (compact and kind) else "",
        _expired(contact, channel, context),
    ]
    if any(parts):
        add(words, "small", ". ".join(part for part in parts if part))


def _uncertain_numbers(parent: ET.Element, contact: Contact, reach: str, context: PageContext) -> None:
    """Add the numbers that may only be shown as text: what they are, when seen, and that they are not tested."""
    for channel in contact.shown_numbers(reach):
        if contact.display(channel) is Display.TEXT:
            name = " ".join(
                part for part in (channel_words(channel, context.translate), channel.printed) if part
            )
            parts = [
                name,
                channel.label.in_locale(context.locale) if channel.label else "",
                context.translate("not yet tested"),
                _expired_since(contact, channel, context) or seen_words(channel, context.translate),
            ]
            add(parent, "p", " · ".join(part for part in parts if part), class_="untested")


def _expired_since(contact: Contact, channel: Channel, context: PageContext) -> str:
    expired = _expired(contact, channel, context)
    if not expired or channel.confirmed_on is None:
        return ""
    seen = context.translate("seen {seen}", seen=evidence_date(channel, context.translate))
    return f"{seen} · {expired}"


def _expired(contact: Contact, channel: Channel, context: PageContext) -> str:
    """Say that a number has expired on the day of the build, and whom to ask; empty while it has not."""
    if context.today is None or channel.age(context.today) is not Age.EXPIRED:
        return ""
    if contact.country != HOME_COUNTRY:
        return context.translate("old, may have changed: ask the call centre too")
    return context.translate("old, may have changed: ask BP3MI or the village post")
