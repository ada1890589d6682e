"""The routes for comments, over a real server and a real socket."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette

from knocking import Browser, Reply, served
from translate_flow.bootstrap import Desk, create_workspace
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.web.security import SESSION_COOKIE, TOKEN_HEADER
from translate_flow.web.server import middleware, routes
from translate_flow.workflow import accounts, commenting

GOOD = "four big blue whales"
EVIL = '<img src=x onerror="alert(1)">'
_NUMBERS = itertools.count(1)


@dataclass
class Talk:
    """A served desk whose people are signed in, and a segment to talk about."""

    desk: Desk
    port: int
    sessions: Mapping[str, str]
    segment: int

    def browser(self, name: str) -> Browser:
        return Browser(self.port, cookies={SESSION_COOKIE: self.sessions[name]})

    def wish(self, name: str, act: str, /, **fields: object) -> Reply:
        browser = self.browser(name)
        token = json.loads(browser.get("/api/session").text)["token"]
        wish = {"id": f"wish-{next(_NUMBERS):04}", "act": act, "segment": self.segment, "language": "es", **fields}
        headers = {TOKEN_HEADER.replace("-", "_"): token, "Content_Type": "application/json"}
        return browser.post("/api/comments", json.dumps(wish).encode(), **headers)

    def thread(self, name: str = "ana") -> list[dict[str, object]]:
        reply = self.browser(name).get(f"/api/comments?segment={self.segment}&language=es")
        return list(json.loads(reply.text)["comments"])

    def tally(self) -> dict[str, int]:
        reply = self.browser("ana").get("/api/segments?article=fair&language=es")
        return dict(json.loads(reply.text)["rows"][0]["comments"])


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    create_workspace(tmp_path)
    desk = Desk(tmp_path)
    accounts.add(desk.store, "root", role=Role.ADMIN, by=LOCAL_OWNER)
    sessions = {}
    for name, role in (("ana", Role.TRANSLATOR), ("ben", Role.READER)):
        accounts.add(desk.store, name, role=role, by="root", password=GOOD)
        sessions[name] = accounts.sign_in(desk.store, name, GOOD).token
    with desk.store.write(by="root") as uow:
        uow.articles.add(Article("en", (Segment(Kind.TITLE, "The fair"),)), languages=["es"], slug="fair")
        segment = uow.targets.bitext("fair", "es").units[0].id
    with served(Starlette(routes=routes(desk), middleware=middleware(desk=desk))) as port:
        yield Talk(desk, port, sessions, segment)
    desk.store.close()


def test_a_comment_is_text_in_pieces_and_a_resent_one_is_kept_once(talk: Talk) -> None:
    said = {"id": "one-and-only", "text": f"Is it so, @Ben? {EVIL}"}
    first, again = talk.wish("ana", "add", **said), talk.wish("ana", "add", **said)
    assert (first.status, again.status) == (200, 200)
    assert json.loads(first.text) == json.loads(again.text)
    [comment] = talk.thread("ben")
    assert comment["passages"] == [
        {"text": "Is it so, ", "person": ""},
        {"text": "@Ben", "person": "ben"},
        {"text": f"? {EVIL}", "person": ""},
    ]
    assert (comment["author"], comment["resolved"]) == ("ana", None)
    assert talk.tally() == {"open": 1, "all": 1}
    assert [item.comment.author for item in commenting.mentions(talk.desk.store, "ben")] == ["ana"]


def test_an_operation_of_one_person_answers_for_nobody_else(talk: Talk) -> None:
    talk.wish("ana", "add", id="the-same-id", text="One.")
    assert json.loads(talk.wish("ben", "add", id="the-same-id", text="Two.").text)["reason"] == "not_allowed"
    assert len(talk.thread()) == 1


@pytest.mark.parametrize("other", [{"text": "Two."}, {"text": "One.", "segment": 4711}, {"text": "One.", "comment": 1}])
def test_an_id_that_was_used_for_something_else_is_a_conflict_and_nothing_is_stored(talk: Talk, other) -> None:
    talk.wish("ana", "add", id="the-same-id", text="One.")
    assert json.loads(talk.wish("ana", "add", **{"id": "the-same-id", **other}).text)["reason"] == "conflict"
    assert json.loads(talk.wish("ana", "add", id="the-same-id", text="One.").text)["reason"] == ""
    assert [comment["passages"][0]["text"] for comment in talk.thread()] == ["One."]


def test_who_is_named_and_cannot_be_told_is_said_to_the_writer_and_the_comment_is_kept(talk: Talk) -> None:
    with talk.desk.store.write(by="root") as uow:
        uow.people.disable("ben")
    answer = json.loads(talk.wish("ana", "add", text="@Nemo, @ben, @root, @ana, x@example.org?").text)
    assert (answer["reason"], answer["strangers"], len(answer["comments"])) == ("", ["Nemo", "ben"], 1)
    [comment] = answer["comments"]
    assert json.loads(talk.wish("ana", "resolve", comment=comment["id"]).text)["strangers"] == []
    assert json.loads(talk.wish("ana", "add", text="@nemo " * 4001).text)["strangers"] == []


def test_a_comment_is_resolved_reopened_and_taken_out(talk: Talk) -> None:
    [made] = json.loads(talk.wish("ana", "add", text="Why?").text)["comments"]
    [done] = json.loads(talk.wish("ana", "resolve", comment=made["id"]).text)["comments"]
    assert (done["resolved_by"], talk.tally()) == ("ana", {"open": 0, "all": 1})
    assert json.loads(talk.wish("ana", "reopen", comment=made["id"]).text)["comments"] == [made]
    assert json.loads(talk.wish("ana", "remove", comment=made["id"]).text)["comments"] == []
    assert json.loads(talk.wish("ana", "resolve", comment=made["id"]).text)["reason"] == "gone"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": " \u200b"}, "refused"),
        ({"text": "x" * 4001}, "long"),
        ({"text": "Why?", "segment": 4711}, "gone"),
        ({"text": "Why?", "language": "fr"}, "gone"),
    ],
)
def test_what_cannot_be_said_is_told_in_a_word(talk: Talk, fields: Mapping[str, object], reason: str) -> None:
    assert json.loads(talk.wish("ana", "add", **fields).text)["reason"] == reason
    assert talk.thread() == []


@pytest.mark.parametrize(
    "fields", [{"id": "short"}, {"act": "shout"}, {"segment": -1}, {"text": 7}, {"comment": "1"}, {"html": "<p>"}]
)
def test_what_is_no_wish_is_refused_by_its_place(talk: Talk, fields: Mapping[str, object]) -> None:
    reply = talk.wish("ana", "add", **{"text": "Why?", **fields})
    assert reply.status == 400
    assert next(iter(fields)) in json.loads(reply.text)["error"]
    assert talk.thread() == []


@pytest.mark.parametrize("query", ["", "?segment=x&language=es", "?segment=1", "?segment=9999999999999999&language=es"])
def test_a_thread_of_nothing_is_refused(talk: Talk, query: str) -> None:
    assert talk.browser("ana").get(f"/api/comments{query}").status == 400


def test_the_people_who_can_be_named_are_those_who_can_come_in(talk: Talk) -> None:
    with talk.desk.store.write(by="root") as uow:
        uow.people.disable("ben")
    people = json.loads(talk.browser("ana").get("/api/people").text)["people"]
    assert [person["name"] for person in people] == ["ana", "root"]
    assert Browser(talk.port).get("/api/people").status == 401
