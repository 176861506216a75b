"""axe-core in a page: every rule it has, also the ones it leaves off, and nothing that it could not decide.

Responsible for asking axe and for saying what it found in one line per place.
Opening pages is left to whoever calls: anything that can evaluate script in a page will do.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from audit.tools import module_file

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES: Final = 5

# Target size (WCAG 2.2 AA) is off by default. Pseudo-elements are only woven strips and dots beside text here; with
# them axe would not judge the contrast of any text near one.
ASK: Final = """
(() => {
  const usual = axe._audit.checks["color-contrast"].options;
  axe.configure({ checks: [{ id: "color-contrast", options: Object.assign({}, usual, { ignorePseudo: true }) }] });
  return axe.run(document, {
    preload: false, resultTypes: ["violations", "incomplete"], rules: { "target-size": { enabled: true } },
  }).then(found => JSON.stringify({
    passes: found.passes.length,
    found: found.violations.concat(found.incomplete).map(rule => ({
      id: rule.id, help: rule.help,
      places: rule.nodes.map(node =>
        node.target.join(" ") + ": " + (node.failureSummary || "").split("\\n").slice(1).join(";")),
    })),
  }));
})()
"""

ANSWERED: Final = """
Array.from(document.querySelectorAll("fieldset"), one => {
  Array.from(one.querySelectorAll("input")).pop().checked = true;
});
Array.from(document.querySelectorAll("details"), one => { one.open = true; });
"done";
"""
"""Script that puts a page into the state after a reader: last answers chosen, everything unfolded."""


@cache
def axe_source() -> str:
    """Read axe-core."""
    return module_file("axe-core/axe.min.js").read_text(encoding="utf-8")


LAID_OUT: Final = """
const style = document.createElement("style");
style.textContent = ".chapter { content-visibility: visible !important } " +
  ".jump { overflow: visible !important } .jump div { width: auto !important; display: flex; flex-wrap: wrap }";
document.head.append(style);
"done";
"""
"""Script that lays out every section of a book and unrolls the row of jumps.

axe scrolls while it measures: sections that take their place only then would lie over one another for it, and it
judges no word that is pushed out of sight.
"""


def axe_problems(evaluate: Callable[[str], Any]) -> list[str]:
    """Run axe in the page that ``evaluate`` reaches; it gives the value, awaited where it is a promise."""
    evaluate(LAID_OUT)
    evaluate(axe_source() + ';"ready"')
    answer = json.loads(evaluate(ASK))
    if answer["passes"] < 1:
        return ["axe judged nothing: the page is empty or was not loaded"]
    return [
        f"{rule['id']}: {rule['help']}: {place}"
        for rule in answer["found"]
        for place in rule["places"][:PLACES]
    ]
