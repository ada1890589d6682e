"""The settings of the decoder are measured on this machine, and only speed changes with them."""

from __future__ import annotations

from newsroom import reports
from translate_flow.engines.decoding import Decoding, cores
from translate_flow.engines.packages import installed
from translate_flow.engines.tuning import Measured, tune

ENGLISH = [report.english for report in reports(12)]


def test_each_setting_is_measured_and_the_best_keeps_the_beam(packages):
    told: list[Measured] = []
    start = Decoding(beam=1)
    best = tune(installed(packages)[0], ENGLISH, start=start, seconds=0.1, told=told.append)
    tried = {item.decoding.batch_tokens for item in told}
    assert {256, 512, 1024, 2048} - {best.decoding.batch_tokens} <= tried
    assert {item.decoding.compute_type for item in told} >= {"int8", "float32"}
    assert {item.decoding.beam for item in told} == {1}
    assert best.decoding in {start, *(item.decoding for item in told)}
    assert all(item.speed > 0 for item in [best, *told])
    assert [(item.number, item.total) for item in told] == [(n, len(told)) for n in range(1, len(told) + 1)]


def test_one_worker_a_core_is_the_default():
    assert Decoding().decoders == cores()
    assert Decoding(threads=cores()).decoders == 1
    assert Decoding(workers=3).decoders == 3
