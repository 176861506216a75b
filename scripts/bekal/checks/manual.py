"""The manual of the rules: one page each, made from the docstring of the rule, in every locale.

Responsible for what a page holds and how it is laid out; printing and writing are the command line's.
The words of the docstrings are translated in ``locale/<locale>/LC_MESSAGES/rules.po``; an example without a
translation is content, the same in every locale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.config import LOCALES
from bekal.findings import Severity
from bekal.locale import CODE_LOCALE, translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bekal.checks.rules import Rule
    from bekal.locale import Translator

LIST_NAME = "README"


def rule_page(rule: Rule, locale: str) -> str:
    """Write the page of a rule as Markdown: what holds, why, wrong, right, how to mend it."""
    _ = translator(locale)
    manual = rule.manual
    parts = [
        f"# {rule.name}",
        _(manual.summary),
        f"*{severity_words(rule, _)}*",
        f"## {_('Why')}",
        _capital(_(manual.why)),
        f"## {_('Wrong')}",
        _example(_(manual.wrong)),
        f"## {_('Right')}",
        _example(_(manual.right)),
        f"## {_('How to mend it')}",
        _capital(_(manual.fix)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def severity_words(rule: Rule, _: Translator) -> str:
    """Say what a finding of the rule stops."""
    if rule.ages:
        return _("A warning that stops a release: what ages must be looked at again.")
    if rule.severity is Severity.WARNING:
        return _("A warning: look at it; it stops nothing.")
    return _("A mistake: nothing is built until it is mended.")


def rule_list(rules: Iterable[Rule], locale: str) -> str:
    """Write the list of all rules, as the page that stands beside theirs."""
    _ = translator(locale)
    lines = [f"- [{rule.name}]({rule.name}.md): {_(rule.manual.summary)}" for rule in _sorted(rules)]
    return "\n".join(
        (
            f"# {_('The rules of the check')}",
            "",
            _("Made from the programme with `make rules`: change the docstring of a rule, not its page."),
            "",
            *lines,
            "",
        )
    )


def manual_files(rules: Iterable[Rule]) -> dict[str, str]:
    """Write the whole manual: the text of each file by its path, ``id/translation-stale.md``."""
    rules = _sorted(rules)
    files = {f"{locale}/{rule.name}.md": rule_page(rule, locale) for locale in LOCALES for rule in rules}
    files |= {f"{locale}/{LIST_NAME}.md": rule_list(rules, locale) for locale in LOCALES}
    return files


def missing_parts(rule: Rule) -> list[str]:
    """Name what the manual of a rule lacks: ``Why:``, ``Fix:``, and each text that a locale has no words for."""
    manual = rule.manual
    missing = [name for name, text in (("Why:", manual.why), ("Fix:", manual.fix)) if not text]
    for locale in LOCALES:
        if locale != CODE_LOCALE:
            known = translator(locale).messages
            missing += [
                f"{locale}: {text}"
                for text in (manual.summary, manual.why, manual.fix)
                if text and text not in known
            ]
    return missing


def _sorted(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.name)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _example(text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}text\n{text}\n{fence}"
