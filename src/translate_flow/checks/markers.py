"""Tell whether signs that a model works with were left in what it said."""

from __future__ import annotations

from collections import Counter

import regex

_MARKER = regex.compile(
    r"(?i)<(?:unk|s|/s|pad|bos|eos|mask|sep|cls|extra_id_\d+|0x[0-9a-f]{2}|2[a-z]{2,3})>|&lt;(?:unk|/?s|pad)&gt;"
    r"|<\|[a-z_]{2,30}\|>|\[(?:UNK|PAD|CLS|SEP|MASK|BOS|EOS)\]|>>[a-z_]{2,10}<<"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"
    r"|[▁⁇\ufffd]|(?<=\w)@@(?!\S)|(?<!\w)@@(?=\w)"
)
"""Special tokens of SentencePiece, BERT, T5, GPT and OPUS-MT, joints of byte pairs, broken bytes, HTML's entities."""


def markers(source: str, target: str, _source_language: str = "", _language: str = "") -> bool:
    """Whether the target holds a special token, joint, entity or broken byte that the source does not.

    >>> markers("A sluice.", "Una <unk>."), markers("The token <unk>", "El símbolo <unk>")
    (True, False)
    """
    left = _MARKER.findall(target)
    return bool(left and Counter(left) - Counter(_MARKER.findall(source)))
