from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bekal.content.strict_yaml import parse_yaml
from bekal.content.text_files import decode_text

YAML_SIGNS = st.text(alphabet="ab: -\n[]{},\"'#&*!|>?%@`\\~\t0.", max_size=80)


def plain(text: str) -> object:
    node, problems = parse_yaml(text)
    assert problems == []
    assert node is not None
    return node.plain()


def test_scalars_stay_the_text_that_was_written() -> None:
    text = "a: 08001000\nb: 2026-11-24\nc: 1.50\nd: yes\ne: 0x1F\nf: 1e3\ng: 12:30:45\nh: 'null'\n"
    assert plain(text) == {
        "a": "08001000",
        "b": "2026-11-24",
        "c": "1.50",
        "d": "yes",
        "e": "0x1F",
        "f": "1e3",
        "g": "12:30:45",
        "h": "null",
    }


def test_only_null_a_tilde_or_nothing_is_nothing() -> None:
    assert plain("a: null\nb: ~\nc:\nd: ''\n") == {"a": None, "b": None, "c": None, "d": ""}


def test_every_value_knows_its_line_and_column() -> None:
    node, _ = parse_yaml("a:\n  - b: [c, d]\n", first_line=10)
    assert node is not None
    entry = node.child("a")
    assert entry is not None
    assert (entry.line, entry.column, entry.key_line, entry.key_column) == (11, 3, 10, 1)
    inner = entry.child(0)
    assert inner is not None
    flow = inner.child("b")
    assert flow is not None
    assert (flow.line, flow.column, flow.key_line, flow.key_column) == (11, 8, 11, 5)
    second = flow.child(1)
    assert second is not None
    assert (second.value, second.line, second.column) == ("d", 11, 12)
    assert flow.child(2) is None
    assert flow.child("c") is None


def test_columns_count_characters_and_not_bytes() -> None:
    node, _ = parse_yaml("é: {ü: x}\n")
    assert node is not None
    assert isinstance(node.value, dict)
    assert node.value["é"].column == 4


def test_all_problems_of_one_text_are_told_together() -> None:
    _, problems = parse_yaml("a: &x 1\na: *x\nb: !!int 2\n")
    assert [(problem.line, problem.column) for problem in problems] == [(1, 4), (2, 4), (2, 1), (3, 4)]


@given(YAML_SIGNS)
def test_any_text_gives_a_tree_or_problems_inside_the_text(text: str) -> None:
    node, problems = parse_yaml(text)
    assert (node is None) == bool(problems)
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert problem.column >= 1
        assert problem.message
        assert problem.fix


@given(st.text(max_size=60))
def test_any_characters_give_a_tree_or_problems(text: str) -> None:
    decoded, _ = decode_text(text.encode("utf-8", "surrogatepass"), 1000)
    if decoded is not None:
        node, problems = parse_yaml(decoded)
        assert (node is None) == bool(problems)


@given(st.binary(max_size=80))
def test_any_bytes_give_a_text_or_problems_inside_the_file(content: bytes) -> None:
    text, problems = decode_text(content, 64)
    assert text is not None or problems
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
    if text is not None:
        assert "\r" not in text
        assert "\0" not in text
