"""Every role against every write that the editor's routes take, in a language of its own and in another, forged."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette

from bitexts import BY_PERSON
from knocking import Browser, served
from translate_flow.bootstrap import Desk, create_workspace
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import IN_LANGUAGES, LOCAL_OWNER, Role
from translate_flow.domain.translation import Action, State
from translate_flow.store import open_store
from translate_flow.web.security import SESSION_COOKIE, TOKEN_HEADER
from translate_flow.web.server import middleware, routes
from translate_flow.workflow import accounts
from translate_flow.workflow.restructuring import merge

GOOD = "four big blue whales"
_NUMBERS = itertools.count(1)

# What is asked, of a target in which state, and the least role that may.
ASKED: Mapping[str, tuple[Action, State, Role]] = {
    "edit nothing": (Action.EDIT, State.UNTRANSLATED, Role.PROPOSER),
    "edit a draft": (Action.EDIT, State.DRAFT, Role.PROPOSER),
    "edit a translation": (Action.EDIT, State.TRANSLATED, Role.TRANSLATOR),
    "edit what is approved": (Action.EDIT, State.APPROVED, Role.REVIEWER),
    "confirm": (Action.CONFIRM, State.DRAFT, Role.TRANSLATOR),
    "confirm what is approved": (Action.CONFIRM, State.APPROVED, Role.REVIEWER),
    "approve": (Action.APPROVE, State.TRANSLATED, Role.REVIEWER),
    "approve a draft": (Action.APPROVE, State.DRAFT, Role.REVIEWER),
    "send back": (Action.SEND_BACK, State.TRANSLATED, Role.REVIEWER),
    "send back what is approved": (Action.SEND_BACK, State.APPROVED, Role.REVIEWER),
}
_BRINGS = {State.DRAFT: Action.EDIT, State.TRANSLATED: Action.CONFIRM, State.APPROVED: Action.APPROVE}


@dataclass
class Team:
    """A served desk, and the session of each person by name."""

    desk: Desk
    port: int
    sessions: Mapping[str, str]

    def browser(self, name: str) -> Browser:
        return Browser(self.port, cookies={SESSION_COOKIE: self.sessions[name]} if name else {})

    def target(self, language: str, state: State) -> tuple[int, int]:
        """A segment and the version of its target, which is in that state."""
        slug = f"market-{next(_NUMBERS)}"
        owned = open_store(self.desk.database, owned=True)
        with owned.write(by=LOCAL_OWNER) as uow:
            uow.articles.add(Article("en", (Segment(Kind.TITLE, "Market day"),)), languages=[language], slug=slug)
            if state is not State.UNTRANSLATED:
                unit = uow.targets.bitext(slug, language).units[0]
                wanted = replace(
                    unit.target, text="algo", state=state, source_hash=unit.segment.source_hash, origin=BY_PERSON
                )
                uow.targets.write(wanted, base=unit.target.version, action=_BRINGS[state])
            unit = uow.targets.bitext(slug, language).units[0]
        owned.close()
        return unit.id, unit.target.version


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """One person of each role, everywhere and in Spanish alone, all of them signed in."""
    root = tmp_path_factory.mktemp("team")
    create_workspace(root)
    desk = Desk(root)
    accounts.add(desk.store, "root", role=Role.ADMIN, by=LOCAL_OWNER)
    everywhere = {f"{role.value}-all": (role, {}) for role in Role}
    spanish = {f"{role.value}-es": (Role.READER, {"es": role}) for role in IN_LANGUAGES}
    sessions = {}
    for name, (role, languages) in {**everywhere, **spanish}.items():
        accounts.add(desk.store, name, role=role, by="root", password=GOOD, languages=languages)
        sessions[name] = accounts.sign_in(desk.store, name, GOOD).token
    with served(Starlette(routes=routes(desk), middleware=middleware(desk=desk))) as port:
        yield Team(desk, port, sessions)
    desk.store.close()


def ask(team: Team, name: str, asked: str, language: str) -> str:
    """The outcome of a write that somebody forges, whatever their page shows, in the name of the admin."""
    action, state, _ = ASKED[asked]
    browser = team.browser(name)
    token = json.loads(browser.get("/api/session").text)["token"]
    segment, version = team.target(language, state)
    operation = {"id": f"forged-{segment}", "segment": segment, "language": language, "action": action.value}
    body = json.dumps({"operations": [{**operation, "text": "otra cosa", "base": version}]}).encode()
    headers = {TOKEN_HEADER.replace("-", "_"): token, "Content_Type": "application/json"}
    reply = browser.post("/api/ops", body, **headers, x_translate_flow_person="root")
    (answer,) = json.loads(reply.text)["answers"]
    return str(answer["outcome"])


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("role", Role)
def test_a_forged_request_does_what_the_role_may_and_nothing_else(team: Team, role: Role, asked: str) -> None:
    least = ASKED[asked][2]
    allowed = list(Role).index(role) >= list(Role).index(least)
    assert ask(team, f"{role.value}-all", asked, "es") == ("saved" if allowed else "refused")


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("role", IN_LANGUAGES)
def test_a_role_in_one_language_ends_there_at_the_routes_too(team: Team, role: Role, asked: str) -> None:
    least = ASKED[asked][2]
    allowed = list(Role).index(role) >= list(Role).index(least)
    assert ask(team, f"{role.value}-es", asked, "es") == ("saved" if allowed else "refused")
    assert ask(team, f"{role.value}-es", asked, "fr") == "refused"


@pytest.mark.parametrize("role", Role)
def test_no_role_writes_to_an_article_that_was_put_away(team: Team, role: Role) -> None:
    for shelf, status in (("archived", 200), ("deleted", 404)):
        segment, version = team.target("es", State.DRAFT)
        with team.desk.store.write(by="root") as uow:
            slug = uow.articles.home(segment).slug
            uow.shelves.archive(slug)
            if shelf == "deleted":
                uow.shelves.delete(slug, until=datetime.now(UTC) + timedelta(days=1))
        browser = team.browser(f"{role.value}-all")
        assert browser.get(f"/api/segments?article={slug}&language=es").status == status
        token = json.loads(browser.get("/api/session").text)["token"]
        operation = {"id": f"forged-{segment}", "segment": segment, "language": "es", "action": "edit"}
        body = json.dumps({"operations": [{**operation, "text": "otra cosa", "base": version}]}).encode()
        headers = {TOKEN_HEADER.replace("-", "_"): token, "Content_Type": "application/json"}
        (answer,) = json.loads(browser.post("/api/ops", body, **headers).text)["answers"]
        expected = "not_allowed" if role is Role.READER else shelf
        assert (answer["outcome"], answer["reason"], answer["text"]) == ("refused", expected, "otra cosa")


# What is asked about a comment of somebody else, and the least role that may.
TALKED: Mapping[str, Role] = {
    "add": Role.PROPOSER,
    "resolve": Role.PROPOSER,
    "reopen": Role.PROPOSER,
    "remove": Role.COORDINATOR,
}


def talk(team: Team, name: str, act: str, language: str, *, claimed: str = "") -> str:
    """Why a wish that somebody forges isn't granted; it may claim that the comment is on another language."""
    segment, _ = team.target(language, State.UNTRANSLATED)
    owned = open_store(team.desk.database, owned=True)
    with owned.write(by=LOCAL_OWNER) as uow:
        comment = uow.comments.add(segment, language, "Why?").id
    owned.close()
    browser = team.browser(name)
    token = json.loads(browser.get("/api/session").text)["token"]
    wish = {"id": f"forged-{comment}", "act": act, "segment": segment, "language": claimed or language}
    body = json.dumps({**wish, "text": "Because.", "comment": comment}).encode()
    headers = {TOKEN_HEADER.replace("-", "_"): token, "Content_Type": "application/json"}
    reply = browser.post("/api/comments", body, **headers, x_translate_flow_person="root")
    return str(json.loads(reply.text)["reason"])


@pytest.mark.parametrize("act", TALKED)
@pytest.mark.parametrize("role", Role)
def test_a_forged_wish_about_a_comment_is_granted_where_the_role_may(team: Team, role: Role, act: str) -> None:
    allowed = list(Role).index(role) >= list(Role).index(TALKED[act])
    assert talk(team, f"{role.value}-all", act, "es") == ("" if allowed else "not_allowed")


@pytest.mark.parametrize("act", TALKED)
@pytest.mark.parametrize("role", IN_LANGUAGES)
def test_a_role_in_one_language_ends_at_the_comments_of_another(team: Team, role: Role, act: str) -> None:
    allowed = list(Role).index(role) >= list(Role).index(TALKED[act])
    assert talk(team, f"{role.value}-es", act, "es") == ("" if allowed else "not_allowed")
    assert talk(team, f"{role.value}-es", act, "fr") == "not_allowed"
    claimed = talk(team, f"{role.value}-es", act, "fr", claimed="es")
    assert claimed == ("gone" if act == "add" and allowed else "not_allowed")


# What is asked at the other routes that write, the least role that may, and whether one in the language is enough.
WRITTEN: Mapping[str, tuple[str, Role, bool]] = {
    "dismiss": ("/api/verdicts", Role.TRANSLATOR, True),
    "recall": ("/api/verdicts", Role.TRANSLATOR, True),
    "split": ("/api/structure", Role.COORDINATOR, False),
    "merge": ("/api/structure", Role.COORDINATOR, False),
    "undo": ("/api/structure", Role.COORDINATOR, False),
    "end_sentence": ("/api/structure", Role.COORDINATOR, False),
    "run_on": ("/api/structure", Role.COORDINATOR, False),
}


def forge(team: Team, name: str, asked: str) -> str:
    """Why a write that somebody forges in the name of the admin isn't granted."""
    slug = f"pier-{next(_NUMBERS)}"
    texts = ("It rained. Nobody left.", "The bell rang.", "It stopped.")
    owned = open_store(team.desk.database, owned=True)
    with owned.write(by=LOCAL_OWNER) as uow:
        paragraphs = tuple(Segment(Kind.PARAGRAPH, text) for text in texts)
        uow.articles.add(Article("en", paragraphs), languages=["es"], slug=slug)
        segment = uow.targets.bitext(slug, "es").units[0].id
    seen = 1
    if asked == "undo":
        seen = merge(owned, segment, splitter=team.desk.splitter, by=LOCAL_OWNER).entry.revision
    owned.close()
    verdict = {
        "language": "es",
        "text": "Llovió",
        "code": "end_mark",
        "start": 0,
        "end": 6,
        "dismissed": asked == "dismiss",
    }
    wish = {"act": asked, "seen": seen, "at": 11}
    path = WRITTEN[asked][0]
    browser = team.browser(name)
    token = json.loads(browser.get("/api/session").text)["token"]
    headers = {TOKEN_HEADER.replace("-", "_"): token, "Content_Type": "application/json"}
    body = json.dumps({"segment": segment, **(wish if path == "/api/structure" else verdict)}).encode()
    return str(json.loads(browser.post(path, body, **headers, x_translate_flow_person="root").text)["reason"])


@pytest.mark.parametrize("shelf", ["archived", "deleted"])
def test_a_verdict_on_an_article_that_was_put_away_is_told_as_that(team: Team, shelf: str) -> None:
    segment, _ = team.target("es", State.DRAFT)
    with team.desk.store.write(by="root") as uow:
        slug = uow.articles.home(segment).slug
        uow.shelves.archive(slug)
        if shelf == "deleted":
            uow.shelves.delete(slug, until=datetime.now(UTC) + timedelta(days=1))
    browser = team.browser("admin-all")
    token = json.loads(browser.get("/api/session").text)["token"]
    headers = {TOKEN_HEADER.replace("-", "_"): token, "Content_Type": "application/json"}
    verdict = {"segment": segment, "language": "es", "text": "algo", "code": "end_mark", "start": 0, "end": 4}
    reply = browser.post("/api/verdicts", json.dumps({**verdict, "dismissed": True}).encode(), **headers)
    assert (reply.status, json.loads(reply.text)) == (200, {"reason": shelf})


@pytest.mark.parametrize("asked", WRITTEN)
@pytest.mark.parametrize("role", Role)
def test_a_forged_verdict_or_split_is_granted_where_the_role_may(team: Team, role: Role, asked: str) -> None:
    _, least, in_language = WRITTEN[asked]
    allowed = list(Role).index(role) >= list(Role).index(least)
    assert forge(team, f"{role.value}-all", asked) == ("" if allowed else "not_allowed")
    if role in IN_LANGUAGES:
        assert forge(team, f"{role.value}-es", asked) == ("" if allowed and in_language else "not_allowed")


@pytest.mark.parametrize("wrong", [{"code": "no_such"}, {"start": 5, "end": 4}, {"end": 7}])
def test_a_verdict_on_what_no_check_can_find_is_a_bad_request(team: Team, wrong: Mapping[str, object]) -> None:
    segment, _ = team.target("es", State.DRAFT)
    browser = team.browser("admin-all")
    token = json.loads(browser.get("/api/session").text)["token"]
    headers = {TOKEN_HEADER.replace("-", "_"): token, "Content_Type": "application/json"}
    verdict = {"segment": segment, "language": "es", "text": "Llovió", "code": "end_mark", "start": 0, "end": 6}
    body = json.dumps({**verdict, "dismissed": True, **wrong}).encode()
    assert browser.post("/api/verdicts", body, **headers).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/api/ops",
        "/api/comments",
        "/api/complete",
        "/api/suggestions",
        "/api/checks",
        "/api/verdicts",
        "/api/structure",
        "/api/keys",
        "/api/presence",
        "/api/differences",
    ],
)
def test_nobody_writes_without_a_session_or_with_anothers_token(team: Team, path: str) -> None:
    assert team.browser("").post(path, b"{}").status == 401
    token = json.loads(team.browser("admin-all").get("/api/session").text)["token"]
    headers = {TOKEN_HEADER.replace("-", "_"): token}
    assert team.browser("reader-all").post(path, b"{}", **headers).status == 403
