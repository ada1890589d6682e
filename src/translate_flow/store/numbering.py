"""Give segments numbers that none ever had: those of purged articles live on in the memory and in open editors."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from translate_flow.store import tables


def next_segment(connection: Connection) -> int:
    """The first number that no segment has or had; it is free for as long as the transaction writes."""
    last = (tables.segment.c.id, tables.last_segment.c.number)
    return 1 + max(connection.execute(select(func.max(column))).scalar() or 0 for column in last)


def keep_numbers(connection: Connection) -> None:
    """Note how far the numbers have come, before segments are deleted."""
    last = next_segment(connection) - 1
    connection.execute(delete(tables.last_segment))
    connection.execute(insert(tables.last_segment).values(number=last))
