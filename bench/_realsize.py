"""Blow the tiny package up to the size of a real one: the same drafts, at a real model's cost.

Hidden states become four tiled copies (matrices are tiled and divided by four), further layers add nothing to the
residual stream, further words of the vocabulary are never chosen: 6+6 layers, d 512, ffn 2048, 32,000 words, int8.
"""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec

Weights = dict[str, Any]

COPIES = 4
LAYERS = 6
WORDS = 32_000
HEADS = 16
_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_NEVER = -50.0


def read_weights(path: Path) -> Weights:
    """The variables of a CTranslate2 ``model.bin`` (version 6), int8 ones scaled back to floats."""
    data = memoryview(path.read_bytes())
    at = 4

    def take(form: str) -> Any:
        nonlocal at
        (value,) = struct.unpack_from(form, data, at)
        at += struct.calcsize(form)
        return value

    def text() -> str:
        nonlocal at
        length = take("<H")
        at += length
        return bytes(data[at - length : at - 1]).decode()

    text(), take("<I")
    raw: Weights = {}
    for _ in range(take("<I")):
        name = text()
        shape = [take("<I") for _ in range(take("<B"))]
        kind, size = take("<B"), take("<I")
        raw[name] = np.frombuffer(data[at : at + size], _TYPES[kind]).reshape(shape)
        at += size
    return {name: _scaled(name, value, raw) for name, value in raw.items() if not name.endswith("_scale")}


def _scaled(name: str, value: Any, raw: Weights) -> Any:
    scale = raw.get(f"{name}_scale")
    return value if scale is None else value.astype(np.float32) / scale[:, None]


def inflate(source: Path, folder: Path) -> Path:
    """Write the installed package ``source`` in real size as ``folder``, a package too."""
    shutil.copytree(source, folder)
    shutil.rmtree(folder / "model")
    (folder / "model").mkdir()
    words = json.loads((source / "model" / "shared_vocabulary.json").read_text("utf-8"))
    spec = _spec(read_weights(source / "model" / "model.bin"), words)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder / "model"))
    return folder


def _spec(weights: Weights, words: list[str]) -> Any:
    spec = transformer_spec.TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=True, activation=common_spec.Activation.RELU,
        alignment_layer=1, alignment_heads=HEADS,
    )  # fmt: skip
    embedding = weights["decoder/embeddings/weight"]
    more = WORDS - len(words)
    noise = np.random.default_rng(0)
    wide = np.tile(embedding, (1, COPIES)) / np.sqrt(COPIES)  # CTranslate2 multiplies by the root of the width
    table = np.concatenate([wide, noise.standard_normal((more, wide.shape[1])) * 0.002]).astype(np.float32)
    places = np.tile(_positions(512, embedding.shape[1]), (1, COPIES)).astype(np.float32)
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = table
        side.scale_embeddings = True
        side.position_encodings.encodings = places
        _norm(side.layer_norm, weights, f"{name}/layer_norm")
        for number, layer in enumerate(side.layer):
            _layer(layer, weights, f"{name}/layer_{number}", noise, width=wide.shape[1])
    rows = np.concatenate([np.tile(embedding, (1, COPIES)) / COPIES, np.zeros((more, wide.shape[1]))])
    spec.decoder.projection.weight = rows.astype(np.float32)
    bias = weights["decoder/projection/bias"]
    spec.decoder.projection.bias = np.concatenate([bias, np.full(more, _NEVER)]).astype(np.float32)
    known = [*words, *(f"<never{number}>" for number in range(more))]
    spec.register_source_vocabulary(known)
    spec.register_target_vocabulary(known)
    for name, value in {
        "decoder_start_token": "<s>",
        "bos_token": "<s>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
    }.items():
        setattr(spec.config, name, value)
    spec.config.add_source_bos = spec.config.add_source_eos = False
    return spec


def _layer(layer: Any, weights: Weights, name: str, noise: Any, *, width: int) -> None:
    parts = {"self_attention": layer.self_attention, "ffn": layer.ffn}
    if getattr(layer, "attention", None) is not None:
        parts["attention"] = layer.attention
    for part, spec in parts.items():
        if f"{name}/{part}/layer_norm/gamma" in weights:
            _norm(spec.layer_norm, weights, f"{name}/{part}/layer_norm")
        else:
            spec.layer_norm.gamma, spec.layer_norm.beta = np.ones(width, np.float32), np.zeros(width, np.float32)
        linears = [spec.linear_0, spec.linear_1] if part == "ffn" else spec.linear
        shapes = _shapes(part, width)
        for number, linear in enumerate(linears):
            _linear(
                linear,
                weights,
                f"{name}/{part}/linear_{number}",
                shapes[number],
                noise,
                last=number + 1 == len(linears),
            )


def _shapes(part: str, width: int) -> list[tuple[int, int]]:
    return {
        "self_attention": [(3 * width, width), (width, width)],
        "attention": [(width, width), (2 * width, width), (width, width)],
        "ffn": [(COPIES * width, width), (width, COPIES * width)],
    }[part]


def _linear(linear: Any, weights: Weights, name: str, shape: tuple[int, int], noise: Any, *, last: bool) -> None:
    """The tiled matrix; in a further layer noise, and zeros at its end, so that the layer adds nothing."""
    if f"{name}/weight" not in weights:
        made = np.zeros(shape) if last else noise.standard_normal(shape) * 0.02
        linear.weight, linear.bias = made.astype(np.float32), np.zeros(shape[0], np.float32)
        return
    weight, bias = weights[f"{name}/weight"], weights[f"{name}/bias"]
    blocks = shape[0] // (weight.shape[1] * COPIES) if shape[0] > shape[1] and "ffn" not in name else 1
    tiled = [np.tile(part, (COPIES, COPIES)) / COPIES for part in np.split(weight, blocks)]
    linear.weight = np.concatenate(tiled).astype(np.float32)
    linear.bias = np.concatenate([np.tile(part, COPIES) for part in np.split(bias, blocks)]).astype(np.float32)


def _norm(norm: Any, weights: Weights, name: str) -> None:
    norm.gamma, norm.beta = (np.tile(weights[f"{name}/{part}"], COPIES) for part in ("gamma", "beta"))


def _positions(count: int, width: int) -> Any:
    """CTranslate2's sinusoids: positions from 1, sines then cosines (Vaswani et al. 2017, section 3.5)."""
    rates = np.exp(-np.log(10_000) / (width / 2 - 1) * np.arange(width // 2))
    places = (np.arange(count) + 1)[:, None] * rates[None]
    return np.concatenate([np.sin(places), np.cos(places)], axis=1)
