"""Train the model on one thread: ``python train.py WORKDIR``; the same steps give the same weights."""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from model import Size, Translator
from torch import Tensor
from torch.nn import functional

START, END, PADDING = 1, 2, -1
LONGEST = 48
PEAK_RATE = 2.5e-3
WARM_UP = 300


def main() -> None:
    """Write weights.pt, an average over the last steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=4800)
    parser.add_argument("--tokens", type=int, default=1200, help="target tokens in a batch, padding included")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    sources, targets = pickle.loads((options.folder / "tokens.pickle").read_bytes())
    net = Translator(Size())
    print(sum(p.numel() for p in net.parameters()), "parameters", flush=True)
    fit(net, batches(sources, targets, tokens=options.tokens), steps=options.steps, file=options.folder / "weights.pt")


def fit(net: Translator, stream: Iterator[tuple[Tensor, ...]], *, steps: int, file: Path) -> None:
    """Fit in ``steps`` batches, keep a running average of the weights and save that."""
    optimizer = torch.optim.AdamW(net.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98), weight_decay=1e-4, fused=True)
    average = {name: value.clone() for name, value in net.state_dict().items()}
    began, total = time.monotonic(), 0.0
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = rate(step, steps=steps)
        total += one_step(net, optimizer, next(stream))
        with torch.no_grad():
            for name, value in net.state_dict().items():
                average[name].lerp_(value, 0.01 if step < 0.8 * steps else 0.004)
        if step % 100 == 0:
            print(f"{time.monotonic() - began:6.0f} s  step {step}  loss {total / 100:.4f}", flush=True)
            total = 0.0
        if step % 500 == 0 or step == steps:
            torch.save(average, file)


def rate(step: int, *, steps: int) -> float:
    """The learning rate: up over WARM_UP steps, level to the half, then down to almost nothing."""
    return PEAK_RATE * min(1, step / WARM_UP, max(2 * (1 - step / steps), 0.002))


def one_step(net: Translator, optimizer: torch.optim.Optimizer, batch: tuple[Tensor, ...]) -> float:
    """Learn from one batch; gives back its loss per token."""
    source, present, target, wanted = batch
    kept = wanted.view(-1) != PADDING
    states = net(source, present, target)
    scores = net.scores(states.view(-1, states.shape[-1])[kept])
    loss = functional.cross_entropy(scores, wanted.view(-1)[kept])
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimizer.step()
    return loss.item()


def batches(sources: list[list[int]], targets: list[list[int]], *, tokens: int) -> Iterator[tuple[Tensor, ...]]:
    """Batches without end, of sentences of about one length, in a new order each time round."""
    chance = random.Random(0)
    usable = [i for i in range(len(sources)) if max(len(sources[i]), len(targets[i])) < LONGEST]
    while True:
        order = sorted(usable, key=lambda i: len(sources[i]) + len(targets[i]) + 6 * chance.random())
        groups = list(grouped(order, [max(len(s), len(t)) + 1 for s, t in zip(sources, targets, strict=True)], tokens))
        chance.shuffle(groups)
        for group in groups:
            yield tensors([sources[i] for i in group], [targets[i] for i in group])


def grouped(order: list[int], lengths: list[int], tokens: int) -> Iterator[list[int]]:
    """Cut ``order`` where one more sentence would make the padded batch larger than ``tokens``."""
    group: list[int] = []
    longest = 0
    for index in order:
        longest = max(longest, lengths[index])
        if group and longest * (len(group) + 1) > tokens:
            yield group
            group, longest = [], lengths[index]
        group.append(index)
    yield group


def tensors(sources: list[list[int]], targets: list[list[int]]) -> tuple[Tensor, ...]:
    """Source, which of it is no padding, what the decoder reads, and what it should write."""
    source = padded(sources, fill=-1)
    target = padded([[START, *tokens] for tokens in targets], fill=0)
    wanted = padded([[*tokens, END] for tokens in targets], fill=PADDING)
    return source.clamp(min=0), source >= 0, target, wanted


def padded(rows: list[list[int]], *, fill: int) -> Tensor:
    """Rows of one length."""
    longest = max(map(len, rows))
    return torch.tensor([row + [fill] * (longest - len(row)) for row in rows])


if __name__ == "__main__":
    main()
