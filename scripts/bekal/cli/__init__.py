"""The command line: arguments in, a room's function called, exit status out.

Each module here holds the commands of one kind of user.
Exit status: 0 done or clean, 1 findings or an unsafe stick, 2 cannot go on, 3 a stick that is authentic but old.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bekal.cli.build import build, bundle
from bekal.cli.editors import check, fact, new, pictures, status
from bekal.cli.manual import rules
from bekal.cli.sticks import key, verify, write
from bekal.errors import BekalError
from bekal.locale import choose_locale, translator
from bekal.reporting import Reporter

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Commands(click.Group):
    """Ends an expected failure with two lines in the language that the command was asked to speak."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BekalError as error:
            words = translator(ctx.obj or choose_locale(None))
            Reporter().note(
                error.message + (f"\n{words('  fix: {fix}', fix=error.fix)}" if error.fix else "")
            )
            return 2


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bekal")
@click.option(
    "--lang", type=click.Choice(["id", "en"]), help="Language of messages; default from the environment."
)
@click.pass_context
def commands(context: click.Context, lang: str | None) -> None:
    """Bekal: from Markdown pages to a signed folder on a USB stick."""
    context.obj = choose_locale(lang)


for command in (check, status, new, fact, pictures, rules, build, bundle, write, verify, key):
    commands.add_command(command)


@contextmanager
def without_collector() -> Iterator[None]:
    """Look for no garbage while a command runs: nearly all that it reads lives to its end, which comes soon."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit status; an expected failure is two lines, never a traceback."""
    try:
        with without_collector():
            status = commands.main(args=arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = 2
    except click.Abort:
        Reporter().note("stopped")
        status = 2
    sys.exit(status if isinstance(status, int) else 0)
