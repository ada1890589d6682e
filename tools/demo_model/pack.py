"""Turn the trained weights into an Argos package: ``python pack.py WORKDIR ../../src/translate_flow/engines/demo``."""

from __future__ import annotations

import argparse
import json
import tempfile
import zipfile
from pathlib import Path

import sentencepiece
import splitter
import torch
from ctranslate2.specs import common_spec, transformer_spec
from model import Layer, Size, Translator
from torch import nn

NAME = "demo-en_es-0_1"
METADATA = {
    "package_version": "0.1",
    "argos_version": "1.9",
    "from_code": "en",
    "from_name": "English",
    "to_code": "es",
    "to_name": "Spanish",
    "type": "translate",
    "demo": True,
    "links": [],
}
ALIGNMENT_LAYER = -1
"""The decoder layer whose attention says which word came from which: the last."""
CARD = Path(__file__).parent / "CARD.md"
_EPOCH = (2020, 1, 1, 0, 0, 0)


def main() -> None:
    """Write NAME.argosmodel into the second folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    tokenizer = options.work / "sentencepiece.model"
    processor = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    net = Translator(Size()).requires_grad_(requires_grad=False)
    net.load_state_dict(torch.load(options.work / "weights.pt"), strict=False)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        model.mkdir()
        save(net, [processor.id_to_piece(i) for i in range(len(processor))], model)
        package = options.out / f"{NAME}.argosmodel"
        files = {"sentencepiece.model": tokenizer} | {f"model/{file.name}": file for file in sorted(model.iterdir())}
        pack(package, {name: file.read_bytes() for name, file in files.items()})
    print(package, package.stat().st_size, "bytes")


def save(net: Translator, pieces: list[str], folder: Path) -> None:
    """Write the model in 8 bits, as CTranslate2 reads it."""
    spec = specification(net)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.decoder_start_token = spec.config.bos_token = pieces[1]
    spec.config.eos_token, spec.config.unk_token = pieces[2], pieces[0]
    spec.config.add_source_bos = spec.config.add_source_eos = False
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def specification(net: Translator) -> transformer_spec.TransformerSpec:
    """The weights, named as CTranslate2 names them."""
    size = net.size
    spec = transformer_spec.TransformerSpec.from_config(
        (size.encoder_layers, size.decoder_layers),
        size.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=ALIGNMENT_LAYER,
        alignment_heads=size.heads,
    )
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = net.embedding.weight.numpy()
    for side, layers, norm in (
        (spec.encoder, net.encoder, net.encoder_norm),
        (spec.decoder, net.decoder, net.decoder_norm),
    ):
        side.scale_embeddings = True
        _norm(side.layer_norm, norm)
        for part, layer in zip(side.layer, layers, strict=True):
            _layer(part, layer)
    spec.decoder.projection.weight, spec.decoder.projection.bias = net.embedding.weight.numpy(), net.output_bias.numpy()
    return spec


def _layer(spec: common_spec.LayerSpec, layer: Layer) -> None:
    _norm(spec.self_attention.layer_norm, layer.norm_self)
    _linear(spec.self_attention.linear[0], layer.attend_self.first)
    _linear(spec.self_attention.linear[1], layer.attend_self.out)
    if layer.attend_across is not None:
        _norm(spec.attention.layer_norm, layer.norm_across)
        _linear(spec.attention.linear[0], layer.attend_across.first)
        _linear(spec.attention.linear[1], layer.attend_across.keys_values)
        _linear(spec.attention.linear[2], layer.attend_across.out)
    _norm(spec.ffn.layer_norm, layer.norm_inner)
    _linear(spec.ffn.linear_0, layer.inner_in)
    _linear(spec.ffn.linear_1, layer.inner_out)


def _norm(spec: common_spec.LayerNormSpec, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = norm.weight.numpy(), norm.bias.numpy()


def _linear(spec: common_spec.LinearSpec, linear: nn.Linear) -> None:
    spec.weight, spec.bias = linear.weight.numpy(), linear.bias.numpy()


def pack(package: Path, files: dict[str, bytes]) -> None:
    """Zip the files with metadata, README and sentence splitter; the same files give the same bytes."""
    texts = {"metadata.json": json.dumps(METADATA, indent=2), "README.md": CARD.read_text(encoding="utf-8")}
    contents = {name: text.encode() for name, text in texts.items()} | files
    contents["minisbd/en.onnx"] = splitter.build("en")
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(f"{NAME}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


if __name__ == "__main__":
    main()
