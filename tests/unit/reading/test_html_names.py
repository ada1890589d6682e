"""Class and id: what they say about the page around an article, and where they only tell what a text is about."""

from __future__ import annotations

import pytest

from translate_flow.reading.html import parse

TEXTS = [
    "The ferry between the two islands has been running since before anyone now living was born.",
    "On most mornings there are six passengers, two bicycles and a crate of hens on the deck.",
    "The captain learned the channel from her mother, who marked the rocks on the kitchen wall.",
    "Last spring the county asked for a timetable, and she wrote one on the back of a herring box.",
    "It says that the boat leaves when everybody is there, and nobody has complained about it yet.",
]
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)
LATER = "".join(f"<p>{text} It has always been so, and nobody sees a reason to change it.</p>" for text in TEXTS)
ONE = "The people who came to the harbour every morning knew each other by name, and by their boats."
TWO = "Nobody wrote any of this down until the schoolteacher did, in a book with a green cover."
FRAMES = [
    f"<article><h1>The ferry</h1>{BODY}%s{LATER}</article>",
    f"<body><h1>The ferry</h1>{BODY}%s{LATER}</body>",
    f"<article><h1>The ferry</h1>{BODY}{LATER}%s</article>",
    f"<div><h1>The ferry</h1>{LATER}<section><h2>Here</h2>{BODY}</section>%s<section>{LATER}</section></div>",
]


def read(frame: str, part: str) -> list[str]:
    return [s.plain for s in parse((frame % part).encode(), name="page.html", keep=frozenset()).segments]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    ("opening", "heading"),
    [
        ("<section id=social-history><h2>Social history</h2>", "Social history"),
        ("<section id=cookies><h2>Cookies</h2>", "Cookies"),
        ("<section id=related-work-1 class=level1><h2>Related work</h2>", "Related work"),
        ("<section id=sec-cookie-bans><h2>3.1 Cookie bans</h2>", "3.1 Cookie bans"),
        (
            "<div class=section id=social-media><h2>Social media<a class=headerlink href=#s>¶</a></h2>",
            "Social media",
        ),
        ("<div id=newsletter-history><h2>How the paper began</h2>", "How the paper began"),
        ("<section id=comments-of-the-mayor><h2>What he said</h2>", "What he said"),
        ("<div><h2 id=cookies>Cookies</h2>", "Cookies"),
        ("<div><h2 id=sharing>Sharing the catch</h2>", "Sharing the catch"),
        ("<div><h2 id=Social_life class=social-life>Social life</h2>", "Social life"),
        ("<div class=sidebar><h3>The green book</h3>", "The green book"),
    ],
)
def test_a_section_named_like_its_heading_is_text(frame: str, opening: str, heading: str) -> None:
    found = read(frame, f"{opening}<p>{ONE}</p><p>{TWO}</p></{opening[1:4].replace('sec', 'section')}>")
    assert [text for text in found if text in {heading, ONE, TWO}] == [heading, ONE, TWO]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "part",
    [
        "<div class=ad-hoc><p>{}</p><p>{}</p></div>",
        "<div class=promotion-of-wines><p>{}</p><p>{}</p></div>",
        "<div class=rating><p>{}</p><p>{}</p></div>",
        "<div class=teaser><p>{}</p><p>{}</p></div>",
        "<p id=bio>{}</p><p id=share>{}</p>",
        "<p class=teaser>{}</p><p class=rating>{}</p>",
    ],
)
def test_one_chance_word_in_a_name_takes_no_prose_out_of_an_article(frame: str, part: str) -> None:
    assert [text for text in read(frame, part.format(ONE, TWO)) if text in {ONE, TWO}] == [ONE, TWO]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "part",
    [
        "<div class=sharedaddy><h3>Share this</h3><p>{}</p><p>{}</p></div>",
        "<div class=newsletter-signup><p>{}</p><p>{}</p></div>",
        "<div class=newsletter><p>{}</p><p>{}</p></div>",
        "<div class=related-posts><p>{}</p><p>{}</p></div>",
        "<div class=voc-related><a href=/x>A headline of another day</a><p>{}</p><p>{}</p></div>",
        "<div class=teaser><h3><a href=/x>A headline of another day</a></h3><p>{}</p><p>{}</p></div>",
        "<div id=related><h3>Related</h3><p>{}</p><p>{}</p></div>",
        "<div id=comments><h2>12 Comments</h2><p>{}</p><p>{}</p></div>",
        "<div class=sidebar><h3>Search</h3><form><input></form><button>Go there</button><p>{}</p><p>{}</p></div>",
    ],
)
def test_a_part_of_the_page_goes_even_where_it_holds_prose(frame: str, part: str) -> None:
    assert [text for text in read(frame, part.format(ONE, TWO)) if text in {ONE, TWO}] == []


@pytest.mark.parametrize("name", ["social-links", "ad-hoc", "teaser", "sidebar", "rating", "cookie-list"])
def test_labels_and_links_under_such_a_name_are_no_text(name: str) -> None:
    part = f"<div class={name}><a href=/a>North pier</a> <a href=/b>South pier</a> <span>4 of 5</span></div>"
    assert "North pier" not in " ".join(read(FRAMES[0], part))
