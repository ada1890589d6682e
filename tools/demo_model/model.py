"""A small Transformer whose layers are laid out as CTranslate2 stores them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Size:
    """How large the model is; these figures give 1.5 million parameters."""

    pieces: int = 3000
    width: int = 128
    inner: int = 512
    heads: int = 4
    encoder_layers: int = 3
    decoder_layers: int = 2
    longest: int = 512


def positions(length: int, width: int) -> Tensor:
    """CTranslate2's position encodings: counted from 1, the sines before the cosines."""
    steps = torch.exp(torch.arange(width // 2) * -(math.log(10000) / (width / 2 - 1)))
    angles = (torch.arange(length) + 1)[:, None] * steps[None]
    return torch.cat([angles.sin(), angles.cos()], 1)


class Attention(nn.Module):
    """Multi-head attention; ``memory`` is the encoder's output for attention across, else None."""

    def __init__(self, size: Size, *, across: bool) -> None:
        super().__init__()
        self.heads = size.heads
        self.across = across
        width = size.width
        self.first = nn.Linear(width, width if across else 3 * width)
        self.keys_values = nn.Linear(width, 2 * width) if across else None
        self.out = nn.Linear(width, width)

    def forward(
        self, states: Tensor, *, memory: Tensor | None = None, mask: Tensor | None = None, causal: bool = False
    ) -> Tensor:
        """New states, as many as before; ``mask`` tells what may be attended to, ``causal`` hides what comes later."""
        if self.keys_values is not None:
            parts = (self.first(states), *self.keys_values(memory).chunk(2, -1))
        else:
            parts = self.first(states).chunk(3, -1)
        query, keys, values = (self._by_head(part) for part in parts)
        mixed = functional.scaled_dot_product_attention(query, keys, values, attn_mask=mask, is_causal=causal)
        return self.out(mixed.transpose(1, 2).reshape(states.shape))

    def _by_head(self, part: Tensor) -> Tensor:
        return part.view(part.shape[0], -1, self.heads, part.shape[-1] // self.heads).transpose(1, 2)


class Layer(nn.Module):
    """One layer, normalised before each step; with ``across`` it also attends to the encoder."""

    def __init__(self, size: Size, *, across: bool) -> None:
        super().__init__()
        self.norm_self = nn.LayerNorm(size.width)
        self.attend_self = Attention(size, across=False)
        self.norm_across = nn.LayerNorm(size.width) if across else None
        self.attend_across = Attention(size, across=True) if across else None
        self.norm_inner = nn.LayerNorm(size.width)
        self.inner_in = nn.Linear(size.width, size.inner)
        self.inner_out = nn.Linear(size.inner, size.width)

    def forward(self, states: Tensor, *, memory: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """New states, as many as before; with ``memory`` no state sees a later one."""
        own_mask = mask if memory is None else None
        states = states + self.attend_self(self.norm_self(states), mask=own_mask, causal=memory is not None)
        if self.norm_across is not None and self.attend_across is not None:
            states = states + self.attend_across(self.norm_across(states), memory=memory, mask=mask)
        return states + self.inner_out(functional.relu(self.inner_in(self.norm_inner(states))))


class Translator(nn.Module):
    """Encoder and decoder that share one embedding, also with the output."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.embedding = nn.Embedding(size.pieces, size.width)
        self.encoder = nn.ModuleList(Layer(size, across=False) for _ in range(size.encoder_layers))
        self.decoder = nn.ModuleList(Layer(size, across=True) for _ in range(size.decoder_layers))
        self.encoder_norm = nn.LayerNorm(size.width)
        self.decoder_norm = nn.LayerNorm(size.width)
        self.output_bias = nn.Parameter(torch.zeros(size.pieces))
        self.register_buffer("positions", positions(size.longest, size.width), persistent=False)
        self._start()

    def _start(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
        nn.init.normal_(self.embedding.weight, std=self.size.width**-0.5)

    def _embed(self, tokens: Tensor) -> Tensor:
        return self.embedding(tokens) * self.size.width**0.5 + self.positions[: tokens.shape[1]]

    def forward(self, source: Tensor, present: Tensor, target: Tensor) -> Tensor:
        """Decoder states (batch, length, width); ``present`` tells tokens from padding."""
        mask = present[:, None, None, :]
        memory = self._embed(source)
        for layer in self.encoder:
            memory = layer(memory, mask=mask)
        memory, states = self.encoder_norm(memory), self._embed(target)
        for layer in self.decoder:
            states = layer(states, memory=memory, mask=mask)
        return self.decoder_norm(states)

    def scores(self, states: Tensor) -> Tensor:
        """The score of every piece."""
        return functional.linear(states, self.embedding.weight, self.output_bias)
