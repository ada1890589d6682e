"""How the parts of a store ask for a right."""

from __future__ import annotations

from typing import Protocol

from translate_flow.domain.people import Right


class Require(Protocol):
    """Checks a right of the author of the transaction; without a language the role everywhere counts."""

    def __call__(self, right: Right, *, language: str = "") -> None:
        """Raises NotAllowedError where they lack it."""
