"""Codes in the program against the catalogue of codes: none is unknown, none is never used."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from data.spreadsheets.problems import PROBLEM_CODES

ROOT = Path(__file__).parents[3]
# What makes a problem, its code first.
MAKERS = {"problem", "Problem", "Finding", "Refusal", "_nothing"}


@cache
def modules(room: str) -> list[ast.Module]:
    return [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in (ROOT / room).rglob("*.py")
        if path.name != "problem_docs.py"  # its examples are made from the catalogue
    ]


def texts(node: ast.AST | None, assigned: dict[str, ast.expr]) -> set[str]:
    """The texts that an expression can give, as far as can be seen."""
    match node:
        case ast.Constant(value=str() as text):
            return {text}
        case ast.IfExp(body=one, orelse=other):
            return texts(one, assigned) | texts(other, assigned)
        case ast.Dict(values=values):
            return set().union(*(texts(value, assigned) for value in values))
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_key, *default]):
            return set().union(*(texts(part, assigned) for part in (table, *default)))
        case ast.Name(id=name) if name in assigned:
            return texts(assigned[name], {})
    return set()


def codes_made(function: ast.AST) -> Iterator[str]:
    assigned = {
        target.id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in MAKERS
            and node.args
        ):
            yield from texts(node.args[0], assigned)


def codes_compared(module: ast.Module) -> Iterator[str]:
    """Codes that the program looks for: `found.code == "…"`, `found.code in {…}`."""
    for node in ast.walk(module):
        match node:
            case ast.Compare(
                left=ast.Attribute(attr="code"), comparators=[ast.Constant(value=str() as code)]
            ):
                yield code
            case ast.Compare(
                left=ast.Attribute(attr="code"), comparators=[ast.Set(elts=codes) | ast.Tuple(elts=codes)]
            ):
                yield from (code.value for code in codes if isinstance(code, ast.Constant))


@pytest.mark.slow
def test_the_program_makes_the_codes_of_the_catalogue_and_no_others():
    functions = (
        node
        for room in ("data", "geo", "charts", "reports")
        for module in modules(room)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
    )
    assert {code for function in functions for code in codes_made(function)} == set(PROBLEM_CODES)


def test_the_program_looks_for_codes_of_the_catalogue_only():
    compared = {
        code
        for room in ("data", "reports", "ui", "pages")
        for module in modules(room)
        for code in codes_compared(module)
    }
    assert compared
    assert compared <= set(PROBLEM_CODES)
