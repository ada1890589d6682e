"""The board's page on a desk without accounts, and the picture of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from boards import standing
from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.assignment import Assignment
from translate_flow.domain.board import Order, Waits, Wanted, most_urgent
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.translation import Action
from translate_flow.ui.board_files import told_filters
from translate_flow.ui.names import article_names
from translate_flow.workflow import assigning, board, commenting, importing, reviewing, revising
from translate_flow.workflow.reviewing import Operation


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es", "fr"]) as desk:
        yield desk


def assigned(desk: Desk) -> list[tuple[str, str, str]]:
    cells = board.show(desk.store, Wanted(date.today())).cells
    return [
        (cell.standing.language, part.translator, str(part.span))
        for cell in cells
        for part in cell.standing.assignments
    ]


def test_the_local_owner_assigns_to_themselves(desk: Desk) -> None:
    page = shown("board")
    page.multiselect(key="assign:slugs").select("fair").run()
    page.multiselect(key="assign:languages").select("fr").run()
    page.selectbox(key="assign:edit").select(LOCAL_OWNER).run()
    page.text_input(key="assign:span").input("2-").run()
    page.button(key="assign:go").click().run()
    (said,) = [message.value for message in page.success]
    for fact in ("The fair", "French", "segments from 2", "translated by", "you"):
        assert fact in said
    assert assigned(desk) == [("fr", LOCAL_OWNER, "2-")]


def test_the_form_is_empty_after_it_was_used_and_the_last_change_is_undone(desk: Desk) -> None:
    assigning.assign(desk.store, ["fair"], ["fr"], translator=LOCAL_OWNER, by=LOCAL_OWNER)
    page = shown("board")
    page.multiselect(key="assign:slugs").select("fair").run()
    page.multiselect(key="assign:languages").select("fr").run()
    page.button(key="assign:clear").click().run()
    assert assigned(desk) == []
    assert "taken back" in page.success[0].value
    assert (page.multiselect(key="assign:slugs").value, page.multiselect(key="assign:languages").value) == ([], [])
    page.button(key="assign:undo").click().run()
    assert assigned(desk) == [("fr", LOCAL_OWNER, "1-")]
    assert [*page.success, *page.error] == []


def test_what_was_settled_is_left_open_again_one_by_one(desk: Desk) -> None:
    everything = {"translator": LOCAL_OWNER, "reviewer": LOCAL_OWNER, "due": date.today()}
    assigning.assign(desk.store, ["fair"], ["fr"], by=LOCAL_OWNER, **everything)
    page = shown("board")
    page.multiselect(key="assign:slugs").select("fair").run()
    page.multiselect(key="assign:languages").select("fr").run()
    page.selectbox(key="assign:edit").select("-").run()
    page.checkbox(key="assign:no_due").check().run()
    page.button(key="assign:go").click().run()
    assert "translated by nobody, no deadline" in page.success[0].value
    (part,) = assigning.assigned(desk.store, ["fair"], ["fr"])
    assert (part.translator, part.reviewer, part.due) == ("", LOCAL_OWNER, None)


def test_an_assignment_that_says_nothing_is_told_in_place(desk: Desk) -> None:
    page = shown("board")
    page.multiselect(key="assign:slugs").select("fair").run()
    page.multiselect(key="assign:languages").select("fr").run()
    page.button(key="assign:go").click().run()
    assert "nothing to assign" in page.error[0].value
    assert assigned(desk) == []


def approve_all(desk: Desk, language: str) -> None:
    with desk.store.read() as uow:
        units = uow.targets.bitext("fair", language).units
    for unit in units:
        base = {"language": language, "text": "x", "base": unit.target.version}
        operation = Operation(f"approve-{unit.id}-by-hand", unit.id, action=Action.APPROVE, **base)
        [answer] = reviewing.apply(desk.store, [operation], by=LOCAL_OWNER, splitter=desk.splitter)
        assert answer.outcome is reviewing.Outcome.SAVED


def test_the_bars_of_an_article_and_of_all_agree_with_the_percent_once_a_source_changed(desk: Desk) -> None:
    approve_all(desk, "es")
    twins(desk)
    made = importing.prepare(b"The fair\n\nIt rained much.\n", name="x.txt", splitter=desk.splitter, language="en")
    revising.revise(desk.store, "fair", made, splitter=desk.splitter, by=LOCAL_OWNER)
    bars = re.findall(r'role="img" aria-label="([^"]*)" title="[^"]*">(.*?)</div>', table())
    found = [bar for bar in bars if "before" in bar[0]]
    assert len(found) == 2
    for said, parts in found:
        assert "approved: 1 segment, 2 words, approved before the source changed: 1 segment, 3 words" in said
        assert [name for name, _ in pieces_of(parts)] == ["done", "outdated"]
    assert pieces_of(found[1][1]) == [("done", 40.0), ("outdated", 60.0)]
    assert ">40%</a>" in table()


def pieces_of(parts: str) -> list[tuple[str, float]]:
    return [(name, float(size)) for name, size in re.findall(r'class="(\w+)" style="inline-size: ([\d.]+)%"', parts)]


def test_the_filters_of_the_board_are_told_with_the_names_of_their_boxes(desk: Desk) -> None:
    wanted = Wanted(date.today(), languages=["es"], waits=Waits.REVIEW, risky=True, text="fair", order=Order.TITLE)
    assert told_filters(wanted) == [
        "Search in titles: fair", "Languages: Spanish", "Work: Something to review", "Risks: only what is risky",
        "Sort by: Title",
    ]  # fmt: skip
    assert told_filters(Wanted(date.today())) == ["All articles and languages", "Sort by: Newest article"]


def test_the_board_says_how_it_is_read(desk: Desk) -> None:
    [key] = [item.proto.body for item in shown("board").get("html") if "tf-legend" in item.proto.body]
    for sign in (
        "untranslated",
        "sent back, needs work",
        "before the source changed",
        "3 segments flagged",
        "3 doubtful drafts",
        "Due ",
        "≈",
    ):
        assert sign in key


def test_a_filter_that_takes_nothing_away_has_no_cross(desk: Desk) -> None:
    page = shown("board")
    for key in ("board:waits", "board:due", "board:person"):
        box = page.selectbox(key=key)
        assert box.proto.HasField("default"), key
        assert box.options[0] in {"Any", "Anybody"}
    page.selectbox(key="board:waits").select(Waits.REVIEW).run()
    assert "No article fits" in page.info[0].value


def twins(desk: Desk) -> None:
    """A second article of the same title, and one of another."""
    for slug, title in (("fair-2", "The  Fair"), ("mill", "The mill")):
        made = importing.prepare(
            f"{title}\n\nIt rained.\n".encode(), name="x.txt", splitter=desk.splitter, language="en"
        )
        importing.store(desk.store, made, languages=["es"], by=LOCAL_OWNER, slug=slug)


def table() -> str:
    [found] = [item.proto.body for item in shown("board").get("html") if "<table>" in item.proto.body]
    return str(found)


def plain(names: Iterable[str]) -> set[str]:
    return {name.replace("\u2068", "").replace("\u2069", "") for name in names}


TOLD_APART = {"The fair (fair)", "The Fair (fair-2)", "The mill"}


def test_articles_of_one_title_are_told_apart_on_the_board_and_where_work_is_assigned(desk: Desk) -> None:
    assert "<bdi>The fair</bdi>" in table()
    twins(desk)
    assert plain(re.findall(r"<bdi>(.*?)</bdi>", table())) == TOLD_APART
    assert plain(shown("board").multiselect(key="assign:slugs").options) == TOLD_APART


def test_articles_of_one_title_are_told_apart_where_one_is_chosen(desk: Desk) -> None:
    def script() -> None:
        from translate_flow.ui.choosing import chosen_bitext  # noqa: PLC0415 - what AppTest runs is this body alone

        chosen_bitext("Review")

    twins(desk)
    page = AppTest.from_function(script, default_timeout=60).run()
    assert plain(page.selectbox[0].options) == TOLD_APART


def test_articles_of_one_title_are_told_apart_in_ones_work(desk: Desk) -> None:
    twins(desk)
    assigning.assign(desk.store, ["fair", "fair-2", "mill"], ["es"], translator=LOCAL_OWNER, by=LOCAL_OWNER)
    heads = plain(item.value.replace("\\", "").partition("  \n")[0].strip("*") for item in shown("my_work").markdown)
    assert heads == TOLD_APART


def test_a_long_title_hides_no_slug() -> None:
    names = article_names({"a": "word " * 40, "b": "word " * 40}, narrow=True)
    assert all(len(name) < 60 and name.endswith(f"(\u2068{slug}\u2069)") for slug, name in names.items())


def test_a_title_leads_to_the_language_that_is_most_urgent(desk: Desk) -> None:
    assigning.assign(desk.store, ["fair"], ["fr"], translator=LOCAL_OWNER, due=date.today(), by=LOCAL_OWNER)
    head = table().partition('<th scope="row">')[2]
    assert head.startswith(
        '<a target="_self" href="/review?article=fair&amp;language=fr" aria-label="The fair: French">'
    )


def test_what_is_finished_is_less_urgent_than_what_has_no_deadline() -> None:
    done = replace(standing("a", "es", 10), assignments=(Assignment("a", "es", due=date(2026, 1, 1)),))
    assert most_urgent([done, standing("a", "fr", 5), standing("a", "de", 5, comments=1)]).language == "de"


def test_news_is_a_sentence_with_the_way_there() -> None:
    def script() -> None:
        from datetime import UTC, date, datetime  # noqa: PLC0415 - what AppTest runs is this body alone

        from translate_flow.domain.assignment import Notice, Span, Task  # noqa: PLC0415 - as above
        from translate_flow.ui.duties import notices_panel  # noqa: PLC0415 - as above

        at, due, where = datetime(2026, 6, 1, tzinfo=UTC), date(2026, 12, 3), ("fair", "The fair", "es")
        news = [
            Notice(1, at, "ana", Task.TRANSLATE, *where, due=due, segments=12),
            Notice(2, at, "ana", Task.REVIEW, *where, span=Span(3, 10)),
            Notice(3, at, "ana", Task.TAKEN, *where, span=Span(2, 2)),
            Notice(4, at, "ana", Task.CHANGED, *where, span=Span(4, 6)),
        ]
        notices_panel(news, names={"fair": "The fair"})

    page = AppTest.from_function(script, default_timeout=60).run()
    said = [text.replace("\\", "").partition("  \n")[0] for text in plain(item.value for item in page.markdown)]
    assert set(said) == {
        "ana assigned you the translation of 12 segments of “The fair” into Spanish, due Dec 3, 2026.",
        "ana assigned you the review of segments 3–10 of “The fair” in Spanish.",
        "ana took work on “The fair” into Spanish away from you (segment 2).",
        "ana changed the text of “The fair”: your work in Spanish needs another look (segments 4–6).",
    }
    assert [item.key for item in page.button] == [*(f"work:news:{n}" for n in range(1, 5)), "work:seen"]


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "Dec 3", "Dec 3, 2026, 2:05:00"),
        ("de", "3. Dez.", "03.12.2026, 14:05:00"),
        ("es", "3 dic", "3 dic 2026, 14"),
    ],
)
def test_days_of_charts_and_the_time_of_a_picture_are_written_as_the_interface_does(
    language: str, day: str, moment: str
) -> None:
    def script(language: str) -> None:
        from datetime import UTC, date, datetime  # noqa: PLC0415 - what AppTest runs is this body alone

        import streamlit as st  # noqa: PLC0415 - as above

        from translate_flow.ui import i18n  # noqa: PLC0415 - as above

        st.session_state["interface"] = language
        st.text(i18n.day_of_month(date(2026, 12, 3)))
        st.text(i18n.universal_moment(datetime(2026, 12, 3, 14, 5, tzinfo=UTC)))

    written = [item.value for item in AppTest.from_function(script, args=(language,), default_timeout=60).run().text]
    assert written[0] == day
    assert written[1].startswith(moment)
    assert written[1].endswith(" UTC")


@pytest.mark.parametrize(("language", "count"), [("en", "12 of 30 articles"), ("ar", "12 من 30 من المقالات")])
def test_the_time_and_the_count_of_a_picture_keep_their_order_beside_each_other(language: str, count: str) -> None:
    def script(language: str) -> None:
        from datetime import UTC, datetime  # noqa: PLC0415 - what AppTest runs is this body alone

        import streamlit as st  # noqa: PLC0415 - as above

        from translate_flow.ui.board_files import told_extent  # noqa: PLC0415 - as above

        st.session_state["interface"] = language
        st.text(told_extent(datetime(2026, 12, 3, 14, 5, tzinfo=UTC), count=12, total=30))

    [line] = AppTest.from_function(script, args=(language,), default_timeout=60).run().text
    time, found = re.findall("\u2068([^\u2069]+)\u2069", line.value)
    assert time.endswith(" UTC")
    assert found == count
    assert line.value.endswith(f" · \u2068{count}\u2069")


def test_a_reviewer_is_told_what_is_still_with_the_translator(desk: Desk) -> None:
    assigning.assign(desk.store, ["fair"], ["es"], reviewer=LOCAL_OWNER, by=LOCAL_OWNER)
    [line] = [item.value for item in shown("my_work").markdown]
    assert "2 segments wait for the translator" in line
    assert "to review" not in line


def test_open_comments_are_a_risk_on_the_board_and_in_its_file(desk: Desk) -> None:
    commenting.add(desk.store, "fair", 2, "fr", "Who says so?", by=LOCAL_OWNER)
    [table] = [item.proto.body for item in shown("board").get("html") if "<table>" in item.proto.body]
    french, spanish = (table.partition(f"fair&amp;language={code}")[2].partition("</td>")[0] for code in ("fr", "es"))
    assert french.count("1 segment with open comments") == 2
    assert "open comments" not in spanish
    wanted = Wanted(date.today(), risky=True)
    header, line = b"".join(board.as_csv(desk.store, wanted)).decode("utf-8-sig").splitlines()
    cells = dict(zip(header.split(","), line.split(","), strict=True))
    assert (cells["language"], cells["flagged"], cells["comments"]) == ("fr", "0", "1")


def test_mentions_stand_in_the_work_of_whoever_they_name_as_text() -> None:
    def script() -> None:
        from datetime import UTC, datetime  # noqa: PLC0415 - what AppTest runs is this body alone

        from translate_flow.domain.comments import Comment, Mention  # noqa: PLC0415 - as above
        from translate_flow.ui.duties import mentions_panel  # noqa: PLC0415 - as above

        said = Comment(7, 1, "fr", "ana", datetime(2026, 6, 1, tzinfo=UTC), "*Why*, @ben?", "fair", "The fair", 2)
        mentions_panel([Mention(said, seen=False)], names={"fair": "The fair"})

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    [line] = [item.value for item in page.markdown]
    assert line.startswith("**\u2068\\*Why\\*, @ben?\u2069**")
    assert "The fair" in line
    assert "ana" in line
    assert [item.key for item in page.button] == ["work:named:7", "work:heard"]


def test_a_proposer_sees_what_became_of_their_texts() -> None:
    def script() -> None:
        from translate_flow.domain.board import Proposals  # noqa: PLC0415 - what AppTest runs is this body alone
        from translate_flow.ui.duties import proposals_panel  # noqa: PLC0415 - as above

        where = ("fair", "The fair", "es", 4)
        proposals_panel([Proposals(*where, waiting=1, accepted=2), Proposals(*where, changed=3)], names={"fair": "X"})
        proposals_panel([], names={})

    page = AppTest.from_function(script, default_timeout=60).run()
    said = {text.partition("  \n")[2] for text in plain(item.value for item in page.markdown)}
    assert said == {"Spanish · 1 waits to be taken up · 2 accepted as they were", "Spanish · 3 changed by others"}
    assert [item.key for item in page.button] == ["work:proposed:0", "work:proposed:1"]
    assert len(page.header) == 1


def test_whoever_is_named_nowhere_is_told_so(desk: Desk) -> None:
    page = shown("my_work")
    assert "No open comment names you." in [item.value for item in page.info]


def test_work_of_somebody_who_may_not_do_it_any_more_is_marked(desk: Desk) -> None:
    with desk.store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
    with desk.store.write(by="root") as uow:
        for name in ("ana", "ben"):
            uow.people.add(Person(name, Role.REVIEWER))
    assigning.assign(desk.store, ["fair"], ["fr"], translator="ana", reviewer="ben", by="root")
    with desk.store.write(by="root") as uow:
        uow.people.disable("ana")
        uow.people.assign("ben", Role.TRANSLATOR, {})
    [table] = [item.proto.body for item in shown("board").get("html") if "<table>" in item.proto.body]
    assert re.search(r"ana</bdi></a> <span[^>]*>\(kept out\)</span>", table)
    assert re.search(r"ben</bdi></a> <span[^>]*>\(may not any more\)</span>", table)
