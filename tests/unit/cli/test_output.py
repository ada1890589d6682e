"""What commands print while they work: plain lines on standard error where no terminal shows a bar."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from translate_flow.cli.output import progress_bar, progress_lines


def lines(moments: Sequence[tuple[float, int]], *, total: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What is told of ``total`` from 0 s on, for each moment in seconds and what is done then."""
    clock = iter([0.0, *(at for at, _ in moments)])
    show = progress_lines("fair → es", clock=lambda: next(clock))
    for _, done in moments:
        show(done, total)
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_each_tenth_is_a_line_that_estimates_the_rest(capsys):
    moments = [(float(second), 10 * second) for second in range(101)]
    told = lines(moments, total=1000, capsys=capsys)
    assert told[0] == "fair → es: 100 of 1,000 (10 %), about 90 s left"
    assert [line.partition(" (")[2].partition(" %")[0] for line in told] == [str(10 * step) for step in range(1, 10)]


def test_little_progress_is_told_every_half_minute(capsys):
    told = lines([(float(second), 1 + second // 30) for second in range(100)], total=1000, capsys=capsys)
    assert [line.partition(" of")[0] for line in told] == ["fair → es: 2", "fair → es: 3", "fair → es: 4"]


def test_what_is_soon_done_needs_no_line(capsys):
    assert lines([(0.1 * step, step) for step in range(1, 11)], total=10, capsys=capsys) == []


def test_nothing_to_do_is_nothing_to_tell(capsys):
    assert lines([(60.0, 0), (120.0, 0)], total=0, capsys=capsys) == []


def test_a_bar_that_nobody_sees_is_such_lines(capsys):
    assert not sys.stderr.isatty()
    with progress_bar("fair → es") as show:
        show(1, 2)
    assert capsys.readouterr() == ("", "")
