"""What people write on one line: a name to show, a note."""

from __future__ import annotations

import regex

from translate_flow.errors import InputError, LimitError

UNSHOWN = regex.compile(r"[\p{Cc}\p{Cs}\p{Bidi_Control}]")
"""What no line may hold: controls, and what would turn the text around it. Joiners may stand, for scripts need them."""


def checked_line(text: str, *, most: int, what: str) -> str:
    """A line as it is kept, its white space folded; ``what`` names it in an error.

    >>> checked_line("  a   b ", most=10, what="the note")
    'a b'

    Raises:
        LimitError: it has more than ``most`` characters.
        InputError: it holds characters that cannot be shown, or that turn the text around them.

    """
    kept = " ".join(text.split())
    if len(kept) > most:
        raise LimitError(f"{what} has {len(kept)} characters, and {most} are the most; shorten it")
    if UNSHOWN.search(kept):
        raise InputError(f"{what}, {kept!a}, holds a character that cannot be shown; delete it")
    return kept
