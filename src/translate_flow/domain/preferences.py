"""What a person prefers at their desk, and the port to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Preferences(Protocol):
    """What people prefer: values (JSON) by name, each person's own."""

    def of(self, person: str) -> Mapping[str, str]:
        """Everything that a person prefers."""

    def put(self, name: str, value: str) -> None:
        """Keep what the author of this transaction prefers.

        Raises:
            NotAllowedError: the author has no account, or a disabled one.

        """
