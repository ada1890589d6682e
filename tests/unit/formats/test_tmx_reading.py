"""Translation memories read from TMX and TSV: what is taken, what is left out, what is refused."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bitexts import sample
from translate_flow.domain.bitext import Threshold
from translate_flow.domain.inline import plain
from translate_flow.domain.memory import Grain, LeftOut, MemoryUnit
from translate_flow.domain.translation import Origin, OriginKind
from translate_flow.errors import ConfigError, FormatError, LimitError
from translate_flow.formats import FORMATS, read_units, tmx_memory
from translate_flow.formats.tmx_reading import MAX_OWN_TEXT, MAX_TEXT

FULL = MemoryUnit(
    "The <river> & “it”", "El río\nsubió", "en", "pt-BR", Grain.SENTENCE,
    Origin(OriginKind.MACHINE, "argos", "en_pt 1.0", ("es",), 88, demo=True, reused=3), "river", "Ana & co",
    datetime(2024, 1, 31, 12, 0, 5, tzinfo=UTC),
)  # fmt: skip
UNITS = [FULL, MemoryUnit("你好", "مرحبا", "zh", "ar"), MemoryUnit("a", "b", "zh-Hant", "es-MX")]


def read(data: str | bytes, name: str = "memory.tmx", **options) -> list[MemoryUnit]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_units(io.BytesIO(raw), name=name, **options))


def tmx(*units: str, header: str = 'srclang="en" segtype="sentence"', doctype: str = "") -> str:
    return f'<?xml version="1.0"?>\n{doctype}<tmx version="1.4"><header {header}/><body>{"".join(units)}</body></tmx>'


def tu(attributes: str = "", /, **texts: str) -> str:
    variants = (f'<tuv xml:lang="{code.replace("_", "-")}"><seg>{text}</seg></tuv>' for code, text in texts.items())
    return f"<tu {attributes}>{''.join(variants)}</tu>"


def pairs(units: list[MemoryUnit]) -> list[tuple[str, str, str, str]]:
    return [(unit.source_language, unit.source, unit.language, unit.target) for unit in units]


def test_what_is_written_comes_back_equal():
    assert read(b"".join(tmx_memory.write(UNITS))) == UNITS


_texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]) | st.sampled_from("\t\n\r\x85"))
_worded = _texts.map(str.strip).filter(bool)
_words = st.text("abz-_.<&é", min_size=1, max_size=9)
_origins = st.builds(
    Origin,
    st.sampled_from(OriginKind),
    _words,
    _words.map("{0} 1.0 {0}".format),
    st.lists(st.sampled_from(["en", "de", "pt-BR"]), max_size=2).map(tuple),
    st.none() | st.integers(0, 100),
    st.booleans(),
    st.integers(0, 999_999),
)
_dates = st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))
_units = st.builds(
    MemoryUnit,
    _worded,
    _worded,
    st.sampled_from(["en", "en-GB", "zh", "zh-Hant"]),
    st.sampled_from(["es", "es-419", "ar", "sr-Latn"]),
    st.sampled_from(Grain),
    _origins,
    _words,
    _texts,
    st.none() | _dates.map(lambda date: date.replace(microsecond=0)),
)


@given(st.lists(_units, min_size=1, max_size=5))
def test_any_memory_that_is_written_comes_back_equal(units):
    assert read(b"".join(tmx_memory.write(units))) == units


def test_the_longest_text_comes_back_and_a_longer_one_is_not_written():
    longest = MemoryUnit("&" * MAX_OWN_TEXT, "𝄞" * MAX_OWN_TEXT, "en", "es")
    assert read(b"".join(tmx_memory.write([longest]))) == [longest]
    with pytest.raises(FormatError, match=r"500,001 characters.*split"):
        tmx_memory.write([replace(longest, target="a" * (MAX_OWN_TEXT + 1))])


def test_what_is_written_is_valid_against_the_dtd(shared: Path):
    dtd = etree.DTD(str(shared / "data/schemas/tmx/tmx14.dtd"))
    assert dtd.validate(etree.fromstring(b"".join(tmx_memory.write(UNITS)))), dtd.error_log


def test_an_exported_article_can_be_taken_in_without_its_codes():
    units = read(b"".join(FORMATS["tmx"].write(sample(), threshold=Threshold.APPROVED)))
    expected = [
        (unit.segment.plain.strip(), plain(unit.target.text, unit.segment.codes).strip())
        for unit in sample().units
        if unit.target.text
    ]
    assert [(unit.source, unit.target) for unit in units] == expected
    assert units[0].origin == Origin(OriginKind.PERSON)


def test_codes_are_left_out_and_highlights_kept():
    bold = '<bpt i="1">&lt;b&gt;<sub>note</sub></bpt>bold<ept i="1">x</ept>'
    seg = f'A {bold} <hi>and <ph>y</ph>so</hi><it pos="begin">z</it> on'
    assert pairs(read(tmx(tu(en=seg, es="b")))) == [("en", "A bold and so on", "es", "b")]


def test_a_unit_of_many_languages_gives_a_pair_for_each():
    unit = tu(fr="f", en="e", es="s")
    assert pairs(read(tmx(unit))) == [("en", "e", "fr", "f"), ("en", "e", "es", "s")]
    assert pairs(read(tmx(unit), language="es")) == [("en", "e", "es", "s")]
    assert pairs(read(tmx(unit), source="fr", language="es")) == [("fr", "f", "es", "s")]
    assert pairs(read(tmx(unit, header='srclang="*all*"')))[0] == ("fr", "f", "en", "e")


def test_the_units_own_source_language_goes_before_the_headers():
    assert pairs(read(tmx(tu('srclang="fr"', fr="f", en="e")))) == [("fr", "f", "en", "e")]


def test_variants_are_found_by_language_and_old_files_by_lang():
    old = '<tu><tuv lang="EN-US"><seg>colour</seg></tuv><tuv lang="ES-MX"><seg>color</seg></tuv></tu>'
    assert pairs(read(tmx(old), source="en", language="es")) == [("en-US", "colour", "es-MX", "color")]
    assert read(tmx(old), language="es-ES") == []


def test_pairs_inside_one_language_and_empty_ones_are_left_out():
    assert read(tmx(tu(en="a", en_US="b"), tu(en="a", es=" "), tu(fr="a", es="b"))) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_encoding_is_the_one_the_file_says(encoding):
    text = tmx(tu(en="night", es="año")).replace('"1.0"', f'"1.0" encoding="{encoding.removesuffix("-sig")}"', 1)
    assert read(text.encode(encoding))[0].target == "año"


@pytest.mark.parametrize(
    ("attributes", "changed", "author"),
    [
        ('changedate="20240131T120005Z" changeid="ana"', datetime(2024, 1, 31, 12, 0, 5, tzinfo=UTC), "ana"),
        ('creationdate="20230101T000000Z" creationid="bo"', datetime(2023, 1, 1, tzinfo=UTC), "bo"),
        ('changedate="yesterday"', None, ""),
        ('changedate="20241399T990000Z"', None, ""),
    ],
)
def test_date_and_author_are_the_last_ones_known(attributes, changed, author):
    [unit] = read(tmx(tu(attributes, en="a", es="b")))
    assert (unit.changed, unit.author) == (changed, author)


def test_drafts_and_stale_texts_are_left_out():
    unit = (
        '<tu><prop type="{}">{}</prop><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>'
    )
    left_out = [("x-state", "draft"), ("x-state", "needs_work"), ("x-stale", "yes")]
    assert read(tmx(*(unit.format(*prop) for prop in left_out))) == []
    assert len(read(tmx(unit.format("x-state", "approved")))) == 1


def test_tmxs_own_doctype_is_taken_and_not_read():
    assert len(read(tmx(tu(en="a", es="b"), doctype='<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'))) == 1


BOMB = '<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (tmx(tu(en="a", es="b"), doctype=BOMB), "DOCTYPE"),
        (tmx(tu(en="&b;", es="b"), doctype=BOMB), "DOCTYPE"),
        (tmx(tu(en="a", es="b"), doctype='<!DOCTYPE tmx SYSTEM "file:///etc/passwd">'), "DOCTYPE"),
        (tmx(tu(en="a", es="b"), doctype='<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "DOCTYPE"),
        (tmx(tu(en="&x;", es="b")), "line 2: not well-formed"),
        (tmx(tu(en="&x;", es="b"), doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), "entity"),
        (tmx(tu(en="a", es="b"))[:-20], "line 2: not well-formed"),
        ("", "line 1: not well-formed"),
        ("not xml", "line 1: not well-formed"),
        ("<html><tu/></html>", "not TMX"),
        ("<xliff/>", "not TMX"),
        (tmx("<tu><tuv><seg>a</seg></tuv></tu>"), "line 2: a <tuv> without xml:lang"),
        (tmx(tu(en="a", qq="b")), "line 2: unknown language 'qq'"),
        (tmx(tu(en="a <b>c</b>", es="b")), "line 2: b in a <seg>"),
        (tmx("<a>" * 300 + "</a>" * 300), "not well-formed"),
    ],
)
def test_what_is_damaged_or_hostile_is_refused_with_the_line_and_a_reason(data, said):
    with pytest.raises(FormatError, match=said) as caught:
        read(data)
    assert str(caught.value).startswith("memory.tmx: line ")


def test_a_text_out_of_proportion_is_refused():
    with pytest.raises(LimitError, match="line 2"):
        read(tmx(tu(en="a" * (MAX_TEXT + 1), es="b")))


class Endless(io.RawIOBase):
    """A file that never ends: what it says once, then one thing over and over."""

    def __init__(self, start: bytes, again: bytes) -> None:
        self._start, self._again = start, again
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        data, self._start = self._start or self._again * (size // len(self._again)), b""
        self.given += len(data)
        return data


@pytest.mark.parametrize("again", [b"<x/>", b"<!-- c -->", b"text ", b'<tuv xml:lang="en"><seg>a</seg></tuv>'])
def test_a_unit_that_never_ends_is_given_up(again):
    stream = Endless(b'<tmx version="1.4"><body><tu>', again)
    with pytest.raises((LimitError, FormatError)):
        list(read_units(stream, name="memory.tmx"))
    assert stream.given < 20_000_000


def test_a_long_file_is_read_little_by_little():
    def units() -> Iterator[bytes]:
        yield tmx().split("</body>")[0].encode()
        for _ in range(30_000):
            yield tu(en="a " * 100, es="b").encode()

    class Counted(io.RawIOBase):
        given = 0
        parts = units()

        def read(self, size: int = -1) -> bytes:
            self.given += 1
            return next(self.parts, b"</body></tmx>" if self.given < 30_003 else b"")

    stream = Counted()
    first = next(read_units(stream, name="memory.tmx"))
    assert first.target == "b"
    assert stream.given < 100


def test_a_character_that_tmx_cannot_hold_is_refused():
    with pytest.raises(FormatError, match=r"U\+0007"):
        b"".join(tmx_memory.write([MemoryUnit("a\7", "b", "en", "es")]))


def test_an_empty_memory_is_refused_before_any_byte():
    with pytest.raises(FormatError, match="holds nothing"):
        tmx_memory.write([])


def test_a_table_gives_its_pairs_and_ours_without_drafts():
    options = {"source": "en", "language": "es", "name": "pairs.tsv"}
    assert pairs(read("a\\tb\tc\\\\d\n\n'=x\ty\tz\n", **options)) == [
        ("en", "a\tb", "es", "c\\d"),
        ("en", "=x", "es", "y"),
    ]
    ours = "source\ttarget\tstate\tkind\na\tb\tdraft\ttitle\nc\td\tapproved\ttitle\n"
    assert pairs(read(ours, **options)) == [("en", "c", "es", "d")]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"a\tb\nno tab\n", "line 2"), (b"a\tb\n\xff\t\n", "line 2: not UTF-8"), (b"a\tb\x07\n", "line 1")],
)
def test_a_damaged_table_is_refused_with_the_line(data, said):
    with pytest.raises(FormatError, match=said):
        read(data, name="pairs.tsv", source="en", language="es")


def test_a_table_needs_its_languages_and_a_line_has_an_end():
    with pytest.raises(ConfigError, match="--source and --to"):
        read("a\tb\n", name="pairs.tsv")
    with pytest.raises(LimitError, match="line 1"):
        read("a" * 10 * MAX_TEXT, name="pairs.tsv", source="en", language="es")


def test_another_ending_is_refused_with_those_that_are_read():
    with pytest.raises(FormatError, match=r"\.tmx or \.tsv"):
        read("", name="memory.docx")


def test_what_a_file_has_and_no_unit_holds_is_counted():
    left_out = Counter[LeftOut]()
    particulars = '<note>ask Ana</note><prop type="x-ConfirmationLevel">Draft</prop><tuv'
    noted = tu(en="a", es="b").replace("<tuv", particulars, 1)
    unconfirmed = tu(en="a", es="c").replace("<tuv", '<prop type="x-state">draft</prop><tuv', 1)
    data = tmx(noted, unconfirmed, tu(en="a", es=""), tu(en="a", fr="d"), tu(en="a", es="e", fr=""), tu(en="", es="f"))
    assert [unit.target for unit in read(data, language="es", left_out=left_out)] == ["b", "e"]
    assert +left_out == {
        LeftOut.NOTES: 1,
        LeftOut.PROPERTIES: 1,
        LeftOut.UNCONFIRMED: 1,
        LeftOut.EMPTY: 2,
        LeftOut.OTHER_LANGUAGE: 1,
    }


def test_our_own_files_lose_nothing():
    left_out = Counter[LeftOut]()
    read(b"".join(tmx_memory.write(UNITS)), left_out=left_out)
    assert not +left_out


def test_lines_of_a_table_without_a_side_are_counted():
    left_out = Counter[LeftOut]()
    options = {"source": "en", "language": "es", "name": "pairs.tsv"}
    assert len(read("a\tb\nc\t\n\td\n", left_out=left_out, **options)) == 1
    assert left_out == {LeftOut.EMPTY: 2}
