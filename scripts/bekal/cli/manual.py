"""``bekal rules``: what each rule of the check asks for, why, and how to mend what it finds."""

from __future__ import annotations

from pathlib import Path

import click

from bekal.config import find_project
from bekal.errors import ProjectError
from bekal.locale import translator
from bekal.reporting import Reporter


@click.command()
@click.argument("name", required=False)
@click.option("--write", is_flag=True, help="Write every page, in every language, into scripts/manual/.")
@click.pass_obj
def rules(locale: str, name: str | None, *, write: bool) -> int:
    """Explain the rule NAME, the word in brackets after each finding; without a name, list all rules."""
    import bekal.checks.run  # noqa: F401, PLC0415 - registers the rules; the other commands start faster without
    from bekal.checks.manual import manual_files, rule_page  # noqa: PLC0415
    from bekal.checks.rules import RULES  # noqa: PLC0415
    from bekal.cli.folders import write_tree  # noqa: PLC0415
    from bekal.content.likeness import suggest  # noqa: PLC0415

    reporter, words = Reporter(), translator(locale)
    if write:
        folder = find_project(Path.cwd()).root / "scripts" / "manual"
        files = manual_files(RULES.values())
        write_tree(folder, files)
        reporter.note(words("Wrote {count} pages into {folder}.", count=len(files), folder=folder))
        return 0
    if name is None:
        width = max(len(known) for known in RULES)
        for known, rule in sorted(RULES.items()):
            reporter.result(f"{known:{width}}  {words(rule.manual.summary)}")
        reporter.note(words("One rule in full: bekal rules {name}", name=next(iter(sorted(RULES)))))
        return 0
    if name not in RULES:
        near = suggest(name, sorted(RULES))
        raise ProjectError(
            words("there is no rule '{name}'", name=name),
            words("did you mean '{near}'?", near=near)
            if near
            else words("run `bekal rules` to see the names"),
        )
    reporter.result(rule_page(RULES[name], locale).rstrip("\n"))
    return 0
