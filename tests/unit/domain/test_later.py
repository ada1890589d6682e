"""Items that are made at the first look."""

from __future__ import annotations

from collections.abc import Iterator

from translate_flow.domain.later import Later


def test_nothing_is_made_before_somebody_looks_and_then_only_once() -> None:
    asked: list[str] = []

    def make() -> Iterator[str]:
        asked.append("asked")
        yield from "abc"

    later = Later(make)
    assert asked == []
    assert [*later, later[0], later[1:]] == ["a", "b", "c", "a", ("b", "c")]
    assert len(later) == 3
    assert asked == ["asked"]


def test_it_equals_a_sequence_of_the_same_items_on_either_side() -> None:
    assert Later(lambda: "ab") == ("a", "b")
    assert ["a", "b"] == Later(lambda: "ab")  # noqa: SIM300 - the other side is the claim
    assert Later(lambda: "ab") != ("a",)
    assert hash(Later(lambda: "ab")) == hash(Later(lambda: "ab"))
    assert (Later(lambda: "5") == 5) is False
