"""Claims on articles: one process at a time, given back when it ends, never two waiting for each other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from translate_flow.errors import StoreError
from translate_flow.jobs.claims import Claims, Order

HOLDER = """
import sys
from pathlib import Path
from translate_flow.jobs.claims import Claims

def give_up():
    raise SystemExit("it is held")

orders = [tuple(order.split(":")) for order in sys.argv[2:]]
with Claims(Path(sys.argv[1])).some(orders, waits=give_up) as held:
    print(*(":".join(order) for order in held), flush=True)
    sys.stdin.read()
"""
FAIR, BREAD = ("fair", "es"), ("bread", "es")


class GaveUpError(Exception):
    """Raised instead of waiting."""


def give_up() -> None:
    raise GaveUpError


class Holder:
    """Another process that holds orders until it is let go or killed."""

    def __init__(self, path: Path, *orders: Order) -> None:
        named = [":".join(order) for order in orders]
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path), *named], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.process.stdout is not None
        self.held = self.process.stdout.readline().decode().split()

    def release(self) -> None:
        """End in order."""
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        """End without a chance to tidy up."""
        self.process.kill()
        self.process.communicate(timeout=60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drafting.lock"


@pytest.fixture
def hold(path: Path) -> Iterator[Callable[..., Holder]]:
    holders: list[Holder] = []

    def start(*orders: Order) -> Holder:
        holders.append(Holder(path, *orders))
        return holders[-1]

    yield start
    for holder in holders:
        holder.kill()


def taken(path: Path, *orders: Order) -> Sequence[Order]:
    with Claims(path).some(orders, waits=give_up) as held:
        return held


def test_what_another_process_drafts_is_left_out_and_the_rest_is_had_at_once(path, hold):
    hold(FAIR)
    assert taken(path, FAIR, BREAD) == [BREAD]


def test_the_same_article_in_another_language_is_free(path, hold):
    hold(FAIR)
    assert taken(path, ("fair", "fr")) == [("fair", "fr")]


def test_where_all_is_held_it_waits_until_the_other_ends(path, hold):
    other = hold(FAIR, BREAD)
    with Claims(path).some([FAIR, BREAD], waits=other.release) as held:
        assert held == [FAIR, BREAD]


def test_a_killed_process_holds_nothing(path, hold):
    other = hold(FAIR)
    with Claims(path).some([FAIR], waits=other.kill) as held:
        assert held == [FAIR]


def test_whoever_waits_may_give_up_and_holds_nothing_then(path, hold):
    claims, other = Claims(path), hold(FAIR)
    with pytest.raises(GaveUpError), claims.some([FAIR], waits=give_up):
        pass
    other.release()
    with claims.some([FAIR], waits=give_up) as held:
        assert held == [FAIR]


def test_two_jobs_of_one_process_exclude_each_other_too(path):
    claims = Claims(path)
    with claims.some([FAIR], waits=give_up):
        with claims.some([FAIR, BREAD], waits=give_up) as held:
            assert held == [BREAD]
        with pytest.raises(GaveUpError), claims.some([FAIR], waits=give_up):
            pass


def test_giving_one_back_keeps_the_others(path, hold):
    claims = Claims(path)
    with claims.some([FAIR], waits=give_up):
        with claims.some([BREAD], waits=give_up):
            pass
        assert hold(FAIR, BREAD).held == ["bread:es"]


def test_an_error_inside_gives_the_claim_back(path, hold):
    with pytest.raises(ValueError, match="broke"), Claims(path).some([FAIR], waits=give_up):
        raise ValueError("it broke")
    assert hold(FAIR).held == ["fair:es"]


def test_nothing_asked_is_nothing_held(path):
    assert taken(path) == []


def test_more_orders_than_a_process_may_open_files_are_held_at_once(path):
    orders = [(f"article-{number}", "es") for number in range(2000)]
    assert taken(path, *orders) == orders


def test_a_folder_that_cannot_be_written_is_named(path):
    path.parent.write_text("a file")
    with pytest.raises(StoreError, match="the workspace must be writable"):
        taken(path, FAIR)
