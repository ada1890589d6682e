"""Find units of the memory by words of either side: one reading of the table, for no index holds the targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select

from translate_flow.domain.languages import primary
from translate_flow.matching.memory import tokens
from translate_flow.store import tables

_UNIT = tables.memory_unit.c


def holding(beginnings: Sequence[str], *, need: int, source: str, language: str) -> Select[Any]:
    """Units in (about) these languages of which one side holds at least ``need`` of the beginnings, newest first."""
    pair = and_(_UNIT.source_language.startswith(primary(source)), _UNIT.language.startswith(primary(language)))
    enough = or_(
        _count(map(_in_source, beginnings)) >= need,
        _count(map(_in_target, beginnings)) >= need,
    )
    return select(tables.memory_unit).where(pair, enough).order_by(_UNIT.id.desc())


def _count(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[int]:
    held: ColumnElement[int] = literal(0)
    for condition in conditions:
        held += case((condition, 1), else_=0)
    return held


def _in_source(beginning: str) -> ColumnElement[bool]:
    """Among the folded tokens of the source, at the beginning of one."""
    return func.instr(" " + _UNIT.folded, " " + " ".join(tokens(beginning))) > 0


def _in_target(beginning: str) -> ColumnElement[bool]:
    """In the target as people write it: SQLite knows the case of ASCII letters only."""
    written = dict.fromkeys((beginning, beginning.capitalize(), beginning.upper()))
    return or_(*(func.instr(_UNIT.target, form) > 0 for form in written))
