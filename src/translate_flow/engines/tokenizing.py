"""Turn a sentence into the tokens of a model and back, and say which characters each token stands for."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from translate_flow.errors import PackageError

Span = tuple[int, int]
"""Start and end in code points; equal when a token stands for no character of its own."""

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_SPACE_MARK = "\u2581"
_REACH = 24
"""How many characters past the cursor a token may begin; beyond, the token was rewritten and stands for nothing."""


class Tokenizer(Protocol):
    """What a model needs to read and write sentences."""

    def encode(self, sentence: str) -> list[str]:
        """The tokens of a sentence."""

    def decode(self, tokens: Sequence[str]) -> str:
        """The sentence of some tokens."""

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """What each token shows of the sentence, without spaces; a character of several tokens shows at the last."""


class SentencePieceTokenizer:
    """Reads ``sentencepiece.model``, the tokenizer of nearly all Argos packages."""

    def __init__(self, path: Path) -> None:
        from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - loads only when a model does

        try:
            self._model = SentencePieceProcessor(model_file=str(path))
        except (RuntimeError, OSError, ValueError) as exc:
            raise PackageError(f"{path}: the tokenizer cannot be read; install the package again") from exc

    def encode(self, sentence: str) -> list[str]:
        """See Tokenizer."""
        tokens: list[str] = self._model.encode(sentence, out_type=str)
        return tokens

    def decode(self, tokens: Sequence[str]) -> str:
        """See Tokenizer. Unlike Argos' own, it leaves ``_`` alone: placeholders and addresses need it."""
        text: str = self._model.decode_pieces(list(tokens))
        return text.replace(_SPACE_MARK, " ")

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """See Tokenizer."""
        return list(_join_bytes(tokens))


def _join_bytes(tokens: Sequence[str]) -> Iterator[str]:
    pending = b""
    for token in tokens:
        match = _BYTE.fullmatch(token)
        if not match:
            pending = b""
            yield token.replace(_SPACE_MARK, "")
            continue
        pending += bytes([int(match[1], 16)])
        shown = pending.decode("utf-8", "ignore")
        pending = b"" if shown else pending
        yield shown


class BpeTokenizer:
    """Reads ``bpe.model``: Argos' own Moses and subword-nmt reader does it, imported without the rest of Argos."""

    def __init__(self, path: Path, *, source: str, target: str) -> None:
        try:
            from argostranslate.tokenizer import BPETokenizer  # noqa: PLC0415 - loads only when such a model does

            self._model: Any = BPETokenizer(path, source, target)
            self._model.lazy_load()
        except ImportError as exc:
            raise PackageError(f"{path}: needs argos-translate-lt; run: pip install argos-translate-lt") from exc
        except (OSError, ValueError, IndexError, SystemExit) as exc:
            raise PackageError(f"{path}: the tokenizer cannot be read; install the package again") from exc

    def encode(self, sentence: str) -> list[str]:
        """See Tokenizer."""
        tokens: list[str] = self._model.encode(sentence)
        return tokens

    def decode(self, tokens: Sequence[str]) -> str:
        """See Tokenizer."""
        text: str = self._model.decode(list(tokens))
        return text

    def surfaces(self, tokens: Sequence[str]) -> list[str]:
        """See Tokenizer."""
        return [html.unescape(token.removesuffix("@@")) for token in tokens]


def open_tokenizer(path: Path, *, source: str, target: str) -> Tokenizer:
    """The tokenizer in file ``path`` of a package.

    Raises:
        PackageError: it cannot be read.

    """
    if path.name == "bpe.model":
        return BpeTokenizer(path, source=source, target=target)
    return SentencePieceTokenizer(path)


def locate(surfaces: Sequence[str], text: str) -> list[Span]:
    """Where each surface stands in ``text``, left to right; an empty span for one that is not found nearby.

    Compared under NFKC, because SentencePiece normalises what it reads; spans are in code points of ``text``.

    >>> locate(["mayor", "'", "s"], "The mayor's")
    [(4, 9), (9, 10), (10, 11)]
    """
    flat, origin = _flatten(text)
    spans, cursor = [], 0
    for surface in surfaces:
        wanted = unicodedata.normalize("NFKC", surface)
        at = flat.find(wanted, cursor, cursor + _REACH + len(wanted)) if wanted else -1
        if at < 0:
            spans.append((origin[cursor], origin[cursor]))
            continue
        cursor = at + len(wanted)
        spans.append((origin[at], origin[cursor - 1] + 1))
    return spans


def _flatten(text: str) -> tuple[str, Sequence[int]]:
    if unicodedata.is_normalized("NFKC", text):
        return text, range(len(text) + 1)
    parts = [unicodedata.normalize("NFKC", char) for char in text]
    origin = [index for index, part in enumerate(parts) for _ in part]
    return "".join(parts), [*origin, len(text)]
