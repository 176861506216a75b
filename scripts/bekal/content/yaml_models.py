"""From a tree of YAML nodes to a pydantic model, every mistake with its line and column and in an editor's words.

Pydantic decides what fits; its ``loc`` is walked through the nodes for the place, and its own words never reach a
reader.
Texts become numbers, dates and yes/no only here, where the model asks for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from bekal.content.likeness import suggest
from bekal.content.text_files import SourceProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from bekal.content.strict_yaml import Node

Model = TypeVar("Model", bound=BaseModel)

PATTERN_WORDS: Final = {
    r"^[A-Z]{2}$": "two capital letters, such as ID",
    r"^[A-Z]{3}$": "three capital letters, such as IDR",
    r"^[0-9]+[A-Z]?$": "the number of an article, such as 13 or 6A",
}
"""What a pattern of ``data`` asks for, in words; others are ids, dates or shown as they are."""

_ID_WORDS: Final = "small letters, digits and single hyphens, such as kp2mi-callcenter"
_WRONG_SHAPE: Final = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number, without dots",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a group of keys",
    "date_type": "a date",
    "none_required": "nothing",
}


@dataclass(frozen=True, slots=True)
class _Mistake:
    """One of pydantic's errors with its place: the node it is about, and the steps that lead there."""

    error: ErrorDetails
    node: Node
    steps: tuple[str | int, ...]
    choice: str
    """The member of a union that refused the value; empty outside unions."""
    union: tuple[str | int, ...]
    """The steps to the value that the union is about."""


def build_model(node: Node, model: type[Model]) -> tuple[Model | None, list[SourceProblem]]:
    """Build ``model`` from ``node``, or give everything that is wrong with it, in the order of the file."""
    try:
        return model.model_validate(node.plain()), []
    except ValidationError as failure:
        mistakes = [_locate(error, node) for error in failure.errors(include_url=False, include_input=False)]
    misspelt = {_meant(mistake, model) for mistake in mistakes if mistake.error["type"] == "extra_forbidden"}
    mistakes = [
        mistake for mistake in mistakes if mistake.error["type"] != "missing" or mistake.steps not in misspelt
    ]
    problems = _explain_each([mistake for mistake in mistakes if not mistake.choice], model)
    problems += _explain_choices([mistake for mistake in mistakes if mistake.choice], model)
    return None, sorted(set(problems), key=lambda problem: (problem.line, problem.column, problem.message))


def _locate(error: ErrorDetails, root: Node) -> _Mistake:
    """Walk the error's ``loc``; a step that is no key names the member of a union that was tried."""
    node, steps, choice = root, list[str | int](), ""
    union: tuple[str | int, ...] = ()
    last = len(error["loc"]) - 1
    for position, step in enumerate(error["loc"]):
        child = node.child(step)
        if child is not None:
            node = child
            steps.append(step)
        elif position == last and error["type"] == "missing":
            steps.append(step)
        else:
            choice, union = str(step), tuple(steps)
    return _Mistake(error, node, tuple(steps), choice, union)


def _meant(mistake: _Mistake, model: type[BaseModel]) -> tuple[str | int, ...]:
    """Give the steps to the key that a misspelt key was meant to be; it is not reported as missing as well."""
    *owner, key = mistake.steps
    return (*owner, suggest(str(key), _keys_at(model, tuple(owner))))


def _explain(mistake: _Mistake, model: type[BaseModel]) -> SourceProblem:
    node, steps = mistake.node, mistake.steps
    kind = mistake.error["type"]
    context: Mapping[str, Any] = mistake.error.get("ctx") or {}
    name = _name(steps)
    if kind == "extra_forbidden":
        key = str(steps[-1])
        known = _keys_at(model, steps[:-1])
        near = suggest(key, known)
        fix = f"did you mean '{near}'?" if near else f"use one of: {', '.join(known)}"
        return SourceProblem(node.key_line, node.key_column, f"the key '{key}' is not known here", fix, "key")
    if kind == "value_error" and isinstance(node.value, dict):
        node, name = _culprit(node, str(context["error"])) or (node, name)
    message, fix = _value_words(kind, context, node, name, model, steps)
    return SourceProblem(node.line, node.column, message, fix, "value")


def _explain_missing(mistakes: list[_Mistake]) -> list[SourceProblem]:
    """Give one problem for each place, whatever number of keys is missing there."""
    places: dict[int, list[_Mistake]] = {}
    for mistake in mistakes:
        places.setdefault(id(mistake.node), []).append(mistake)
    problems: list[SourceProblem] = []
    for group in places.values():
        node, keys = group[0].node, [str(mistake.steps[-1]) for mistake in group]
        message = (
            f"the key '{keys[0]}' is missing"
            if len(keys) == 1
            else f"these keys are missing: {', '.join(keys)}"
        )
        fix = f"add {', '.join(f'`{key}: …`' for key in keys)}"
        problems.append(SourceProblem(node.line, node.column, message, fix, "key"))
    return problems


def _culprit(node: Node, message: str) -> tuple[Node, str] | None:
    """Find the value that a message about a whole entry quotes."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            if isinstance(child.value, str) and repr(child.value) in message:
                return child, f"'{key}'"
    return None


def _value_words(
    kind: str,
    context: Mapping[str, Any],
    node: Node,
    name: str,
    model: type[BaseModel],
    steps: tuple[str | int, ...],
) -> tuple[str, str]:
    if kind in {"literal_error", "enum"}:
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        near = suggest(str(node.value), choices)
        fix = f"did you mean '{near}'?" if near else f"use one of: {', '.join(choices)}"
        return f"{name} is {node.words}, that is no choice", fix
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        words = PATTERN_WORDS.get(pattern) or (_ID_WORDS if pattern.startswith("^[a-z0-9]+(?:-") else pattern)
        return f"{name} is {node.words}, it cannot be written so", f"write {words}"
    if kind in {"string_too_long", "too_long"}:
        found = len(node.value) if isinstance(node.value, str) else 0
        return (
            f"{name} has {found} characters, at most {context['max_length']} fit",
            "shorten it",
        )
    if kind == "string_too_short" and context["min_length"] > 1 and node.value:
        return (
            f"{name} is {node.words}, at least {context['min_length']} characters are needed",
            "write more of it",
        )
    if kind in {"string_too_short", "too_short"}:
        return f"{name} is empty", "write a value; if there is none, remove the key"
    if kind in {"model_type", "model_attributes_type"}:
        keys = ", ".join(f"{key}: …" for key in _keys_at(model, steps)[:3])
        return f"{name} is {node.words}, it must be a group of keys", f"write it as `{{{keys}}}`"
    if kind == "value_error":
        reason = str(context["error"])
        quoted = isinstance(node.value, str) and node.value in reason
        return f"{name}{'' if quoted else f' is {node.words}'}: {reason}", f"correct {name}"
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return f"{name} is {node.words}, it must be {bound}", f"correct {name}"
    if kind in _WRONG_SHAPE:
        wanted = _WRONG_SHAPE[kind]
        fix = (
            "put it in brackets: `[…]`"
            if wanted == "a list" and isinstance(node.value, str)
            else f"write {wanted}"
        )
        return f"{name} is {node.words}, it must be {wanted}", fix
    return f"{name} is {node.words}, that does not fit", f"correct {name}"


def _explain_each(mistakes: list[_Mistake], model: type[BaseModel]) -> list[SourceProblem]:
    missing = [mistake for mistake in mistakes if mistake.error["type"] == "missing"]
    others = [mistake for mistake in mistakes if mistake.error["type"] != "missing"]
    return [*_explain_missing(missing), *(_explain(mistake, model) for mistake in others)]


def _explain_choices(mistakes: list[_Mistake], model: type[BaseModel]) -> list[SourceProblem]:
    """Give one problem for a value that may be of several kinds and is none of them, not one for each kind."""
    inside = [mistake for mistake in mistakes if _is_inside(mistake)]
    explained = {mistake.union for mistake in inside}
    groups: dict[tuple[str | int, ...], list[_Mistake]] = {}
    for mistake in mistakes:
        if mistake.union not in explained:
            groups.setdefault(mistake.union, []).append(mistake)
    problems = _explain_each(inside, model)
    for group in groups.values():
        node = group[0].node
        wanted = list(dict.fromkeys(_choice_words(mistake) for mistake in group))
        problems.append(
            SourceProblem(
                node.line,
                node.column,
                f"{_name(group[0].steps)} is {node.words}, that does not fit",
                f"write {_or(wanted)}",
                "value",
            )
        )
    return problems


def _is_inside(mistake: _Mistake) -> bool:
    """Whether the value has the right shape for this member of the union and fails only inside it."""
    return mistake.choice == "Text" and mistake.error["type"] not in {"model_type", "model_attributes_type"}


def _choice_words(mistake: _Mistake) -> str:
    kind = mistake.error["type"]
    if kind == "literal_error":
        return str((mistake.error.get("ctx") or {}).get("expected", "")).replace("'", "")
    if kind in {"value_error", "date_type"}:
        return "a date (YYYY, YYYY-MM or YYYY-MM-DD)"
    if kind in {"model_type", "model_attributes_type"}:
        return "a text per locale `{id: …, en: …}`"
    return {"int": "a whole number", "float": "a number"}.get(mistake.choice, "a text")


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def _name(steps: tuple[str | int, ...]) -> str:
    """Name a value for a reader: the key, or which entry of a list."""
    if not steps:
        return "this entry"
    last = steps[-1]
    if isinstance(last, str):
        return f"'{last}'"
    owner = next((step for step in reversed(steps) if isinstance(step, str)), "")
    return f"entry {last + 1} of '{owner}'" if owner else f"entry {last + 1}"


def _keys_at(model: type[BaseModel], steps: tuple[str | int, ...]) -> list[str]:
    """List the keys that the model knows where ``steps`` lead."""
    models = [model]
    for step in steps:
        if isinstance(step, str):
            models = [
                found
                for current in models
                if step in current.model_fields
                for found in _models_in(current.model_fields[step].annotation)
            ]
    return [key for current in models for key in current.model_fields]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]
