"""The command line: arguments in, a room's function called, exit status out.

Each module here holds the commands of one kind of user; none is loaded before one of its commands is asked for.
Exit status: 0 done or clean, 1 findings or an unsafe stick, 2 cannot go on, 3 a stick that is authentic but old.
"""

from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module
from typing import Final

import click

from bekal.errors import BekalError
from bekal.locale import choose_locale, translator
from bekal.reporting import Reporter

COMMANDS: Final = {
    **dict.fromkeys(("check", "status", "new", "fact", "pictures"), "editors"),
    "rules": "manual",
    "build": "build",
    "bundle": "bundle",
    "ralat": "recall",
    **dict.fromkeys(("write", "verify", "key"), "sticks"),
}
"""The module that holds each command."""


class _Commands(click.Group):
    """Finds each command in its module, and ends an expected failure with two lines.

    They are in the language that the command was asked to speak.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"bekal.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BekalError as error:
            words = translator(ctx.obj or choose_locale(None))
            message, fix = error.in_words(words)
            Reporter().note(message + (f"\n{words('  fix: {fix}', fix=fix)}" if fix else ""))
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


def leave_garbage() -> None:
    """Look for no garbage in this process, not even at its end: nearly all that a command reads lives till then."""
    gc.disable()
    atexit.register(gc.freeze)


def run() -> None:
    """Run the command of a process that is started for nothing else."""
    leave_garbage()
    main()


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit status; an expected failure is two lines, never a traceback."""
    try:
        status = commands.main(args=arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = 2
    except click.Abort:
        Reporter().note("stopped")
        status = 2
    sys.exit(status if isinstance(status, int) else 0)
