"""Every sentence of bundle and stick exists in Indonesian, with the same values in it."""

from __future__ import annotations

import ast
import string
from typing import TYPE_CHECKING

import pytest

from bekal.bundle.refused import ManifestRefusedError, NameRefusedError
from bekal.config import find_project
from bekal.errors import ProjectError, StickError
from bekal.locale import translator
from command import run
from stick_messages import STOPS, calls, messages, name_of

if TYPE_CHECKING:
    from pathlib import Path


def test_every_error_says_the_next_step_and_none_is_bound_to_one_language() -> None:
    stops = [(place, call) for place, call in calls() if name_of(call) in STOPS]
    assert len(stops) > 30
    assert [f"{place}:{call.lineno}" for place, call in stops if len(call.args) != 2] == []
    assert [
        f"{place}:{call.lineno}"
        for place, call in stops
        if any(isinstance(argument, ast.JoinedStr) for argument in call.args)
    ] == []


def test_every_finding_about_a_stick_says_the_next_step() -> None:
    findings = [(place, call) for place, call in calls() if name_of(call) == "StickFinding"]
    assert len(findings) > 10
    assert [f"{place}:{call.lineno}" for place, call in findings if len(call.args) != 4] == []


def test_an_error_from_before_the_language_is_known_is_said_in_it_later(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as error:
        find_project(tmp_path)
    assert error.value.message == f"no mkdocs.yml in {tmp_path} or any folder above it"
    assert error.value.fix == "change to the project's folder and try again"
    assert error.value.in_words(translator("id")) == (
        f"tidak ada mkdocs.yml di {tmp_path} atau folder di atasnya",
        "masuk ke folder proyek, lalu coba lagi",
    )


def test_an_error_that_is_in_the_readers_language_stays_as_it_is() -> None:
    error = StickError("E: {aneh} sudah penuh", "pakai flashdisk lain")
    assert error.in_words(translator("en")) == ("E: {aneh} sudah penuh", "pakai flashdisk lain")
    assert StickError("E:").in_words(translator("en")) == ("E:", "")


def test_the_command_line_says_such_an_error_in_the_language_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for locale, said in (("id", "tidak ada mkdocs.yml di"), ("en", "no mkdocs.yml in")):
        assert run("write", ".", locale=locale) == 2
        assert said in capsys.readouterr().err


def values(message: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}


def test_every_message_has_an_indonesian_translation_with_the_same_values() -> None:
    indonesian = translator("id").messages
    assert len(messages()) > 170
    assert sorted(message for message in messages() if message not in indonesian) == []
    assert [message for message in messages() if values(message) != values(indonesian[message])] == []


def test_a_reason_inside_a_reason_is_translated_too() -> None:
    refusal = ManifestRefusedError(
        "{path}: {reason}", path="'HP/nul'", reason=NameRefusedError("a name is empty")
    )
    assert str(refusal) == "'HP/nul': a name is empty"
    assert refusal.in_words(translator("id")) == "'HP/nul': ada nama yang kosong"
