"""Whole articles as people copy them: title, byline and every paragraph right, no chrome."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import render
from translate_flow.reading import read
from translate_flow.reading.cleaning import clean

COPIED = Path(__file__).parents[2] / "data" / "copied"
ARTICLES = sorted(path.stem for path in COPIED.glob("*.tsv"))


class Row(NamedTuple):
    kind: str
    text: str
    raw: str


def rows(name: str) -> list[Row]:
    found = []
    for line in (COPIED / f"{name}.tsv").read_text("utf-8").splitlines():
        cells = line.replace("{{S}}", "\xa0").replace(" // ", "\n").split("\t")
        found.append(Row(cells[0], cells[1], cells[-1]))
    return found


def expected(name: str) -> list[tuple[str, str]]:
    kept = [(row.kind, row.text) for row in rows(name) if row.kind != "-"]
    return sorted(kept, key=lambda pair: {"title": 0, "byline": 1}.get(pair[0], 2))


def seen(segments: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [
        (s.kind.value, render(s.text, s.codes, literal=str, enclose=lambda code, _: f"[{code.ref}]")) for s in segments
    ]


def wrapped(row: Row, width: int) -> str:
    if "\n" in row.raw or " " not in row.raw[:60]:
        return row.raw
    return textwrap.fill(row.raw.replace("\xa0", " "), width, break_on_hyphens=False, break_long_words=False)


def plain_spaces(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(kind, text.replace("\xa0", " ")) for kind, text in pairs]


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\n \t\n\u00a0\n"])
def test_a_copied_article_is_read_right_whatever_stands_between_its_paragraphs(name, between):
    segments, _ = clean(between.join(row.raw for row in rows(name)))
    assert seen(segments) == expected(name)


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("width", [56, 64, 72, 78, 100])
def test_a_hard_wrapped_copy_is_read_as_the_same_article(name, width):
    segments, _ = clean("\n\n".join(wrapped(row, width) for row in rows(name)))
    assert plain_spaces(seen(segments)) == plain_spaces(expected(name))


@pytest.mark.parametrize("name", ARTICLES)
def test_no_break_and_double_spaces_from_the_page_do_not_reach_the_segments(name):
    spoilt = [row.raw.replace(", ", ",\u00a0 ").replace(" the ", "\u00a0the\t") for row in rows(name)]
    segments, _ = clean("\r\n\r\n".join(spoilt))
    assert seen(segments) == expected(name)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("ferry.en", "cp1252"),
        ("huerto.es", "cp1252"),
        ("uhr.de", "cp1252"),
        ("phare.fr", "cp1252"),
        ("shkola.ru", "cp1251"),
        ("shkola.ru", "koi8-r"),
        ("tofu.ja", "cp932"),
        ("tofu.ja", "euc-jp"),
        ("nakhl.ar", "cp1256"),
        ("ferry.en", "utf-16"),
        ("tofu.ja", "utf-8-sig"),
    ],
)
def test_an_article_in_a_legacy_encoding_is_read_as_in_utf_8(name, encoding):
    text = "\r\n".join(row.raw for row in rows(name)).replace("©", "(c)")  # most of these sets have none
    if encoding == "koi8-r":
        text = text.replace("«", '"').replace("»", '"').replace("—", "-")
    article = read(text.encode(encoding), name=f"{name}.txt")
    if encoding != "koi8-r":
        assert seen(article.segments) == expected(name)
    assert [kind for kind, _ in seen(article.segments)] == [kind for kind, _ in expected(name)]
    assert article.language == name.split(".")[-1]


def test_the_news_article_has_about_forty_body_paragraphs():
    assert len([row for row in rows("ferry.en") if row.kind == "paragraph"]) >= 35


@pytest.mark.parametrize("name", ARTICLES)
def test_title_and_byline_come_first(name):
    segments, _ = clean("\n".join(row.raw for row in rows(name)))
    signed = any(row.kind == "byline" for row in rows(name))
    assert [segment.kind for segment in segments[: 1 + signed]] == [Kind.TITLE, Kind.BYLINE][: 1 + signed]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_line_that_is_gone_is_told_with_its_reason(name):
    source = [row.raw for row in rows(name)]
    _, changes = clean("\n".join(source).replace("\u2028", "\n"))
    told = {change.before for change in changes if not change.after}
    assert told == {row.raw for row in rows(name) if row.kind == "-"}
    assert all(change.reason for change in changes)


@pytest.mark.parametrize("name", ARTICLES)
def test_taking_all_changes_back_gives_the_copied_lines_back(name):
    text = "\n\n".join(wrapped(row, 72) for row in rows(name))
    _, changes = clean(text)
    segments, left = clean(text, keep=frozenset(change.line for change in changes))
    assert left == ()
    told = "\n".join(
        f"{label} {shown}" for (_, shown), label in zip(seen(segments), [s.label for s in segments], strict=True)
    )
    bare = "".join(char for char in told if char.isalnum())
    for line in text.splitlines():
        assert "".join(char for char in line if char.isalnum()) in bare, line
