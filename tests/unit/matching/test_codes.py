"""Inline codes find their place in a translation."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translate_flow.domain.inline import Code, CodeKind, Form, plain, tokens
from translate_flow.domain.ports import Link
from translate_flow.matching.codes import place

BOLD, LINK, ITALIC = Code(1, CodeKind.BOLD), Code(2, CodeKind.LINK, ref="https://example.org"), Code(3, CodeKind.ITALIC)
NOTE, NOTE_2 = Code(8, CodeKind.FOOTNOTE, ref="1"), Code(9, CodeKind.FOOTNOTE, ref="2")
CODES = (BOLD, LINK, ITALIC, NOTE, NOTE_2)


def linked(source: str, target: str, pairs: str) -> tuple[Link, ...]:
    """Links from ``"red=rojo car=coche"``; a repeated word takes its next occurrence."""
    found, used = [], [0, 0]
    for pair in pairs.split():
        left, right = pair.split("=")
        at = source.index(left, source.find(left, used[0]) if left in source[used[0] :] else 0)
        to = target.index(right)
        found.append(Link(at, at + len(left), to, to + len(right)))
    return tuple(found)


RED = "The red car stopped near the house."
ROJO = "El coche rojo se detuvo cerca de la casa."
RED_LINKS = "The=El red=rojo car=coche stopped=detuvo near=cerca house=casa"

LINKED = [
    ("The <1>red</1> car stopped near the house.", "El coche <1>rojo</1> se detuvo cerca de la casa."),
    ("The <1>red car</1> stopped near the house.", "El <1>coche rojo</1> se detuvo cerca de la casa."),
    ("<1>The red car</1> stopped near the house.", "<1>El coche rojo</1> se detuvo cerca de la casa."),
    ("The red car<8/> stopped near the house.", "El coche rojo<8/> se detuvo cerca de la casa."),
    ("The red car stopped near the <2>house</2>.", "El coche rojo se detuvo cerca de la <2>casa</2>."),
    ("The red car stopped near the house.<8/>", "El coche rojo se detuvo cerca de la casa.<8/>"),
    ("The red car stopped near the house<8/>.", "El coche rojo se detuvo cerca de la casa<8/>."),
    ("<8/>The red car stopped near the house.", "<8/>El coche rojo se detuvo cerca de la casa."),
    ("<1>The red car stopped near the house.</1>", "<1>El coche rojo se detuvo cerca de la casa.</1>"),
    ("<1>The red car stopped near the house</1>.", "<1>El coche rojo se detuvo cerca de la casa</1>."),
    ("<1>The <2>red</2> car</1> stopped near the house.", "<1>El coche <2>rojo</2></1> se detuvo cerca de la casa."),
    ("The red car</1> stopped near the house.", "El coche rojo</1> se detuvo cerca de la casa."),
    ("The red car stopped <1>near the house.", "El coche rojo se detuvo <1>cerca de la casa."),
    ("The red car</1> stopped <2>near the house.", "El coche rojo</1> se detuvo <2>cerca de la casa."),
    ("The red car stopped near the house.<8/><9/>", "El coche rojo se detuvo cerca de la casa.<8/><9/>"),
    ("The <1>red</1><8/> car stopped near the house.", "El coche <1>rojo</1><8/> se detuvo cerca de la casa."),
    ("<1><2>The red car</2></1> stopped near the house.", "<1><2>El coche rojo</2></1> se detuvo cerca de la casa."),
]


@pytest.mark.parametrize(("source", "expected"), LINKED)
def test_links_carry_codes_to_the_words_they_became(source, expected):
    placed = place(source, CODES, ROJO, linked(RED, ROJO, RED_LINKS))
    assert placed.text == expected
    assert placed.sure


PUNCTUATED = [
    ("<1>“Hello,”</1> he said.", "<1>«Hola»,</1> dijo.", "Hello=Hola said=dijo"),
    ("“<1>Hello</1>,” he said.", "«<1>Hola</1>», dijo.", "Hello=Hola said=dijo"),
    ("He left (<1>again</1>).", "Se fue (<1>otra vez</1>).", "left=fue again=otra again=vez"),
    ("He left <1>(again)</1>.", "Se fue <1>(otra vez)</1>.", "left=fue again=otra again=vez"),
    ("But <1>why?</1> Who knew", "Pero <1>¿por qué?</1> Quién sabía", "But=Pero why=por why=qué Who=Quién knew=sabía"),
    ("He knew,<8/> she said.", "Él sabía,<8/> dijo ella.", "He=Él knew=sabía she=ella said=dijo"),
    ("“Enough.”<8/> They left.", "«Basta».<8/> Se fueron.", "Enough=Basta They=Se left=fueron"),
]


@pytest.mark.parametrize(("source", "expected", "pairs"), PUNCTUATED)
def test_punctuation_stays_on_its_side_of_the_code(source, expected, pairs):
    target = plain(expected, CODES)
    assert place(source, CODES, target, linked(plain(source, CODES), target, pairs)).text == expected


COPIED = [
    ("See <2>https://example.org/a_b?c=1</2> for more.", "Véase https://example.org/a_b?c=1 para saber más.",
     "Véase <2>https://example.org/a_b?c=1</2> para saber más."),
    ("They paid <1>3.5</1> million.", "Pagaron 3.5 millones.", "Pagaron <1>3.5</1> millones."),
    ("A drop of H<8/>2O fell.", "Cayó una gota de H2O.", "Cayó una gota de H<8/>2O."),
    ("A drop of H<1>2</1>O fell.", "Cayó una gota de H2O.", "Cayó una gota de H<1>2</1>O."),
    ("Asked by <1>Marguerite</1> today.", "Hoy lo preguntó Marguerite.", "Hoy lo preguntó <1>Marguerite</1>."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "expected"), COPIED)
def test_what_is_copied_into_the_translation_keeps_its_code_without_links(source, target, expected):
    placed = place(source, CODES, target)
    assert placed.text == expected
    assert placed.sure


def test_a_code_placed_by_position_alone_is_not_sure():
    placed = place("The <1>red</1> car stopped near the house.", CODES, ROJO)
    assert plain(placed.text, CODES) == ROJO
    assert not placed.sure


def test_a_whole_sentence_in_a_code_is_wrapped_and_sure_without_links():
    placed = place("<1>The red car stopped near the house.</1>", CODES, ROJO)
    assert placed.text == f"<1>{ROJO}</1>"
    assert placed.sure


def test_a_sentence_without_codes_is_left_alone():
    assert place("The red car.", CODES, "El coche rojo.").text == "El coche rojo."


def test_an_elided_article_stays_outside_the_code_of_its_noun():
    target = "Il répond à l’appel."
    links = linked("He answers the call.", target, "He=Il answers=répond the=l’ call=appel")
    assert place("He answers the <1>call</1>.", CODES, target, links).text == "Il répond à l’<1>appel</1>."


@pytest.mark.parametrize(
    ("source", "expected", "pairs"),
    [
        ("The <1>bee</1> is blue.", "La <1>abeja</1> es azul.", "bee=La bee=abeja is=es blue=azul"),
        ("The blue <1>bee</1> flew.", "La <1>abeja</1> azul voló.", "bee=La bee=abeja blue=azul flew=voló"),
        ("The <2>blue bee</2> flew.", "La <2>abeja azul</2> voló.", "bee=La bee=abeja blue=azul flew=voló"),
        (
            "The <2>blue <1>bee</1></2> flew.",
            "La <2><1>abeja</1> azul</2> voló.",
            "bee=La bee=abeja blue=azul flew=voló",
        ),
        ("<1>The bee</1> flew.", "<1>La abeja</1> voló.", "bee=La bee=abeja flew=voló"),
    ],
)
def test_an_article_that_attention_gave_to_its_noun_stays_outside_the_code(source, expected, pairs):
    target = plain(expected, CODES)
    assert place(source, CODES, target, linked(plain(source, CODES), target, pairs)).text == expected


def test_a_mark_far_from_the_word_it_followed_is_not_sure():
    target = "Hay flores y patatas maduras."
    links = linked("There are ripe potatoes and flowers.", target, "flowers=flores potatoes=patatas ripe=maduras")
    placed = place("There are ripe potatoes<8/> and flowers.", CODES, target, links)
    assert not placed.sure or placed.text == "Hay flores y patatas maduras<8/>."


def test_a_script_without_spaces_is_cut_between_characters():
    target = "市長は計画を拒否した。"
    links = linked("The mayor rejected the plan.", target, "mayor=市長 plan=計画 rejected=拒否した")
    assert place("The mayor rejected the <1>plan</1>.", CODES, target, links).text == "市長は<1>計画</1>を拒否した。"


def test_neighbours_share_the_punctuation_between_them_without_crossing():
    target = "Dijo «uno»«dos» y se fue."
    source = "He said “one”“two” and left."
    links = linked(source, target, "said=Dijo one=uno two=dos left=fue")
    placed = place("He said <1>“one”</1><8/><2>“two”</2> and left.", CODES, target, links)
    assert placed.text == "Dijo <1>«uno»</1><8/><2>«dos»</2> y se fue."


def test_crossing_codes_keep_their_order():
    placed = place("a <1>b <2>c</1> d</2> e", CODES, "uno dos tres cuatro cinco")
    assert re.findall(r"<[^>]+>", placed.text) == ["<1>", "<2>", "</1>", "</2>"]
    assert not placed.sure


def test_codes_nested_beyond_reason_keep_their_order():
    codes = tuple(Code(number, CodeKind.BOLD) for number in range(1, 3001))
    source = "".join(f"<{code.id}>a " for code in codes) + "".join(f"</{code.id}>" for code in reversed(codes))
    placed = place(source, codes, "uno dos tres")
    assert re.findall(r"<[^>]+>", placed.text) == re.findall(r"<[^>]+>", source)
    assert not placed.sure


def test_an_empty_translation_still_holds_every_code():
    placed = place("The <1>red</1> car.<8/>", CODES, "")
    assert placed.text == "<1></1><8/>"
    assert not placed.sure


def test_text_of_the_engine_that_looks_like_a_code_is_made_harmless():
    placed = place("The <1>car</1>.", CODES, "El </1>coche.")
    assert [str(tag) for tag in tokens(placed.text, CODES) if not isinstance(tag, str)] == ["<1>", "</1>"]
    assert not placed.sure


# properties

WORDS = [
    "El",
    "coche",
    "rojo",
    "3.5",
    "https://example.org/a_b",
    "«hola»,",
    "¿qué?",
    "l’appel",
    "Ana",
    "計画",
    "uno”,“dos",
    "(a)(b)",
    "—",
    "(x)",
    ".",
]
SOURCE_WORDS = [
    "The",
    "car",
    "red",
    "3.5",
    "https://example.org/a_b",
    "“hello,”",
    "what?",
    "Ana",
    "call",
    "one”,“two",
    "-",
    "(x)",
    ".",
]


@st.composite
def tagged(draw):
    """A source sentence with nested tags, some of them without their partner."""
    pieces = draw(st.lists(st.sampled_from(SOURCE_WORDS), min_size=0, max_size=9))
    ids = draw(st.permutations([1, 2, 3]))
    depth, parts, opened = [], [], []
    for code in ids[: draw(st.integers(0, 2))]:
        depth.insert(0, code)
    waiting = [code for code in ids if code not in depth]
    marks = [8, 9]
    for piece in [*pieces, ""]:
        for _ in range(draw(st.integers(0, 2))):
            action = draw(st.sampled_from(["open", "close", "mark", "none"]))
            if action == "open" and waiting:
                opened.append(waiting.pop())
                parts.append(f"<{opened[-1]}>")
            elif action == "close" and opened:
                parts.append(f"</{opened.pop()}>")
            elif action == "close" and depth:
                parts.append(f"</{depth.pop()}>")
            elif action == "mark" and marks:
                parts.append(f"<{marks.pop()}/>")
        parts.append(piece + draw(st.sampled_from(["", " ", " "])))
    return "".join(parts)


@st.composite
def cases(draw):
    source = draw(tagged())
    target = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=9)))
    size, length = len(plain(source, CODES)), len(target)
    raw = draw(
        st.lists(
            st.tuples(st.integers(0, size), st.integers(0, 6), st.integers(0, length), st.integers(0, 6)), max_size=9
        )
    )
    links = tuple(Link(a, min(size, a + b), c, min(length, c + d)) for a, b, c, d in raw)
    return source, target, links


def tags_of(text):
    return [token for token in tokens(text, CODES) if not isinstance(token, str)]


def nests(tags):
    """Whether the pairs that have both partners here do not cross."""
    both = {t.code.id for t in tags if t.form is Form.OPEN} & {t.code.id for t in tags if t.form is Form.CLOSE}
    stack = []
    for tag in tags:
        if tag.code.id in both and tag.form is Form.OPEN:
            stack.append(tag.code.id)
        elif tag.code.id in both and tag.form is Form.CLOSE and (not stack or stack.pop() != tag.code.id):
            return False
    return not stack


def enclosing(tags):
    """For each code and mark, the codes it lies in."""
    found, stack = {}, [t.code.id for t in tags if t.form is Form.CLOSE][::-1]
    for tag in tags:
        if tag.form is Form.OPEN and tag.code.id in stack:
            stack.remove(tag.code.id)
    for tag in tags:
        if tag.form is Form.CLOSE:
            stack.remove(tag.code.id)
        else:
            found[tag.code.id] = frozenset(stack)
            if tag.form is Form.OPEN:
                stack.append(tag.code.id)
    return found


@given(cases())
@example(("The<9/>TheTheThe<3>The<2>The</2>TheThe“hello,”</3>", "El El", ()))
@settings(max_examples=600)
def test_every_tag_comes_out_once_nested_as_before_and_the_text_is_untouched(case):
    source, target, links = case
    placed = place(source, CODES, target, links)
    before, after = tags_of(source), tags_of(placed.text)
    assert plain(placed.text, CODES) == target
    assert sorted(map(str, before)) == sorted(map(str, after))
    assert nests(after)
    assert enclosing(after) == enclosing(before)


@given(cases())
@settings(max_examples=300)
def test_no_tag_lands_inside_an_address_or_a_number(case):
    source, target, links = case
    text = place(source, CODES, target, links).text
    for whole in ("https://example.org/a_b", "3.5"):
        cut_before = any(
            re.search(r"\S<[^>]+>\S", w) and whole in plain(w, CODES) and whole not in w for w in source.split()
        )
        assert cut_before or text.count(whole) == target.count(whole)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=300)
def test_arbitrary_text_survives(source, target):
    tagged_source = f"<1>{source}</1><8/>"
    placed = place(tagged_source, CODES, target)
    if not tags_of(target):
        assert plain(placed.text, CODES) == target
    assert len(tags_of(placed.text)) == len(tags_of(tagged_source))


@pytest.mark.parametrize(
    ("source", "target", "placed"),
    [
        ("See <1/> and go.", "Mira y vete.", "Mira <1/> y vete."),
        ("<1/> and go", "y vete", "<1/> y vete"),
        ("See(<1/>)go", "Mira()vete", "Mira(<1/>)vete"),
    ],
)
def test_a_picture_keeps_the_blanks_around_it(source, target, placed):
    assert place(source, (Code(1, CodeKind.IMAGE, "a.png", "Map"),), target).text == placed
