"""What a use case at the desk asks of a unit of work beside texts: what people say of them, and what they prefer."""

from __future__ import annotations

from typing import Protocol

from translate_flow.domain.comment_port import Comments
from translate_flow.domain.dismissals import Dismissals
from translate_flow.domain.efforts import Efforts
from translate_flow.domain.judgements import Judgements
from translate_flow.domain.preferences import Preferences


class Reviewing(Protocol):
    """The part of a unit of work that people who review use."""

    @property
    def comments(self) -> Comments:
        """What people say about segments."""

    @property
    def dismissals(self) -> Dismissals:
        """What checks found and people know to be right."""

    @property
    def efforts(self) -> Efforts:
        """The time and the keys that people spend."""

    @property
    def judgements(self) -> Judgements:
        """How much the checks find in each target."""

    @property
    def preferences(self) -> Preferences:
        """What people prefer."""
