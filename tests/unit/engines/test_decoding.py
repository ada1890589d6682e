"""A compute type that the processor lacks is told in words of the settings, not as a damaged model."""

from __future__ import annotations

import pytest

from translate_flow.engines.decoding import COMPUTE_TYPES, Decoding, check_compute_type, compute_types
from translate_flow.engines.models import load
from translate_flow.engines.packages import installed
from translate_flow.errors import EngineError, PackageError


def test_a_type_the_processor_lacks_names_the_setting_and_the_others():
    with pytest.raises(EngineError, match=r"compute_type .* no int16; choose one of: default, auto, float32, int8$"):
        check_compute_type("int16", {"float32", "int8", "bfloat16"})


@pytest.mark.parametrize("wanted", ["default", "auto", "int8"])
def test_what_the_processor_has_is_taken(wanted):
    check_compute_type(wanted, {"int8"})


def test_a_model_is_not_called_damaged_for_a_type_that_is_no_type_here(packages):
    (lacking, *_) = [kind for kind in (*COMPUTE_TYPES, "float16", "bfloat16") if kind not in compute_types()] or [
        "none"
    ]
    with pytest.raises(EngineError, match=f"this processor has no {lacking}") as refused:
        load(installed(packages)[0], decoding=Decoding(compute_type=lacking))
    assert not isinstance(refused.value, PackageError)
