"""What people prefer: the keys of the editor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from translate_flow.domain.ports import Store

_KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its place on the keyboard (``KeyboardEvent.code``), and what is held with it; ``mod`` is Ctrl or ⌘."""

    code: str
    mod: bool = False
    alt: bool = False
    shift: bool = False


def keys_of(store: Store, person: str) -> Mapping[str, Key]:
    """The keys that a person chose, by what they do; those not named are as usual."""
    with store.read() as uow:
        kept = json.loads(uow.preferences.of(person).get(_KEYS, "{}"))
    return {name: Key(**key) for name, key in kept.items()}


def choose_keys(store: Store, keys: Mapping[str, Key], *, by: str) -> None:
    """Keep the keys that a person chose, in place of those chosen before.

    Raises:
        NotAllowedError: ``by`` has no account here.

    """
    value = json.dumps({name: asdict(key) for name, key in keys.items()}, sort_keys=True)
    with store.write(by=by) as uow:
        uow.preferences.put(_KEYS, value)
