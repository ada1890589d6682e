"""Who may do what: roles and their rights."""

from __future__ import annotations

from enum import StrEnum

LOCAL_OWNER = "local"
"""The one person of a workspace on a loopback address that has no accounts yet."""


class Role(StrEnum):
    """What a person is in the workspace; each role has the rights of those before it."""

    READER = "reader"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Right(StrEnum):
    """What a write needs."""

    EDIT = "edit"
    APPROVE = "approve"
    COORDINATE = "coordinate"


_NEEDS = {Right.EDIT: Role.TRANSLATOR, Right.APPROVE: Role.REVIEWER, Right.COORDINATE: Role.COORDINATOR}
_RANK = list(Role)


def may(role: Role, right: Right) -> bool:
    """Whether ``role`` includes ``right``."""
    return _RANK.index(role) >= _RANK.index(_NEEDS[right])
