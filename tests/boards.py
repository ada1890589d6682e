"""How far something is on a board, made up."""

from __future__ import annotations

from translate_flow.domain.board import Amount, Standing
from translate_flow.domain.translation import State


def standing(slug: str, language: str, done: int, **more: int) -> Standing:
    states = {state: Amount() for state in State} | {
        State.APPROVED: Amount(done, done),
        State.DRAFT: Amount(10 - done, 10 - done),
    }
    return Standing(slug, slug, "en", language, states, Amount(done, done), **more)
