"""Conditions on the columns of shards, as a person writes them, made into what pyarrow filters by.

They are written as comparisons are in Python: ``language == "de" and "2015" <= date < "2016"``. The text is parsed by
Python's own parser and never run: what is no comparison of a column with a value is refused.
"""

import ast
from collections.abc import Callable
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import TYPE_CHECKING, Any

from corpustools.errors import QueryError, did_you_mean
from corpustools.model.span import BLOCK_LABELS
from corpustools.shards.columns import COLUMNS

if TYPE_CHECKING:
    from pyarrow.compute import Expression

_TYPES = {column.name: column.type for column in COLUMNS}
_LABELS = [label.value for label in BLOCK_LABELS]
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: eq,
    ast.NotEq: ne,
    ast.Lt: lt,
    ast.LtE: le,
    ast.Gt: gt,
    ast.GtE: ge,
}
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
_METHODS = {"startswith": "starts_with", "endswith": "ends_with"}
_ADVICE = """a condition is such as language == "de" and "2015" <= date < "2016" and shares.paragraph > 0.5"""


def condition(text: str) -> "Expression":
    """Return what pyarrow filters rows of shards by.

    A column is compared with a value, or another way round, by ``==``, ``!=``, ``<``, ``<=``, ``>``, ``>=``; it is
    ``in`` a list of values; a text is in a column of text, which begins or ends with one; a column ``is None``. These
    are joined by ``and``, ``or``, ``not`` and parentheses. ``shares.LABEL`` is the share of a label. A comparison with
    a value that is not known holds as little as its contrary does.

    Raises :class:`~corpustools.errors.QueryError`, which says what is wrong.

    >>> print(condition('language == "de" and words > 200'))
    ((language == "de") and (words > 200))
    >>> print(condition('site in ("a.example", "b.example") and "ferry" in title and not date is None'))
    ((is_in(site, {value_set=string:[
      "a.example",
      "b.example"
    ], ...}) and match_substring(title, {pattern="ferry", ignore_case=false})) and invert(is_null(date, ...)))
    >>> condition('langauge == "de"')
    Traceback (most recent call last):
    corpustools.errors.QueryError: there is no column langauge; did you mean 'language'?
    """
    try:
        parsed = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        where = f" (character {error.offset})" if isinstance(error, SyntaxError) and error.offset else ""
        hint = "; write == for is equal to" if _has_single_equals(text) else ""
        raise QueryError(f"{text!r} cannot be read{where}{hint}; {_ADVICE}") from None
    try:
        return _condition(parsed)
    except RecursionError:
        raise QueryError(f"the condition is nested too deep; {_ADVICE}") from None


def _condition(node: ast.expr) -> "Expression":
    match node:
        case ast.BoolOp(ast.And(), values):
            return reduce(and_, map(_condition, values))
        case ast.BoolOp(ast.Or(), values):
            return reduce(or_, map(_condition, values))
        case ast.UnaryOp(ast.Not(), operand):
            return ~_condition(operand)
        case ast.Compare(left, operators, rights):
            sides = [left, *rights]
            parts = [_comparison(one, by, other) for one, by, other in zip(sides, operators, rights, strict=False)]
            return reduce(and_, parts)
        case ast.Call(ast.Attribute(column, method), [value], []) if method in _METHODS:
            from pyarrow import compute

            made: Expression = getattr(compute, _METHODS[method])(_column(column, "string"), _text(value))
            return made
    raise QueryError(f"{ast.unparse(node)} is no condition; {_ADVICE}")


def _comparison(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> "Expression":
    match operator:
        case ast.In() | ast.NotIn():
            found = _membership(left, right)
            return ~found if isinstance(operator, ast.NotIn) else found
        case ast.Is() | ast.IsNot():
            if not (isinstance(right, ast.Constant) and right.value is None):
                raise QueryError(f"{ast.unparse(right)}: is and is not go with None; write == or != for values")
            column = _column(left)
            return column.is_null() if isinstance(operator, ast.Is) else column.is_valid()
    if isinstance(left, ast.Constant | ast.UnaryOp):
        left, right, operator = right, left, _TURNED.get(type(operator), type(operator))()
    value = _value(right)
    column = _column(left, "string" if isinstance(value, str) else "number")
    made: Expression = _COMPARISONS[type(operator)](column, value)
    return made


def _membership(left: ast.expr, right: ast.expr) -> "Expression":
    if isinstance(right, ast.Tuple | ast.List | ast.Set):
        values = [_value(each) for each in right.elts]
        kinds = {isinstance(value, str) for value in values}
        if len(kinds) != 1:
            raise QueryError(f"{ast.unparse(right)}: a list has texts or numbers in it, one at least, and not both")
        made: Expression = _column(left, "string" if kinds.pop() else "number").isin(values)
        return made
    from pyarrow import compute

    within: Expression = compute.match_substring(_column(right, "string"), _text(left))
    return within


def _column(node: ast.expr, kind: str | None = None) -> "Expression":
    """Return the column that is named, which must hold texts or numbers where ``kind`` says so."""
    from pyarrow import compute

    match node:
        case ast.Name(name) if name in _TYPES and name != "shares":
            has = {"string": "string", "int64": "number"}.get(_TYPES[name], "list")
            if has == "list":
                raise QueryError(f"{name} holds lists, which are not compared; look into text or record instead")
            if kind not in {None, has}:
                said = {"string": "texts, in quotation marks", "number": "numbers, without quotation marks"}[has]
                raise QueryError(f"{name} is compared with {said}")
            return compute.field(name)
        case ast.Attribute(ast.Name("shares"), label) if label in _LABELS:
            if kind == "string":
                raise QueryError(f"shares.{label} is compared with numbers from 0 to 1")
            return compute.field("shares", label)
        case ast.Attribute(ast.Name("shares"), label):
            raise QueryError(f"there is no label {label}; {did_you_mean(label, _LABELS)}")
        case ast.Name(name):
            if name == "shares":
                raise QueryError("shares has a part for each label, such as shares.paragraph")
            raise QueryError(f"there is no column {name}; {did_you_mean(name, list(_TYPES))}")
    raise QueryError(f"{ast.unparse(node)} is no column; {_ADVICE}")


def _value(node: ast.expr) -> str | int | float:
    match node:
        case ast.Constant(str() | int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value)):
            return -value
    raise QueryError(f"{ast.unparse(node)} is no text in quotation marks and no number")


def _text(node: ast.expr) -> str:
    value = _value(node)
    if not isinstance(value, str):
        raise QueryError(f"{ast.unparse(node)} is no text in quotation marks")
    return value


def _has_single_equals(text: str) -> bool:
    bare = text
    for pair in ("==", "!=", "<=", ">="):
        bare = bare.replace(pair, "")
    return "=" in bare
