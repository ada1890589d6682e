"""Blow a small model up to the size of a usual Argos package, with the same output: for measuring speed.

Every hidden state becomes four equal copies of itself, further layers add nothing, further words are never chosen. So
lengths and endings are those of real text, and each token costs what it costs in a 6+6-layer Transformer base model.
The file format is CTranslate2's own (binary version 6): its ``specs`` would want the model it was converted from.
"""

from __future__ import annotations

import json
import math
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

COPIES = 4
LAYERS = 6
VOCABULARY = 32_000
POSITIONS = 512
_TYPES = {0: "<f4", 1: "<i1", 2: "<i2", 3: "<i4"}
_NEVER = -50.0
_MADE_ANEW = ("decoder/alignment_", "decoder/embeddings", "decoder/projection", "encoder/embeddings_0")

Weights = dict[str, NDArray[np.generic]]


def inflate(package: Path, folder: Path) -> Path:
    """Write the package once more into ``folder``, at real size; gives back the new package's folder."""
    made = folder / package.name
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(package, made)
    words = json.loads((package / "model" / "shared_vocabulary.json").read_text("utf-8"))
    words += [f"<never{index}>" for index in range(VOCABULARY - len(words))]
    (made / "model" / "shared_vocabulary.json").write_text(json.dumps(words), "utf-8")
    with (package / "model" / "model.bin").open("rb") as file:
        weights, aliases = _read(file)
    with (made / "model" / "model.bin").open("wb") as file:
        _write(file, dict(_inflated(weights, aliases)))
    return made


def _read(file: BinaryIO) -> tuple[Weights, dict[str, str]]:
    if (version := _number(file, "I")) != 6:
        raise SystemExit(f"{file.name}: binary version {version}; only 6 is known here")
    _string(file), _number(file, "I")
    weights: Weights = {}
    for _ in range(_number(file, "I")):
        name = _string(file)
        shape = [_number(file, "I") for _ in range(_number(file, "B"))]
        kind, size = _TYPES[_number(file, "B")], _number(file, "I")
        weights[name] = np.frombuffer(file.read(size), kind).reshape(shape)
    return weights, {_string(file): _string(file) for _ in range(_number(file, "I"))}


def _number(file: BinaryIO, kind: str) -> int:
    found: int = struct.unpack(f"<{kind}", file.read(struct.calcsize(f"<{kind}")))[0]
    return found


def _string(file: BinaryIO) -> str:
    return file.read(_number(file, "H"))[:-1].decode()


def _write(file: BinaryIO, weights: Weights) -> None:
    def string(text: str) -> bytes:
        return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"

    file.write(struct.pack("<I", 6) + string("TransformerSpec") + struct.pack("<II", 7, len(weights)))
    kinds = {np.dtype(kind): number for number, kind in _TYPES.items()}
    for name, value in sorted(weights.items()):
        file.write(string(name) + struct.pack("<B", value.ndim) + struct.pack(f"<{value.ndim}I", *value.shape))
        file.write(struct.pack("<BI", kinds[value.dtype], value.nbytes) + value.tobytes())
    file.write(struct.pack("<I", 0))


def _inflated(weights: Weights, aliases: dict[str, str]) -> Iterator[tuple[str, NDArray[np.generic]]]:
    for name, value in weights.items():
        if name.endswith("/num_heads"):
            yield name, np.array(value * COPIES, value.dtype)
        elif not name.startswith(_MADE_ANEW):
            yield name, _tiled(name, value) if value.ndim else value
    yield from _ends(weights, aliases)
    for side in ("encoder", "decoder"):
        there = sum(1 for name in weights if name.startswith(f"{side}/layer_") and name.endswith("/ffn/linear_0/bias"))
        for layer in range(there, LAYERS):
            yield from _idle(side, layer, weights)
        if side == "decoder":
            yield "decoder/alignment_layer", np.array(there - 1, "<i2")
    yield "decoder/alignment_heads", np.array(weights["decoder/num_heads"] * COPIES, "<i2")


def _blocks(name: str) -> int:
    """How many matrices are stacked in a fused one: query, key and value; key and value."""
    if "/self_attention/linear_0/" in name:
        return 3
    return 2 if "/attention/linear_1/" in name and "self" not in name else 1


def _tiled(name: str, value: NDArray[np.generic]) -> NDArray[np.generic]:
    """Four copies in and out. Sums grow fourfold; so does the scale that the integers are divided by."""
    repeats = (COPIES, COPIES) if value.ndim == 2 else (COPIES,)
    tiled = np.concatenate([np.tile(block, repeats) for block in np.split(value, _blocks(name))])
    return (tiled * np.float32(COPIES)).astype("<f4") if name.endswith("_scale") else np.ascontiguousarray(tiled)


def _ends(weights: Weights, aliases: dict[str, str]) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Embeddings, positions and the output layer, with words that are never chosen."""
    words, scale = weights["decoder/embeddings/weight"], weights["decoder/embeddings/weight_scale"]
    more = VOCABULARY - len(words)
    padding = np.random.default_rng(0).integers(-100, 100, (more, words.shape[1] * COPIES)).astype("<i1")
    table = np.concatenate([np.tile(words, (1, COPIES)), padding])
    scales = np.concatenate([scale, np.full(more, scale.mean(), "<f4")])
    for name in ("decoder/embeddings", "encoder/embeddings_0"):
        # CTranslate2 multiplies embeddings by the square root of the width
        yield f"{name}/weight", table
        yield f"{name}/weight_scale", (scales * np.float32(math.sqrt(COPIES))).astype("<f4")
    yield "decoder/projection/weight", table
    yield "decoder/projection/weight_scale", (scales * np.float32(COPIES)).astype("<f4")
    yield "decoder/projection/bias", np.concatenate([weights["decoder/projection/bias"], np.full(more, _NEVER, "<f4")])
    for side in ("encoder", "decoder"):
        yield f"{side}/position_encodings/encodings", np.tile(_positions(words.shape[1]), (1, COPIES)).astype("<f4")
    if "encoder/embeddings_0/weight" not in aliases:
        raise SystemExit("only a model with one shared table of embeddings can be blown up")


def _positions(depth: int) -> NDArray[np.floating]:
    """CTranslate2's default: positions from 1, sines beside cosines."""
    steps = np.exp(np.arange(depth // 2) * -(math.log(10_000) / (depth / 2 - 1)))
    angles = (np.arange(POSITIONS) + 1)[:, None] * steps[None]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)


def _idle(side: str, layer: int, weights: Weights) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """A layer that computes in full and adds nothing: the last matrix of each part is zero."""
    width = weights["decoder/embeddings/weight"].shape[1] * COPIES
    middle = len(weights["encoder/layer_0/ffn/linear_0/bias"]) * COPIES
    parts: dict[str, tuple[int, ...]] = {"self_attention": (3 * width, width), "ffn": (middle, width)}
    if side == "decoder":
        parts["attention"] = (width, 2 * width, width)
    generator = np.random.default_rng(layer)
    for part, heights in parts.items():
        yield f"{side}/layer_{layer}/{part}/layer_norm/beta", np.zeros(width, "<f4")
        yield f"{side}/layer_{layer}/{part}/layer_norm/gamma", np.ones(width, "<f4")
        for index, height in enumerate(heights):
            name = f"{side}/layer_{layer}/{part}/linear_{index}"
            last = index == len(heights) - 1
            shape = (height, middle if part == "ffn" and last else width)
            value = np.zeros(shape, "<i1") if last else generator.integers(-127, 127, shape).astype("<i1")
            yield f"{name}/weight", value
            yield f"{name}/weight_scale", np.full(height, 1000.0, "<f4")
            yield f"{name}/bias", np.zeros(height, "<f4")
