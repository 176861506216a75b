"""Lighthouse gives full marks for accessibility, best practices and SEO to one page of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audit.lighthouse import RULES, run_lighthouse
from audit.server import served
from browsers import expect_no

if TYPE_CHECKING:
    from pathlib import Path

    from built_bundle import Built

pytestmark = pytest.mark.browser


def test_every_kind_of_page_gets_full_marks_and_asks_nobody(built: Built) -> None:
    pages = [file for file in built.kinds if file in built.pages and "/en/" not in built.name(file)]
    with served(built.edition) as server:
        names = {f"{server.address}/{built.name(page)}": built.name(page) for page in pages}
        runs = run_lighthouse(list(names), RULES, at_once=2)
        assert [names[run.address] for run in runs] == list(names.values())
        expect_no([f"{names[run.address]}: {what}" for run in runs for what in run.problems(server.address)])


def test_control_lighthouse_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "salah.html").write_text(
        "<!doctype html><title>t</title><meta name=viewport content='width=device-width'>"
        "<img src='http://127.0.0.1:9/luar.png'><p>teks",
        encoding="utf-8",
    )
    with served(tmp_path) as server:
        (run,) = run_lighthouse([f"{server.address}/salah.html"], RULES)
        problems = list(run.problems(server.address))
    assert all(score < 100 for score in run.scores.values()), run.scores
    assert "asks http://127.0.0.1:9/luar.png" in problems
    assert any("(image-alt)" in problem for problem in problems)
