"""What a process of the contention test does; a module of its own, for spawned processes to import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, State
from translate_flow.errors import ConflictError
from translate_flow.store import open_store


def add_words(path: Path, times: int) -> None:
    """Add a word to the first target of ``market`` in Spanish, ``times`` times, reading anew after each conflict."""
    store, done = open_store(path), 0
    while done < times:
        with store.read() as uow:
            unit = uow.targets.bitext("market", "es").units[0]
        text = f"{unit.target.text} x".strip()
        target = replace(unit.target, text=text, state=State.DRAFT, source_hash=unit.segment.source_hash)
        try:
            with store.write(by=LOCAL_OWNER) as uow:
                uow.targets.write(target, base=unit.target.version, action=Action.EDIT)
            done += 1
        except ConflictError:
            continue
    store.close()
