"""Cleaning is audited: nothing is lost in silence, and everything can be taken back."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import render
from translate_flow.reading.cleaning import clean

PROSE = [
    "The bridge was closed on Monday after a lorry had hit one of its pillars, the district said.",
    "Nobody was hurt. The driver told the police that he had been looking for his glasses.",
    "Repairs will begin in June and cost about £90,000, most of which an insurer will pay.",
]
LINES = st.one_of(
    st.sampled_from(
        [
            *PROSE,
            "",
            "Home",
            "Home > News > The bridge that closed",
            "The bridge that closed",
            "By Jane Doe",
            "Share on Facebook",
            "Advertisement",
            "- an item",
            "2. a step",
            "[1] a note",
            "A claim.[1]",
            "> a quoted line of a mail",
            "--",
            "© 2024 Courier",
            "Comments (3)",
            "Related articles",
            "a line that was wrapped at a width of some sixty columns or so, infor-",
            "mation that goes on\u00a0here",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)


def shown(segment: Segment) -> str:
    text = render(segment.text, segment.codes, literal=str, enclose=lambda code, _: f"[{code.ref}]")
    return f"{segment.label} {text}"


def letters(text: str) -> Counter[str]:
    """Letters and digits; a raised 2 counts as 2, for that is the label of the note it marks."""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def titles(*lines: str) -> list[tuple[str, str]]:
    return [(s.kind.value, s.plain) for s in clean("\n".join(lines))[0] if s.kind in {Kind.TITLE, Kind.BYLINE}]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(segment.kind.value, segment.plain) for segment in clean(text)[0]]


@settings(max_examples=150)
@given(st.lists(LINES, max_size=25))
@example(["²", "2. a step"])
@example(["0²", "2. a step"])
def test_what_is_kept_and_what_is_told_account_for_every_line(lines):
    text = "\n".join(lines)
    segments, changes = clean(text)
    told = letters("\n".join(change.before for change in changes)) - letters(
        "\n".join(change.after for change in changes)
    )
    rest = letters(text) - letters("\n".join(map(shown, segments)))
    assert not rest - told


@settings(max_examples=150)
@given(st.lists(LINES, max_size=25))
def test_taking_everything_back_gives_the_text_back_whole(lines):
    text = "\n".join(lines)
    _, changes = clean(text)
    segments, left = clean(text, keep=frozenset(change.line for change in changes))
    assert left == ()
    assert not letters(text) - letters("\n".join(map(shown, segments)))


@settings(max_examples=60)
@given(st.lists(LINES, max_size=20), st.data())
def test_taking_one_change_back_leaves_the_others_as_they_were(lines, data):
    text = "\n".join(lines)
    _, changes = clean(text)
    if not changes:
        return
    one = data.draw(st.sampled_from(changes))
    _, left = clean(text, keep=frozenset({one.line}))
    assert left == tuple(change for change in changes if change.line != one.line)


def test_a_dropped_line_that_is_taken_back_stands_where_it_stood():
    text = "\n".join(["A bridge is closed", PROSE[0], "Advertisement", PROSE[1]])
    line = next(change.line for change in clean(text)[1] if change.reason == "advertisement")
    segments, _ = clean(text, keep=frozenset({line}))
    assert [segment.plain for segment in segments] == ["A bridge is closed", PROSE[0], "Advertisement", PROSE[1]]


def test_a_wrapped_paragraph_that_is_taken_back_keeps_its_lines():
    text = (
        "The lock was planned by an engineer who had never built one be-\n"
        "fore, and the work took six years from the first stone to the\n"
        "last of the gates, which leaked."
    )
    joined, changes = clean(text)
    assert [change.reason for change in changes] == ["wrapped"]
    assert "built one before, and" in joined[0].text
    segments, _ = clean(text, keep=frozenset({1}))
    assert segments == (Segment(Kind.VERSE, text),)


def test_spaces_that_are_taken_back_are_exact():
    raw = "A line\u00a0with  odd\tspaces in it, which nobody had asked for but everybody sees."
    segments, _ = clean(raw, keep=frozenset({1}))
    assert segments[0].text == raw


@pytest.mark.parametrize("mark", [">", "»", "›", "/", "|", "→"])
def test_a_breadcrumb_that_ends_in_the_title_is_dropped(mark):
    trail = f" {mark} ".join(["Home", "News", "The bridge that closed early"])
    assert titles(trail, "The bridge that closed early", "By Jane Doe", *PROSE) == [
        ("title", "The bridge that closed early"),
        ("byline", "By Jane Doe"),
    ]


def test_a_tag_that_is_written_as_text_is_no_breadcrumb():
    _, changes = clean("\n".join(["The bridge that closed early", "Fresh <b>bread</b> & more.", *PROSE]))
    assert changes == ()


def test_a_breadcrumb_without_a_title_below_it_gives_the_title():
    segments, changes = clean("\n".join(["Home > Town > The bridge that closed early", *PROSE]))
    assert segments[0] == Segment(Kind.TITLE, "The bridge that closed early")
    assert [(change.reason, change.after) for change in changes] == [("breadcrumb", "The bridge that closed early")]


@pytest.mark.parametrize(
    "again", ["The bridge that closed", "The bridge that closed | Courier", "The bridge that closed - Courier"]
)
def test_a_repeated_title_is_kept_once(again):
    assert titles(again, "Menu", "The bridge that closed", *PROSE) == [("title", "The bridge that closed")]


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Jane Doe | Transport reporter", "Jane Doe | Transport reporter"),
        ("By Jane Doe", "By Jane Doe"),
        ("Por Ana Ruiz", "Por Ana Ruiz"),
        ("Von Anna Weiß, Hamburg", "Von Anna Weiß, Hamburg"),
        ("Par Jean Dupont", "Par Jean Dupont"),
        ("Jane Doe", "Jane Doe"),
        ("By Jane Doe | 3 March 2024 | 5 min read", "By Jane Doe"),
        ("3 March 2024 · Jane Doe", "Jane Doe"),
        ("By Jane Doe March 3, 2024", "By Jane Doe"),
        ("Posted on March 3, 2024 by Jane Doe", "by Jane Doe"),
        ("Redacción", "Redacción"),
    ],
)
def test_the_byline_is_found_without_its_date(line, byline):
    assert titles("The bridge that closed", line, "3 March 2024", *PROSE) == [
        ("title", "The bridge that closed"),
        ("byline", byline),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Why does the bridge keep moving when nobody is looking at it?",
        "Ada Lovelace",
        "Ferry Returns | Valley Courier",
        "By Night the Bridge Is Another",
        "3 ways to cross a river",
    ],
)
def test_an_unusual_title_is_a_title(title):
    assert titles(title, "By Jane Doe", *PROSE)[0] == ("title", title)


def test_a_text_that_begins_with_its_body_has_no_title():
    assert titles(*PROSE) == []
    assert kinds(PROSE[0]) == [("paragraph", PROSE[0])]
    assert kinds("Hello world") == [("paragraph", "Hello world")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bakery sells cookies by weight, and we use cookies as a kind of currency in this street.",
        "Sharing is part of the menu, and you may subscribe to a newsletter that is written on a paper bag.",
        "Read more books, she says, and share this article with nobody.",
        "Copyright was invented in 1710, and comments about it have not stopped since then.",
        "Related articles of clothing hung on the same hook, sorted by colour.",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_body_sentence_that_speaks_of_cookies_or_sharing_stays(sentence, place):
    body = [*PROSE[:place], sentence, *PROSE[place:]]
    assert [text for kind, text in kinds("\n\n".join(["The bridge that closed", *body])) if kind == "paragraph"] == body


@pytest.mark.parametrize("heading", ["Comments", "Home", "Share", "Sport", "Notes", "Tags", "Latest", "Books"])
def test_a_word_of_the_menu_between_two_paragraphs_is_a_heading(heading):
    text = "\n\n".join(["The bridge that closed", *PROSE, heading, *reversed(PROSE), *[f"{p} Again." for p in PROSE]])
    assert ("heading", heading) in kinds(text)


@pytest.mark.parametrize(
    "line", ["Advertisement", "Skip to content", "Share on Facebook", "Exit mobile version", "Read more: Ten walks"]
)
def test_plain_chrome_goes_even_in_the_middle(line):
    text = "\n".join(["The bridge that closed", *PROSE, line, *reversed(PROSE)])
    assert line not in [shown_text for _, shown_text in kinds(text)]


def test_a_short_last_paragraph_and_one_line_paragraphs_stay():
    body = [PROSE[0], "Why?", "Nobody knows.", PROSE[1], "They go."]
    text = "\n".join(["The bridge that closed", *body, "Share", "Tweet", "© 2024 Courier"])
    assert [shown_text for kind, shown_text in kinds(text) if kind == "paragraph"] == body


def test_a_pull_quote_that_the_text_repeats_is_dropped():
    pulled = "the driver told the police that he had been looking for his glasses"
    _, changes = clean("\n\n".join(["The bridge that closed", PROSE[0], pulled, *PROSE[1:]]))
    assert [(change.before, change.reason) for change in changes] == [(pulled, "pull quote")]


def test_the_page_footer_of_a_mail_is_its_signature():
    text = (
        "From: a@example.org\nTo: b@example.org\nSubject: Re: The bridge\n\n"
        + "\n\n".join(PROSE)
        + "\n\n-- \nJane Doe\nClerk"
    )
    segments, changes = clean(text)
    assert [segment.plain for segment in segments] == ["The bridge", *PROSE]
    assert [change.reason for change in changes] == ["mail header"] * 3 + ["signature"] * 3


def body(*lines: str) -> list[str]:
    return [segment.plain for segment in clean("\n".join(lines))[0]]


@pytest.mark.parametrize(
    "mark", ["---------- Forwarded message ---------", "-----Original Message-----", "Begin forwarded message:"]
)
def test_a_forwarded_mail_gives_its_subject_as_the_title(mark):
    header = ["From: Ann Lee <ann@example.org>", "Date: Mon, 3 June 2024", "Subject: Fwd: The bridge", "To: Desk"]
    assert body(mark, *header, "", *PROSE) == ["The bridge", *PROSE]


BOX = [
    "Get the Afternoon Update newsletter",
    "The day's top stories, delivered to your inbox.",
    "Sign Up",
    "By signing up, you agree to our Terms of Use and Privacy Policy.",
]


def test_a_newsletter_box_in_the_middle_goes_whole():
    assert body("The bridge", *PROSE[:2], *BOX, PROSE[2]) == ["The bridge", *PROSE]


def test_the_line_between_cookies_and_byline_is_the_title_and_not_the_motto_above():
    head = ["Bench - simple guides", "", "We use cookies to improve your visit.", "", "How to keep a bridge (open)", ""]
    assert body(*head, "Written by Ann Lee", "", *PROSE) == [
        "How to keep a bridge (open)",
        "Written by Ann Lee",
        *PROSE,
    ]


def test_the_author_named_again_under_the_text_is_named_once():
    assert body("The bridge", "Par Ann Lee", "", *PROSE, "", "Ann Lee") == ["The bridge", "Par Ann Lee", *PROSE]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Was this guide helpful?   Yes   No", "navigation"),
        ("Article réservé aux abonnés", "support"),
        ("A lire aussi : Cinq vergers à visiter en famille", "related"),
        ("** Facebook ( https://facebook.example/post )", "share"),
        ("You are receiving this email because you signed up.", "newsletter"),
    ],
)
def test_a_page_speaking_of_itself_is_no_part_of_the_article(line, reason):
    segments, changes = clean("\n\n".join(["The bridge", *PROSE[:2], line, PROSE[2]]))
    assert [segment.plain for segment in segments] == ["The bridge", *PROSE]
    assert reason in {change.reason for change in changes}


@pytest.mark.parametrize("line", ["MOSS: May I ask you about the bridge?", "Q: Why was it closed?"])
def test_a_question_in_an_interview_is_no_heading(line):
    segments, _ = clean("\n\n".join(["The bridge", PROSE[0], line, *PROSE[1:]]))
    assert next(segment.kind for segment in segments if segment.plain == line) is Kind.PARAGRAPH


def test_a_mail_forwarded_twice_loses_both_headers():
    header = ["From: Ann Lee <ann@example.org>", "Sent: 6 June 2024 21:14", "To: Desk", "Subject: FW: The bridge"]
    inner = ["From: Jo Vale <jo@example.org>", "Date: Tue, Jun 4, 2024", "Subject: The bridge", "To: ann@example.org"]
    text = ["-----Original Message-----", *header, "", "---------- Forwarded message ----------", *inner, "", *PROSE]
    assert body(*text) == ["The bridge", *PROSE]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("north-review.example", "address"),
        ("Enviar por WhatsApp", "share"),
        ("Поделиться в Одноклассниках", "share"),
        ("分享到：微信 微博 QQ空间", "share"),
        ("字号：大 中 小", "navigation"),
        ("1 204 просмотра", "count"),
        ("Enjoyed this essay? Subscribe to The Table from £4 an issue.", "support"),
    ],
)
def test_lines_of_a_page_above_its_text_go(line, reason):
    segments, changes = clean("\n\n".join([line, "Why the bridge was closed", "By Ann Lee", line, *PROSE]))
    assert segments[0].plain == "Why the bridge was closed"
    assert {change.reason for change in changes if change.before == line} == {reason}


def test_the_paper_before_a_chinese_author_is_no_part_of_the_byline():
    text = [
        "修伞铺四十年",
        "2020-06-18 08:30:00",
        "来源：江城晚报　作者：林秋禾",
        "梅雨季一到，青石巷的周师傅就忙起来了。" * 3,
    ]
    assert titles(*text) == [("title", "修伞铺四十年"), ("byline", "作者：林秋禾")]
