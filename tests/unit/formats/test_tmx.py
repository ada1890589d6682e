"""TMX: valid against its DTD, codes paired, nothing of the text lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bitexts import BOLD, DEMO, LINK, PICTURE, bitext, pair, sample
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.inline import Code, CodeKind, plain
from translate_flow.domain.translation import State
from translate_flow.formats import FORMATS

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tmx(of: Bitext, threshold: Threshold = Threshold.APPROVED) -> etree._Element:
    return etree.fromstring(b"".join(FORMATS["tmx"].write(of, threshold=threshold)))


def text_outside_codes(seg: etree._Element) -> str:
    return (seg.text or "") + "".join(child.tail or "" for child in seg)


@pytest.mark.parametrize("language", ["es", "ar", "ja"])
def test_a_whole_article_is_valid_against_the_dtd(language, shared: Path):
    dtd = etree.DTD(str(shared / "data/schemas/tmx/tmx14.dtd"))
    root = tmx(sample(language))
    assert dtd.validate(root), dtd.error_log
    assert len(root.findall("body/tu")) == 10


@pytest.mark.parametrize("target", ["<1>a", "<1><2>b</1></2>", "<1>a</1><1>b</1>", "</2>"])
def test_broken_tags_still_give_a_valid_file(target, shared: Path):
    dtd = etree.DTD(str(shared / "data/schemas/tmx/tmx14.dtd"))
    root = tmx(bitext(pair("<1>a</1> <2>b</2>", target, codes=(BOLD, LINK))))
    assert dtd.validate(root), dtd.error_log
    pairs = [element.get("i") for element in root.iter("bpt")]
    assert sorted(pairs) == sorted(element.get("i") for element in root.iter("ept"))


@pytest.mark.parametrize("language", ["es", "ar", "ja"])
def test_the_text_outside_the_codes_is_the_plain_text(language):
    of = sample(language)
    units = [unit for unit in of.units if unit.target.text]
    for element, unit in zip(tmx(of).iter("tu"), units, strict=True):
        source, target = (text_outside_codes(seg) for seg in element.iter("seg"))
        assert source == unit.segment.plain
        assert target == plain(unit.target.text, unit.segment.codes)


def test_the_header_names_the_tool_and_the_source_language():
    header = tmx(sample()).find("header")
    assert header is not None
    assert (header.get("creationtool"), header.get("srclang")) == ("translate-flow", "en")
    assert header.get("creationdate") is None


def test_units_are_named_by_slug_and_position_and_say_their_state_kind_and_origin():
    root = tmx(bitext(pair("a"), pair("b", "be", state=State.DRAFT, origin=DEMO), pair("c", "ce")), Threshold.ANY)
    first, second = root.iter("tu")
    assert (first.get("tuid"), second.get("tuid")) == ("night-buses-1-1", "night-buses-1-2")
    props = {prop.get("type"): prop.text for prop in first.iter("prop")}
    assert props == {
        "x-kind": "paragraph", "x-state": "draft", "x-origin": "machine argos demo", "x-demo": "yes",
    }  # fmt: skip


@pytest.mark.parametrize(("code", "tag"), [("zh", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("pt-BR", "pt-BR")])
def test_languages_are_written_as_bcp_47(code, tag):
    root = tmx(bitext(pair("a", "b"), language=code))
    assert [variant.get(LANG) for variant in root.iter("tuv")] == ["en", tag]


def test_codes_become_native_html_that_pairs_across_the_languages():
    root = tmx(bitext(pair("<1>plan</1>, <2>text</2>", "<2>texto</2>, <1>plan</1>", codes=(BOLD, LINK))))
    source, target = root.iter("seg")
    assert [(e.get("type"), e.get("x"), e.text) for e in source.iter("bpt")] == [
        ("bold", "1", "<b>"), ("link", "2", '<a href="https://example.org/plan?a=1&amp;b=2">'),
    ]  # fmt: skip
    assert [(e.get("type"), e.get("x")) for e in target.iter("bpt")] == [("link", "2"), ("bold", "1")]
    assert [e.text for e in target.iter("ept")] == ["</a>", "</b>"]


def test_a_picture_and_a_footnote_mark_stand_alone():
    mark = Code(2, CodeKind.FOOTNOTE, "*")
    root = tmx(bitext(pair("x<1/><2/>", "y<1/><2/>", codes=(PICTURE, mark))))
    assert [(e.get("type"), e.text) for e in root.iter("ph")][:2] == [
        ("image", '<img src="https://example.org/bus.jpg" alt="A night bus">'),
        ("fnote", '<sup role="doc-noteref">*</sup>'),
    ]


XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)


@given(XML_TEXT | st.sampled_from(["a\r\nb", "a\rb", "<b>&amp;</b>", "]]>", "\t x \n", "<1>", "<!--"]))
def test_any_text_comes_back_exactly(text):
    source, target = (text_outside_codes(seg) for seg in tmx(bitext(pair(text, text))).iter("seg"))
    assert (source, target) == (text, text)
