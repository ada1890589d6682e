"""A sentence splitter by rule for the package, as an ONNX graph, so that Argos itself need not download one.

Translate Flow never reads it: its own rules split. MiniSBD, which Argos uses, runs it on characters and takes class 2
as the end of a sentence. The rule: a full stop, perhaps a closing quote, a space, then a capital, digit or opening.
"""

from __future__ import annotations

import json
import string

import numpy as np
from onnx import GraphProto, TensorProto, helper, numpy_helper

CLASSES = {
    "stop": ".!?…",
    "close": "\"'”’»)",
    "open": "\"'“‘«(¿¡",
    "space": " \u00a0",
    "start": string.ascii_uppercase + "ÁÉÍÓÚÑÜ" + string.digits,
}
REACH = 2
"""How many characters to either side a filter sees."""
_FILTERS = (
    ((0, ("stop",)), (1, ("space",)), (2, ("start", "open"))),
    ((-1, ("stop",)), (0, ("close",)), (1, ("space",)), (2, ("start", "open"))),
)
_FEATURES = 4
_CONFIG = {
    "skip_newline": False,
    "max_seqlen": 1000,
    "no_ssplit": False,
    "batch_size": 1,
    "feat_funcs": ["space_before", "capitalized", "numeric", "end_of_para"],
    "use_dictionary": False,
    "num_dict_feat": 0,
}


def build(language: str) -> bytes:
    """The graph with the metadata that MiniSBD wants."""
    characters = ["<PAD>", "<UNK>", *dict.fromkeys("".join(CLASSES.values()))]
    model = helper.make_model(_graph(characters), opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    ids = {character: number for number, character in enumerate(characters)}
    vocabulary = {"lang": language, "idx": 0, "cutoff": 0, "lower": False, "_unit2id": ids, "_id2unit": characters}
    metadata = {
        "lang_code": language,
        "config": json.dumps(_CONFIG),
        "vocab": json.dumps(vocabulary),
        "lexicon": "null",
    }
    helper.set_model_props(model, metadata)
    return model.SerializeToString()


def _graph(characters: list[str]) -> GraphProto:
    names = list(CLASSES)
    table = np.array([[character in CLASSES[name] for name in names] for character in characters], np.float32)
    weights = np.zeros((len(_FILTERS), len(names), 2 * REACH + 1), np.float32)
    for number, conditions in enumerate(_FILTERS):
        for offset, wanted in conditions:
            weights[number, [names.index(name) for name in wanted], offset + REACH] = 1
    constants = {
        "table": table,
        "weights": weights,
        "all_but_one": np.array([1 - len(conditions) for conditions in _FILTERS], np.float32),
        "votes": np.array([[0, 0], [0, 0], [10, 10]], np.float32)[:, :, None],
        "nothing_else": np.array([1, -5, 0], np.float32),
        "last": np.array([2], np.int64),
        "zero": np.array(0, np.float32),
    }
    nodes = [
        helper.make_node("Gather", ["table", "units"], ["rows"], axis=0),
        helper.make_node("Transpose", ["rows"], ["columns"], perm=[0, 2, 1]),
        helper.make_node("Conv", ["columns", "weights", "all_but_one"], ["met"], pads=[REACH, REACH], kernel_shape=[5]),
        helper.make_node("Relu", ["met"], ["fired"]),
        helper.make_node("Conv", ["fired", "votes", "nothing_else"], ["voted"], kernel_shape=[1]),
        helper.make_node("Transpose", ["voted"], ["classes"], perm=[0, 2, 1]),
        # MiniSBD feeds features; they must reach the output or the runtime drops that input
        helper.make_node("ReduceSum", ["features", "last"], ["sum"], keepdims=1),
        helper.make_node("Mul", ["sum", "zero"], ["nothing"]),
        helper.make_node("Add", ["classes", "nothing"], ["out"]),
    ]
    inputs = [
        helper.make_tensor_value_info("units", TensorProto.INT64, ["N", "L"]),
        helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", "L", _FEATURES]),
    ]
    outputs = [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["N", "L", 3])]
    initial = [numpy_helper.from_array(array, name) for name, array in constants.items()]
    return helper.make_graph(nodes, "sentences", inputs, outputs, initial)
