"""The HTML edition: structure, languages, safety, and that nothing of the text is lost."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from bitexts import BOLD, LINK, MARK, PICTURE, bitext, pair, sample
from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.inline import Code, CodeKind, plain
from translate_flow.publishing import EDITIONS

HOSTILE = [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "vbscript:x",
    "data:text/html,<script>", "file:///etc/passwd", "//example.org/x", "/x", "x.html", '" onclick="alert(1)',
    "https://a b",
]  # fmt: skip


def written(of: Bitext, *, bilingual: bool = False) -> str:
    return b"".join(EDITIONS["html"].write(of, threshold=Threshold.APPROVED, bilingual=bilingual)).decode()


def page(of: Bitext, *, bilingual: bool = False) -> html.HtmlElement:
    return html.document_fromstring(written(of, bilingual=bilingual).encode(), parser=html.HTMLParser(encoding="utf-8"))


def outline(root: html.HtmlElement) -> list[str]:
    return [element.tag for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]


@pytest.mark.parametrize("bilingual", [False, True])
@pytest.mark.parametrize("language", ["es", "ar", "ja"])
def test_the_file_is_well_formed_and_its_ids_are_unique(language, bilingual):
    text = written(sample(language), bilingual=bilingual)
    unclosed = re.sub(r"<(meta|br)([^>]*)>", r"<\1\2/>", text.partition("\n")[2])
    root = etree.fromstring(unclosed.encode())
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 2
    assert {link.get("href") for link in root.iter("a") if link.get("href").startswith("#")} == {
        f"#{name}" for name in ids
    }


@pytest.mark.parametrize(("language", "direction"), [("es", "ltr"), ("ar", "rtl"), ("ja", "ltr")])
def test_the_page_says_its_language_and_direction(language, direction):
    root = page(sample(language))
    assert (root.get("lang"), root.get("dir")) == (language, direction)


def test_an_untranslated_passage_says_its_own_language_and_is_marked():
    (passage,) = page(bitext(pair("Left", ""), pair("Word", "كلمة"), language="ar")).find_class("missing")[1:]
    assert (passage.text, passage.get("lang"), passage.get("dir")) == ("Left", "en", "ltr")


def test_a_bilingual_page_has_a_row_per_segment_and_a_language_per_cell():
    root = page(sample("ar"), bilingual=True)
    rows = root.find_class("pair")
    assert len(rows) == 10
    assert {(cell.get("lang"), cell.get("dir")) for row in rows for cell in row} == {("en", "ltr"), ("ar", "rtl")}
    assert [cell.text_content().strip() for cell in rows[3]] == ["What changes", "ما الذي يتغيّر"]


@pytest.mark.parametrize("bilingual", [False, True])
def test_the_outline_is_the_translations_alone(bilingual):
    assert outline(page(sample(), bilingual=bilingual)) == ["h1", "h2", "h2"]


def test_sections_that_count_from_one_stay_below_the_title():
    units = [pair("x", f"t{level}", kind=Kind.HEADING, level=level) for level in (1, 2, 6)]
    assert outline(page(bitext(pair("T", "T", kind=Kind.TITLE), *units))) == ["h1", "h2", "h3", "h6"]


def test_bold_and_links_are_present():
    root = page(sample())
    assert [element.text for element in root.iter("strong")] == ["plan"]
    (link,) = [element for element in root.iter("a") if element.get("href", "").startswith("http")]
    assert (link.text, link.get("href")) == ("el texto completo", LINK.ref)


def test_every_kind_of_code_has_its_element():
    tags = {
        CodeKind.BOLD: "strong", CodeKind.ITALIC: "em", CodeKind.UNDERLINE: "u", CodeKind.STRIKE: "s",
        CodeKind.CODE: "code", CodeKind.SUPERSCRIPT: "sup", CodeKind.SUBSCRIPT: "sub",
    }  # fmt: skip
    for kind, tag in tags.items():
        root = page(bitext(pair("<1>x</1>", "<1>eks</1>", codes=(Code(1, kind),))))
        assert [element.text for element in root.iter(tag)] == ["eks"]


def test_lists_nest_by_level_and_keep_their_numbers():
    rows = [("a", 1, "3."), ("b", 2, ""), ("c", 3, ""), ("d", 2, ""), ("e", 1, "4."), ("f", 1, ""), ("g", 1, "a)")]
    root = page(bitext(*(pair("x", text, kind=Kind.ITEM, level=level, label=label) for text, level, label in rows)))
    lists = [element for element in root.iter("ol", "ul") if element.get("class") != "notices"]
    assert [(element.tag, len(element)) for element in lists] == [("ol", 2), ("ul", 2), ("ul", 1), ("ul", 1), ("ul", 1)]
    assert [item.get("value") for item in lists[0]] == ["3", "4"]
    assert [element.getparent().tag for element in lists] == ["article", "li", "li", "article", "article"]
    assert lists[4].text_content().split() == ["a)", "g"]


def test_footnotes_lead_there_and_back_and_each_mark_has_its_own_way_back():
    of = bitext(pair("x<3/>", "uno<3/>", codes=(MARK,)), pair("y<3/>", "dos<3/>", codes=(MARK,)),
                pair("Note", "Nota", kind=Kind.NOTE, label="1"))  # fmt: skip
    root = page(of)
    assert [a.get("href") for a in root.iter("a") if a.get("role") == "doc-noteref"] == ["#note-1"] * 2
    assert [a.get("href") for a in root.iter("a") if a.get("role") == "doc-backlink"] == ["#mark-1", "#mark-1-2"]


def test_a_mark_without_a_note_is_plain():
    root = page(bitext(pair("x<3/>", "uno<3/>", codes=(MARK,))))
    assert [sup.text for sup in root.iter("sup")] == ["1"]
    assert not list(root.iter("a"))


@pytest.mark.parametrize(
    ("labels", "signs"), [(["1", "2"], ["1", "2"]), (["*", "†"], ["*", "†"]), (["fn-a", "fn-b"], ["1", "2"])]
)
def test_notes_are_numbered_unless_their_labels_are_numbers_or_signs(labels, signs):
    root = page(bitext(*(pair("n", "m", kind=Kind.NOTE, label=label) for label in labels)))
    assert [element.text for element in root.find_class("sign")] == signs


def test_verse_keeps_its_lines():
    (verse,) = page(bitext(pair("a\n  b", "uno\n  dos", kind=Kind.VERSE))).find_class("verse")
    assert [verse.text, *((br.tail) for br in verse.iter("br"))] == ["uno", "  dos"]


@pytest.mark.parametrize("href", HOSTILE)
def test_an_address_that_is_not_the_webs_is_no_link(href):
    root = page(bitext(pair("<1>x</1>", "<1>uno</1>", codes=(Code(1, CodeKind.LINK, href),))))
    assert not list(root.iter("a"))
    assert "uno" in root.text_content()


@pytest.mark.parametrize("href", ['http://a.b/?x=1&y="2"', "https://a.b/<x>", "mailto:a@b.org", "#note"])
def test_a_web_address_comes_through_exactly(href):
    (link,) = page(bitext(pair("<1>x</1>", "<1>uno</1>", codes=(Code(1, CodeKind.LINK, href),)))).iter("a")
    assert link.get("href") == href


def test_a_picture_is_a_link_and_nothing_is_loaded():
    root = page(bitext(pair("<1/>", "<1/>", codes=(PICTURE,))))
    (link,) = root.iter("a")
    assert (link.text, link.get("href")) == ("A night bus", "https://example.org/bus.jpg")
    assert not list(root.iter("img", "script", "link", "iframe", "object", "base", "form"))


def test_a_link_inside_a_link_leaves_the_outer_one():
    inner = Code(1, CodeKind.LINK, "https://inner.org")
    root = page(bitext(pair("<2>a<1>b</1></2>", "<2>uno <1>dos</1></2>", codes=(inner, LINK))))
    assert [(a.get("href"), a.text_content()) for a in root.iter("a")] == [(LINK.ref, "uno dos")]


def test_the_policy_forbids_everything_but_the_pages_own_style():
    root = page(sample())
    (style,) = root.iter("style")
    digest = b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    (policy,) = [meta.get("content") for meta in root.iter("meta") if meta.get("http-equiv")]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert not [element for element in root.iter() if element.get("style")]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)
MARKUP = st.sampled_from(
    ["<script>alert(1)</script>", "</p><img src=x onerror=alert(1)>", "&lt;b&gt;", '"><a href=x>', "]]>", "<!--"]
)


@given(TEXTS | MARKUP, st.sampled_from([kind for kind in Kind if kind is not Kind.NOTE]))
def test_any_text_is_escaped_and_comes_back_exactly(text, kind):
    units = [pair(text, f"<1>{text}</1>", kind=kind, codes=(BOLD,), level=2)]
    root = page(bitext(pair("T", "T", kind=Kind.TITLE), *units))
    assert not list(root.iter("script", "img"))
    shown = text if kind is Kind.CODE else plain(units[0].target.text, (BOLD,))
    element = next(root.iter("pre" if kind is Kind.CODE else "strong"))
    assert element.text_content() == shown


@given(st.text(st.sampled_from("<>/12 a"), max_size=12).filter(str.strip))
def test_whatever_is_typed_as_tags_still_makes_a_page(target):
    text = written(bitext(pair("<1>a</1> <2>b</2>", target, codes=(BOLD, LINK)), pair("End", "Fin")))
    assert text.count("<strong>") == text.count("</strong>")
    assert "<p>Fin</p>" in text
