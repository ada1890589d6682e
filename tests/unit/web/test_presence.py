"""Tabs tell where they are and hear of each other; a silent one is forgotten."""

from __future__ import annotations

from translate_flow.web.presence import GONE_SECONDS, MOST_TABS, Presence, Sign


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def sign(person: str, tab: str = "tab-00000001", *, article: str = "fair", language: str = "es") -> Sign:
    return Sign(tab, person, article, language, segment=3, typing=False)


def people(others) -> list[str]:
    return [other.person for other in others]


def test_those_in_one_article_and_language_hear_of_each_other_and_of_nobody_else():
    presence = Presence()
    assert people(presence.here(sign("ben"))) == []
    presence.here(sign("eva", article="mill"))
    presence.here(sign("kim", language="fr"))
    assert people(presence.here(sign("ana"))) == ["ben"]
    assert people(presence.here(sign("ben"))) == ["ana"]


def test_another_tab_of_the_same_person_is_another_and_nobody_speaks_for_anothers_tab():
    presence = Presence()
    presence.here(sign("ana", "tab-00000001"))
    assert people(presence.here(sign("ana", "tab-00000002"))) == ["ana"]
    assert people(presence.here(sign("ben", "tab-00000001"))) == ["ana", "ana"]


def test_who_leaves_or_falls_silent_is_gone():
    clock = Clock()
    presence = Presence(clock)
    presence.here(sign("ana"))
    presence.here(sign("ben"))
    presence.leave("ben", "tab-00000001")
    assert people(presence.here(sign("eva"))) == ["ana"]
    clock.now = GONE_SECONDS - 1
    assert people(presence.here(sign("ana"))) == ["eva"]
    clock.now = GONE_SECONDS + 1
    assert people(presence.here(sign("kim"))) == ["ana"]


def test_more_tabs_than_anybody_opens_do_not_fill_the_memory():
    presence = Presence(Clock())
    for number in range(MOST_TABS + 50):
        presence.here(sign("ana", f"tab-{number:08}"))
    assert len(presence.here(sign("ben"))) == MOST_TABS - 1
