"""What GitHub reads: the workflow does little and only what the project can do itself; the forms ask no one's name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import Context

from bekal.cli import COMMANDS, commands

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


def read(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def name_of(path: Path) -> str:
    return path.stem


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):(?!=)", text, re.MULTILINE))


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_a_workflow_may_only_read(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, job in workflow["jobs"].items() if "permissions" in job] == []
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_every_action_is_pinned_to_one_commit_and_says_which_version_that_is(path: Path) -> None:
    lines = re.findall(r"^ *-? *uses: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not pinned.fullmatch(line)] == []
    assert len(lines) == sum("uses" in step for step in steps_of(read(path)))


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_every_command_of_a_workflow_exists(path: Path) -> None:
    runs = [step["run"].split() for step in steps_of(read(path)) if "run" in step]
    assert runs
    for run in runs:
        assert run[0] in {"make", ".venv/bin/bekal"}, run
        known = make_targets() if run[0] == "make" else set(COMMANDS)
        assert run[1] in known, run
        if run[0] != "make":
            command = commands.get_command(Context(commands), run[1])
            assert command is not None
            options = {option for p in command.params for option in p.opts}
            assert {word for word in run if word.startswith("--")} <= options


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_no_command_of_a_workflow_holds_what_a_stranger_wrote(path: Path) -> None:
    assert [step for step in steps_of(read(path)) if "${{" in step.get("run", "")] == []


def test_the_forms_are_those_that_readers_need() -> None:
    assert [path.stem for path in FORMS] == ["number-is-wrong", "rule-changed", "word-is-hard"]


@pytest.mark.parametrize("path", FORMS, ids=name_of)
def test_a_form_speaks_both_languages(path: Path) -> None:
    form = read(path)
    spoken = [form["name"], form["description"]]
    for part in form["body"]:
        attributes = part["attributes"]
        options = [
            entry if isinstance(entry, str) else entry["label"] for entry in attributes.get("options", [])
        ]
        spoken += [
            text for text in (attributes.get("label"), attributes.get("description"), *options) if text
        ]
    assert [text for text in spoken if " / " not in text] == []


@pytest.mark.parametrize("path", FORMS, ids=name_of)
def test_a_form_asks_for_no_personal_data_and_says_so_first(path: Path) -> None:
    form = read(path)
    assert form["body"][0]["type"] == "markdown"
    told = form["body"][0]["attributes"]["value"]
    assert "**Jangan tulis nama" in told
    assert "Bantuan" in told
    ids = [part["id"] for part in form["body"][1:]]
    assert len(ids) == len(set(ids))
    assert not {"name", "phone", "email", "contact", "address"} & set(ids)
    assert any(part.get("validations", {}).get("required") for part in form["body"])


def test_every_chapter_has_somebody_who_looks_at_it() -> None:
    owners = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8")
    lines = [line.split() for line in owners.splitlines() if line and not line.startswith("#")]
    assert all(len(line) >= 2 and all(name.startswith("@") for name in line[1:]) for line in lines)
    named = {line[0] for line in lines}
    chapters = {path.name for path in (ROOT / "docs" / "id").iterdir() if path.is_dir()}
    assert [chapter for chapter in sorted(chapters) if f"/docs/*/{chapter}/" not in named] == []
    explained = set(re.findall(r"^#   (\w+)  ", owners, re.MULTILINE))
    assert {name.partition("/")[2] for line in lines for name in line[1:]} == explained
