"""What content systems do to their pages: captions, buttons, kickers, layout tables, titles that are no headings."""

from __future__ import annotations

import pytest

from translate_flow.domain.article import Kind
from translate_flow.reading.html import parse
from translate_flow.reading.parsed import Parsed

TEXTS = [
    "The ferry between the two islands has been running since before anyone now living was born.",
    "On most mornings there are six passengers, two bicycles and a crate of hens on the deck.",
    "The captain learned the channel from her mother, who marked the rocks on the kitchen wall.",
    "Last spring the county asked for a timetable, and she wrote one on the back of a herring box.",
    "It says that the boat leaves when everybody is there, and nobody has complained about it yet.",
]
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)
LATER = "".join(
    f"<p>{text} It has always been so, and the island sees no reason to change it now.</p>" for text in TEXTS
)


def read(markup: str) -> Parsed:
    return parse(markup.encode(), name="page.html", keep=frozenset())


def outline(parsed: Parsed) -> list[tuple[Kind, str]]:
    return [(segment.kind, segment.plain) for segment in parsed.segments]


def kinds(markup: str, text: str) -> list[Kind]:
    return [kind for kind, plain in outline(read(f"<article><h1>The ferry</h1>{markup}</article>")) if plain == text]


def reasons(parsed: Parsed) -> dict[str, str]:
    return {change.before: change.reason for change in parsed.changes}


@pytest.mark.parametrize(
    "figure",
    [
        "<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>The Gull in 1921</p></div>",
        "<div class=art-img><img src=a.jpg><div class=img-cap>The Gull in 1921</div></div>",
        "<div class=photo><img src=a.jpg><span class=photo-caption>The Gull in 1921</span></div>",
        "<div><picture><img src=a.jpg></picture><div class=Bildunterschrift>The Gull in 1921</div></div>",
        "<figure><img src=a.jpg><figcaption><p>The Gull in 1921</p></figcaption></figure>",
        "<table class=tr-caption-container><tr><td><img src=a><tr><td class=tr-caption>The Gull in 1921</table>",
        "<div class=thumb><div><a><img src=a></a><div class=thumbcaption>The Gull in 1921</div></div></div>",
    ],
)
def test_a_pictures_caption_is_known_by_its_class(figure: str) -> None:
    assert kinds(BODY + figure + LATER, "The Gull in 1921") == [Kind.CAPTION]


@pytest.mark.parametrize("figure", ["<p class=caption>It is so</p>", "<h2 class=caption><img src=a.jpg>It is so</h2>"])
def test_a_caption_needs_a_picture_and_is_no_heading(figure: str) -> None:
    assert Kind.CAPTION not in kinds(BODY + figure + LATER, "It is so")


@pytest.mark.parametrize("name", ["has-caption", "story-caption", "image-text"])
def test_an_article_that_has_a_caption_is_none(name: str) -> None:
    found = outline(read(f"<article class={name}><h1>The ferry</h1><img src=a.jpg>{BODY}{LATER}</article>"))
    assert [kind for kind, _ in found] == [Kind.TITLE, *[Kind.PARAGRAPH] * (2 * len(TEXTS))]


def test_a_caption_before_the_text_is_kept() -> None:
    lead = "<div class=art-img><img src=a.jpg><div class=img-cap>The Gull in 1921</div></div>"
    markup = f"<div class=article><h1>The ferry</h1>{lead}<div class=art-body>{BODY}{LATER}</div></div>"
    assert outline(read(markup))[1] == (Kind.CAPTION, "The Gull in 1921")


@pytest.mark.parametrize(
    "button",
    [
        '<p class=button-wrapper><a class="button primary" href="#"><span>Share it with a friend</span></a></p>',
        "<div class=wp-buttons><a class=wp-block-button__link href=/b>Share it with a friend</a></div>",
        "<p><a class='btn btn-primary' href=/b>Share it with a friend</a></p>",
    ],
)
def test_a_link_dressed_as_a_button_is_left_out_and_told(button: str) -> None:
    parsed = read(f"<article><h1>The ferry</h1>{BODY}{button}{LATER}</article>")
    assert "Share it with a friend" not in [plain for _, plain in outline(parsed)]
    assert reasons(parsed)["Share it with a friend"] == "form"


@pytest.mark.parametrize(
    "line",
    [
        "<p><a class=btn data-toggle=collapse href=#x>Where it stops</a></p>",
        "<h3><a class=btn href=/x>Where it stops</a></h3>",
        "<p>Where <a class=btn href=/x>it stops</a></p>",
    ],
)
def test_a_line_that_unfolds_or_heads_text_is_no_button(line: str) -> None:
    assert kinds(BODY + line + LATER, "Where it stops")


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span class=kicker>At sea</span><span>The bell ferry</span></h1>",
        "<h1><span class=article__kicker>At sea</span>: The bell ferry</h1>",
        "<h1><small class=overline>At sea</small> The bell ferry</h1>",
        "<h1><div class=eyebrow><span>At sea</span></div> The bell ferry</h1>",
    ],
)
def test_the_line_above_a_headline_is_no_part_of_it(heading: str) -> None:
    parsed = read(f"<main><article><header>{heading}</header>{BODY}</article></main>")
    assert outline(parsed)[0] == (Kind.TITLE, "The bell ferry")
    assert reasons(parsed)["At sea"] == "header"


def test_a_headline_that_is_all_kicker_stays() -> None:
    assert outline(read(f"<h1><span class=kicker>At sea</span></h1>{BODY}"))[0] == (Kind.TITLE, "At sea")


OLD = """<title>Ost Island - The Bell Ferry</title><table><tr>
<td width=130><a href=a>Home</a><br><a href=b>Boats and tides</a><br><br>You are visitor 4182</td>
<td><center><font size=6><b>The Bell Ferry</b></font></center><center>by Rut Ek</center>
{}<br><br><font size=4><b>The captain</b></font><br><br>{}<hr>
<center><a href=n>[Next]</a><br>Made with a text editor<br>&copy; 1999 Rut Ek</center></td></tr></table>"""


def test_a_page_from_before_style_sheets_is_read_like_any_other() -> None:
    first, second = "<br><br>".join(TEXTS[:2]), "<br><br>".join(TEXTS[2:])
    assert outline(read(OLD.format(first, second))) == [
        (Kind.TITLE, "The Bell Ferry"),
        (Kind.BYLINE, "by Rut Ek"),
        *((Kind.PARAGRAPH, text) for text in TEXTS[:2]),
        (Kind.HEADING, "The captain"),
        *((Kind.PARAGRAPH, text) for text in TEXTS[2:]),
    ]


def test_a_table_of_figures_is_no_column_of_links() -> None:
    table = "<table><tr><th>Day</th><td><a href=/m>Monday</a></td></tr><tr><th>Boats</th><td>Two</td></tr></table>"
    plains = [plain for _, plain in outline(read(f"<article><h1>The ferry</h1>{BODY}{table}{LATER}</article>"))]
    assert [text for text in plains if text in {"Day", "Monday", "Boats", "Two"}] == ["Day", "Monday", "Boats", "Two"]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (f"<title>ferry</title><div align=center><font size=5>The Bell Ferry</font></div>{BODY}", "The Bell Ferry"),
        (f"<title>Untitled Document</title><p><b>The Bell Ferry</b></p>{BODY}", "The Bell Ferry"),
        (f"<p><b><font size=+2>The Bell Ferry</font></b></p>{BODY}", "The Bell Ferry"),
        (f"<title>Notes: The Bell Ferry</title><h1>Notes</h1><h3 class=post-title>The Bell Ferry</h3>{BODY}", "Notes"),
        (
            f"<title>The Bell Ferry</title><header><h1>Notes</h1></header><h3>The Bell Ferry</h3>{BODY}",
            "The Bell Ferry",
        ),
        (
            f"<title>Where is the ferry? - Ost Forum</title><h1>Ost Forum</h1><h2>Where is the ferry?</h2>{BODY}",
            "Where is the ferry?",
        ),
        (f"<h2>The Bell Ferry</h2>{BODY}", "The Bell Ferry"),
    ],
)
def test_the_title_is_found_without_a_proper_heading(page: str, title: str) -> None:
    assert outline(read(page))[0] == (Kind.TITLE, title)


def test_a_first_sentence_in_bold_is_no_title() -> None:
    assert outline(read(f"<p><b>{TEXTS[0]}</b></p>{BODY}"))[0] == (Kind.PARAGRAPH, TEXTS[0])


def test_an_authors_office_is_not_taken_for_two_persons() -> None:
    author = "<dd itemprop=author>Written by <span itemprop=name>Parks and Open Spaces</span></dd>"
    parsed = read(f"<div><h2 itemprop=headline>Trees</h2><dl>{author}</dl>{BODY}</div>")
    assert (Kind.BYLINE, "Parks and Open Spaces") in outline(parsed)


@pytest.mark.parametrize(
    "standfirst",
    [
        "<div class=post-description>A timetable for a boat that needs none</div>",
        "<div class=summary><p>A timetable for a boat that needs none</p></div>",
        "<p class=chapo>A timetable for a boat that needs none</p>",
        "<p class=teaser>A timetable for a boat that needs none.</p>",
    ],
)
def test_a_standfirst_between_title_and_text_is_kept(standfirst: str) -> None:
    header = f"<header><h1>The ferry</h1>{standfirst}</header>"
    kind, plain = outline(read(f"<main><article>{header}<div>{BODY}{LATER}</div></article></main>"))[1]
    assert (kind, plain.strip(".")) == (Kind.PARAGRAPH, "A timetable for a boat that needs none")


@pytest.mark.parametrize(
    "line",
    [
        "<div id=siteSub>From Ostpedia</div>",
        "<div class=action-bar><a class=button href=/r>Post Reply</a></div>",
        "<div class=related>Lena Moreau</div>",
    ],
)
def test_menus_and_buttons_name_no_author(line: str) -> None:
    assert Kind.BYLINE not in [kind for kind, _ in outline(read(f"<h1>The ferry</h1>{line}{BODY}{LATER}"))]


def test_a_name_after_the_first_sentences_is_no_byline() -> None:
    parsed = read(f"<h1>The ferry</h1><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p><p>Lena Moreau</p><p>{TEXTS[2]}</p>")
    assert outline(parsed)[3] == (Kind.PARAGRAPH, "Lena Moreau")


@pytest.mark.parametrize(
    ("markup", "before", "reason"),
    [
        ("<button>Load more</button>", "Load more", "form"),
        ("<select><option>Ost</option><option>West</option></select>", "Ost West", "form"),
        ("<textarea>Your view</textarea>", "Your view", "form"),
        ("<iframe src=x>Your browser shows no frames.</iframe>", "Your browser shows no frames.", "hidden"),
        ("<video src=x>Download the film</video>", "Download the film", "hidden"),
        ("<noscript>Switch scripts on</noscript>", "Switch scripts on", "hidden"),
        ("<object data=x>The film is gone</object>", "The film is gone", "hidden"),
        ("<canvas>A graph of the tide</canvas>", "A graph of the tide", "hidden"),
        ("<template><p>Loading</p></template>", "Loading", "hidden"),
        ("<div><progress>Half way</progress></div>", "Half way", "hidden"),
        ("<div><option>West</option></div>", "West", "form"),
        ("<svg><title>no</title><g><text>High <tspan>tide</tspan></text></g></svg>", "High tide", "image"),
        ("<p><img></p>", "", "image"),
    ],
)
def test_what_a_page_shows_besides_its_text_is_told(markup: str, before: str, reason: str) -> None:
    parsed = read(f"<h1>The ferry</h1>{BODY}{markup}{LATER}")
    assert [(change.before, change.reason) for change in parsed.changes] == [(before, reason)]
    line = parsed.changes[0].line
    restored = parse(f"<h1>T</h1>{BODY}{markup}{LATER}".encode(), name="page.html", keep=frozenset({line}))
    assert len(restored.segments) == len(parsed.segments) + 1


@pytest.mark.parametrize(
    "markup", ["<map>The two piers.</map>", "<embed src=x>The two piers.", "<p><rt>The two piers."]
)
def test_what_a_browser_shows_as_text_is_text(markup: str) -> None:
    assert "The two piers." in [plain for _, plain in outline(read(f"<article>{BODY}{markup}{LATER}</article>"))]


def test_a_script_inside_what_is_left_out_is_never_told() -> None:
    parsed = read(f"{BODY}<noscript><style>p{{}}</style><script>track()</script></noscript>")
    assert parsed.changes == ()


def test_a_paragraph_of_emoji_is_text_and_a_row_of_stars_is_not() -> None:
    parsed = read(f"{BODY}<p>😀🎉</p><p>* * *</p><p>❧</p>{LATER}")
    assert (Kind.PARAGRAPH, "😀🎉") in outline(parsed)
    assert [(change.before, change.reason) for change in parsed.changes] == [("* * *", "separator"), ("❧", "separator")]


def test_a_note_that_a_citation_is_missing_is_no_text() -> None:
    mark = "<sup class='noprint Inline-Template'>[<i><a>citation needed</a></i>]</sup>"
    assert outline(read(f"<p>It sank in 1930.{mark}</p>")) == [(Kind.PARAGRAPH, "It sank in 1930.")]
