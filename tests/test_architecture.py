"""The import rules: rooms depend downwards only, and each outside library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scripts" / "bekal"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOOR = {"config", "errors", "findings", "locale", "reporting"}
"""What every room may stand on."""

ROOMS: dict[str, set[str]] = {
    "content": set(),
    "checks": {"content"},
    "editorial": {"content", "checks"},
    "rendering": {"content"},
    "finishing": {"content", "rendering"},
    "serving": {"content", "checks", "rendering", "finishing"},
    "editions": {"content", "rendering", "finishing"},
    "bundle": {"content", "rendering", "finishing", "editions"},
    "stick": {"content", "rendering", "finishing", "editions", "bundle"},
}
"""Each room, and the rooms below it that it may know."""

FORBIDDEN: dict[str, set[str]] = {
    "content": {"mkdocs", "material", "subprocess", "socket", "urllib.request", "http", "click"},
    "checks": {
        "mkdocs",
        "material",
        "subprocess",
        "socket",
        "urllib.request",
        "http",
        "click",
        "pathlib",
        "os",
        "yaml",
    },
    "editorial": {"mkdocs", "material", "socket", "urllib.request", "http", "click"},
    "bundle": {"subprocess", "ctypes", "fcntl", "socket", "psutil", "mkdocs"},
    "editions": {"subprocess", "mkdocs"},
    "finishing": {"subprocess", "mkdocs"},
    "stick": {"mkdocs", "socket"},
}
"""What a room must not touch: the generator, devices, the network; and a rule opens nothing."""


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions and for type checking."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            module = node.module or ""
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return found


def rooms_used_by(path: Path) -> set[str]:
    """Which rooms of the package a file knows."""
    return {
        module.split(".")[1]
        for module in imports_of(path)
        if module.startswith("bekal.") and module.count(".") >= 1
    } - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_depend_downwards_only(path: Path) -> None:
    room = room_of(path)
    if room in ROOMS:
        assert rooms_used_by(path) <= {room} | FLOOR | ROOMS[room]
    elif room in FLOOR:
        assert rooms_used_by(path) <= FLOOR


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nobody_imports_the_command_line(path: Path) -> None:
    if room_of(path) not in {"cli", "__main__"}:
        assert "cli" not in rooms_used_by(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_rendering_imports_the_generator(path: Path) -> None:
    if room_of(path) != "rendering":
        assert not {module for module in imports_of(path) if module.split(".")[0] in {"mkdocs", "material"}}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_reporting_prints(path: Path) -> None:
    if room_of(path) == "reporting":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    printed = [call.id for call in calls if isinstance(call, ast.Name) and call.id in {"print", "input"}]
    echoed = [
        call.attr
        for call in calls
        if isinstance(call, ast.Attribute) and call.attr in {"echo", "secho", "print_exc"}
    ]
    assert printed + echoed == []
    assert "rich" not in {module.split(".")[0] for module in imports_of(path)}
    streams = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "sys"
        and node.attr in {"stdout", "stderr"}
    ]
    assert streams == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_leaves_alone_what_is_not_its_business(path: Path) -> None:
    forbidden = FORBIDDEN.get(room_of(path), set())
    assert {
        module for module in imports_of(path) for name in forbidden if f"{module}.".startswith(f"{name}.")
    } == set()


def test_rules_open_nothing() -> None:
    for path in (PACKAGE / "checks").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        opened = [
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
        ]
        assert not {"open", "read_text", "read_bytes", "write_text"} & set(opened), path.name


def test_every_room_says_what_it_is_for() -> None:
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), name_of(path)


def test_no_code_lies_loose_beside_the_package() -> None:
    assert list(PACKAGE.parent.glob("*.py")) == []
