"""Hash passwords with argon2id, and refuse those that guessers try first."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from translate_flow.errors import ConfigError


class WeakPasswordError(ConfigError):
    """A new password that cannot be one."""


LEAST = 10
"""Characters of a password (NIST SP 800-63B asks for 8 at least, and for no rules about which)."""

MOST = 1000
_TURNS = BoundedSemaphore(2)
"""Passwords that are looked at side by side: each takes 64 MB, and who guesses may send many at once."""

_BESIDE_NAME = 8
_DIFFERENT = 4


@cache
def _hasher() -> PasswordHasher:
    """RFC 9106's second recommendation, for machines with little memory: 64 MiB, 3 passes, 4 lanes."""
    return PasswordHasher()


def hashed(password: str, *, name: str) -> str:
    """The argon2id hash of a new password.

    Raises:
        WeakPasswordError: it is too short or too long, little more than the name, or a few characters over and over.

    """
    if not LEAST <= len(password) <= MOST:
        raise WeakPasswordError(
            f"the password must have {LEAST} to {MOST} characters; take a few words that do not belong"
        )
    if len(password.casefold().replace(name.casefold(), "")) < _BESIDE_NAME or len(set(password)) < _DIFFERENT:
        raise WeakPasswordError("the password is too easy to guess; leave the name out and take a few different words")
    with _TURNS:
        return _hasher().hash(password)


def fits(kept: str, password: str) -> bool:
    """Whether a password is the one that was hashed. As slow for no hash at all, so that names cannot be found out."""
    try:
        with _TURNS:
            return _hasher().verify(kept or _nobodys(), password[:MOST]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody's password")
