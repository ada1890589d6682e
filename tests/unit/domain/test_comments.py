"""Whom a comment names, and what is kept of its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.comments import MOST, checked, mentioned, passages, strangers
from translate_flow.errors import InputError, LimitError

NAMES = {"ana", "ben", "ana.lee", "d.", "x-y"}
NAME = st.from_regex(r"[a-z0-9][a-z0-9._-]{1,39}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@ana", {"ana"}),
        ("@Ana, @BEN: see here", {"ana", "ben"}),
        ("(@ana) “@ben”", {"ana", "ben"}),
        ("Is it so, @ana.lee?", {"ana.lee"}),
        ("As @ana. Or as @ben...", {"ana", "ben"}),
        ("As @d. says", {"d."}),
        ("@x-y- and @ana's", {"x-y", "ana"}),
        ("请@ana看", {"ana"}),
        ("و@ana قالت", {"ana"}),
        ("@ana.leery @anabel @ana_", {"ana"}),
        ("@anaïs, @ana\u0301", set()),
        ("ana@ben, ana@ben.org, x.@ben", {"ben"}),
        ("https://example.org/@ana and @@ana and @ana@example.org", set()),
        ("@nobody @ ana", set()),
    ],
)
def test_a_name_is_found_in_words_and_not_in_addresses(text: str, who: set[str]) -> None:
    assert mentioned(text, NAMES) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@nobody", ("nobody",)),
        ("@Nobody and @nobody, @ana, @x-y-.", ("Nobody", "nobody")),
        ("@ana.leery, @anaïs: (@José)", ("ana.leery", "anaïs", "José")),
        ("请@nemo看 @王小明", ("nemo", "王小明")),
        ("nobody@example.org, a.b+c@d.example, josé@ejemplo.es, почта@пример.рф", ()),
        ("@nobody@example.org and @@nobody and @ nobody", ()),
        ("https://example.org/@x, www.example.org/?u=@x and HTTP://a.example?@x", ()),
        ("看https://example.org/?u=@x。@nemo", ("nemo",)),
    ],
)
def test_who_is_named_and_is_nobody_is_told_but_for_addresses(text: str, who: tuple[str, ...]) -> None:
    assert strangers(text, NAMES) == who


@given(st.text(), st.sets(NAME, max_size=4))
def test_the_pieces_make_up_the_text_and_name_known_people_only(text: str, names: set[str]) -> None:
    pieces = list(passages(text, names))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    assert {name for _, name in pieces if name} <= names
    assert all(piece.lower() == f"@{name}" for piece, name in pieces if name)


@given(
    NAME,
    st.sampled_from(["", " ", "(", "¿", "“", "请", "و", "\n"]),
    st.sampled_from(["", " ", ",", "?", ")", "'s", "请", "\n"]),
)
def test_every_name_that_an_account_may_have_can_be_mentioned(name: str, before: str, after: str) -> None:
    assert mentioned(f"{before}@{name}{after}", {name}) == {name}
    assert strangers(f"{before}@{name}{after}", {name}) == ()


@given(
    NAME,
    st.from_regex(r"[A-Za-z0-9_.+-]*[A-Za-z0-9_]", fullmatch=True),
    st.from_regex(r"[a-z]+\.[a-z]{2,}", fullmatch=True),
)
def test_an_address_names_nobody(name: str, local: str, domain: str) -> None:
    assert mentioned(f"{local}@{name}", {name}) == set()
    assert mentioned(f"{local}@{domain}", {domain.partition(".")[0], domain}) == set()


@given(st.text(max_size=60))
def test_what_is_kept_is_kept_again_as_it_is(text: str) -> None:
    try:
        kept = checked(text)
    except InputError:
        return
    assert checked(kept) == kept
    assert "\x00" not in kept
    assert "\r" not in kept


def test_control_characters_go_and_lines_stay() -> None:
    assert checked("  one\r\ntwo\x00\x1b[31m\rthree\n") == "one\ntwo[31m\nthree"
    assert checked("<b>not HTML</b> 👍") == "<b>not HTML</b> 👍"


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\u200b\u200f", "\u0301"])
def test_a_comment_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="says nothing"):
        checked(text)


def test_a_comment_that_is_too_long_is_refused() -> None:
    assert len(checked("é" * MOST)) == MOST
    with pytest.raises(LimitError, match="4,001 characters; write 4,000"):
        checked("é" * (MOST + 1))
