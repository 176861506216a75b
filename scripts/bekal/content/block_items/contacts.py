"""Who helps: one contact, and a directory of those that fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bekal.content.block_items.items import Item, parse_items
from bekal.content.block_items.register import lines_of, parses
from bekal.content.blocks import Block, Problem

if TYPE_CHECKING:
    from bekal.content.data import Contact

CONTACT_KEYS: Final = ("kind", "country", "region")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which contacts a directory lists: for each key the values that fit, or none for all."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def fits(self, contact: Contact) -> bool:
        """Whether the directory lists ``contact``."""
        return (
            (not self.kinds or contact.kind in self.kinds)
            and (not self.countries or contact.country in self.countries)
            and (not self.regions or contact.region in self.regions)
        )


def is_row(block: Block) -> bool:
    """Whether a `contact` is a compact row: with a situation inside, not a card."""
    return block.name == "contact" and bool(parse_items(block)[0])


@parses("contact")
def _parse_contact(block: Block) -> tuple[list[Item], list[Problem]]:
    problems: list[Problem] = []
    arguments = block.arguments
    if not arguments or not arguments[0]:
        problems.append(
            Problem(
                block.line,
                1,
                "the block 'contact' names no contact",
                "write `/// contact | id`, an id of contacts.yml",
            )
        )
    if len(arguments) > 2 or (len(arguments) == 2 and arguments[1] not in {"inside", "anywhere"}):
        problems.append(
            Problem(
                block.line,
                1,
                f"'{' | '.join(arguments[1:])}' is no choice of numbers",
                "write `inside`, `anywhere` or nothing after the id",
            )
        )
    items, item_problems = parse_items(block)
    problems += item_problems
    if len(items) > 1:
        problems.append(
            Problem(
                items[1].line,
                1,
                "a contact has one row, this is a second one",
                "write a second `/// contact`",
            )
        )
    return items, problems


@parses("contacts")
def parse_contacts(block: Block) -> tuple[Choice, list[Problem]]:
    """Parse ``kind=… | country=… | region=…``; several values of one key are separated by commas."""
    chosen: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    example = "/// contacts | country=MY"
    for argument in block.arguments:
        key, sign, values = (part.strip() for part in argument.partition("="))
        found = tuple(value.strip() for value in values.split(","))
        if not sign or key not in CONTACT_KEYS or not all(found):
            problems.append(
                Problem(
                    block.line,
                    1,
                    f"{argument!r} is no choice of contacts",
                    f"write {', '.join(f'`{name}=…`' for name in CONTACT_KEYS)}, such as `{example}`",
                )
            )
        elif key in chosen:
            problems.append(
                Problem(
                    block.line,
                    1,
                    f"'{key}' is chosen twice",
                    f"write `{key}={','.join((*chosen[key], *found))}`",
                )
            )
        else:
            chosen[key] = found
    if not block.argument:
        problems.append(
            Problem(block.line, 1, "the block 'contacts' does not say which contacts", f"write `{example}`")
        )
    problems += [
        Problem(number, 1, "the block 'contacts' fills itself", "remove this line")
        for number, _ in lines_of(block)
    ]
    return Choice(*(chosen.get(key, ()) for key in CONTACT_KEYS)), problems
