"""CTranslate2 is told to use what this processor has, and only that."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from translate_flow.engines.carried import carried_files, unpack
from translate_flow.engines.packages import installed
from translate_flow.engines.processor import PROCESSORS, fast_ways

WIDE = "flags\t\t: fpu sse2 avx2 avx512f avx512cd avx512bw avx512dq avx512vl avx512_vnni"
NARROW = "flags\t\t: fpu sse2 avx2 avx512f avx512cd"
LOADED = """
import sys
import translate_flow.engines
import ctranslate2
ctranslate2.Translator(sys.argv[1])
"""


@pytest.mark.parametrize(
    ("told", "wide"),
    [
        (f"processor\t: 0\n{WIDE}\n\nprocessor\t: 1\n{WIDE}\n", True),
        (f"processor\t: 0\n{WIDE}\n\nprocessor\t: 1\n{NARROW}\n", False),
        (f"{NARROW}\n", False),
        ("processor\t: 0\nFeatures\t: fp asimd\n", False),
        ("", False),
    ],
)
def test_512_bits_only_where_every_processor_has_all_that_they_need(tmp_path, told, wide):
    (tmp_path / "cpuinfo").write_text(told)
    assert (fast_ways(tmp_path / "cpuinfo").get("CT2_FORCE_CPU_ISA") == "AVX512") is wide


def test_without_a_list_of_processors_the_width_stays_open(tmp_path):
    assert "CT2_FORCE_CPU_ISA" not in fast_ways(tmp_path / "cpuinfo")


@pytest.mark.skipif(not PROCESSORS.exists(), reason="the kernel's list of processors is Linux'")
@pytest.mark.parametrize("asked", [None, "GENERIC"])
def test_ctranslate2_takes_it_and_what_a_person_set_goes_first(asked, tmp_path):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CT2_")}
    environment |= {"CT2_VERBOSE": "1"} | ({"CT2_FORCE_CPU_ISA": asked} if asked else {})
    (carried,) = installed(unpack(carried_files(), tmp_path))
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, str(carried.path / "model")],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    chosen = re.search(r"Selected ISA: (\w+)", ran.stderr)
    assert chosen
    assert chosen[1] == (asked or fast_ways().get("CT2_FORCE_CPU_ISA", chosen[1]))
