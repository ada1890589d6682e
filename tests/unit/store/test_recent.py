"""What is dear to build is built once, and only what was used last stays."""

from __future__ import annotations

from translate_flow.store.recent import Recent


def test_what_is_known_is_not_built_again():
    recent, built = Recent(2), []
    for _ in range(3):
        recent.get("a", lambda: built.append("a") or object())
    assert built == ["a"]
    assert recent.get("a", object) is recent.get("a", object)


def test_what_was_used_longest_ago_makes_room():
    recent, built = Recent(2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        recent.get(key, lambda key=key: built.append(key) or object())
    assert built == ["a", "b", "c", "b"]


def test_what_is_empty_is_kept_too():
    recent = Recent(1)
    assert recent.get("a", list) is recent.get("a", list)
