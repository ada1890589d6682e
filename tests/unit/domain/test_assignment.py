"""Assignments put over each other, and parts of them taken back."""

from __future__ import annotations

from datetime import date

import pytest

from translate_flow.domain.assignment import END, WHOLE, Assignment, Span, Task, cleared, parsed, planned, tasks
from translate_flow.errors import InputError

DAY = date(2026, 12, 24)


def given(translator: str = "", first: int = 1, last: int = END, **more) -> Assignment:
    return Assignment("fair", "es", Span(first, last), translator, **more)


@pytest.mark.parametrize("ends", [(0, 3), (-1, 1), (5, 4)])
def test_a_span_that_holds_no_segment_is_refused(ends: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="such as 3-10"):
        Span(*ends)


@pytest.mark.parametrize(("text", "span"), [("3-10", Span(3, 10)), (" 3 - ", Span(3)), ("3", Span(3, 3))])
def test_a_range_is_read_as_people_write_it(text: str, span: Span) -> None:
    assert parsed(text) == span


@pytest.mark.parametrize("text", ["", "x", "-3", "3-x", "3-2", "0-4", "1-2-3"])
def test_what_is_no_range_is_told(text: str) -> None:
    with pytest.raises(InputError, match="no range of segments"):
        parsed(text)


@pytest.mark.parametrize(
    ("taken", "left"),
    [((1, END), []), ((1, 4), ["5-9"]), ((7, 20), ["3-6"]), ((5, 6), ["3-4", "7-9"]), ((10, 12), ["3-9"])],
)
def test_what_is_left_of_a_span_is_what_was_not_taken(taken: tuple[int, int], left: list[str]) -> None:
    assert [str(span) for span in Span(3, 9).without(Span(*taken))] == left


def test_a_part_given_to_somebody_else_leaves_the_rest_where_it_was() -> None:
    after = planned([given("ana", due=DAY)], given("ben", 5, 10))
    assert after == [given("ana", 1, 4, due=DAY), given("ben", 5, 10, due=DAY), given("ana", 11, due=DAY)]


def test_what_is_left_empty_is_kept() -> None:
    after = planned([given("ana")], given(reviewer="ben", due=DAY))
    assert after == [given("ana", reviewer="ben", due=DAY)]


def test_where_nobody_had_work_the_new_assignment_stands_alone() -> None:
    after = planned([given("ana", 3, 4)], given(reviewer="ben"))
    assert after == [given(first=1, last=2, reviewer="ben"), given("ana", 3, 4, reviewer="ben"), given(
        first=5, reviewer="ben"
    )]  # fmt: skip


def test_parts_that_say_the_same_again_become_one() -> None:
    split = planned([given("ana")], given("ben", 5, 10))
    assert planned(split, given("ana", 5, 10)) == [given("ana")]


def test_taking_a_part_back_leaves_what_is_around_it() -> None:
    assert cleared([given("ana")], Span(1, 3)) == [given("ana", 4)]
    assert cleared([given("ana")], WHOLE) == []


def test_a_person_is_asked_for_what_names_them() -> None:
    work = [given("ana", 1, 4, reviewer="ben"), given("ben", 5)]
    assert tasks(work, "ben") == {(Task.REVIEW, Span(1, 4), None), (Task.TRANSLATE, Span(5), None)}
    assert tasks(work, "cid") == frozenset()
