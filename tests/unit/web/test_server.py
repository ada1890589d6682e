"""The editor's routes over a real server and a real socket."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette

from knocking import served
from shouting import Shouting
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.efforts import Spent
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.engines.spelling import Hunspell
from translate_flow.errors import NoModelError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.web.assisting import MOST_TYPED_BYTES
from translate_flow.web.messages import MOST_BYTES
from translate_flow.web.security import PERSON_HEADER, TOKEN_HEADER
from translate_flow.web.server import middleware, routes

ARTICLE = Article(
    "en",
    (
        Segment(Kind.TITLE, "The river"),
        Segment(
            Kind.ITEM, "<1>Sandbags</1>", (Code(1, CodeKind.LINK, ref="https://example.org"),), level=1, label="2."
        ),
    ),
)


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Client:
    """A client that may lie in every header."""

    def __init__(self, port: int, store: SqlStore) -> None:
        self.port, self.store = port, store

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Host": f"localhost:{self.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.request(method, path, body=body, headers=sent)
        reply = connection.getresponse()
        answer = Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        connection.close()
        return answer

    def worked(self):
        with self.store.read() as uow:
            return uow.efforts.worked(since=datetime(2000, 1, 1, tzinfo=UTC), limit=9)

    def rows(self):
        return self.ask("GET", "/api/segments?article=river&language=es").json["rows"]

    def post(self, body: object, *, path: str = "/api/ops", **headers: str) -> Reply:
        sent = {
            TOKEN_HEADER: self.ask("GET", "/api/session").json["token"],
            "Content-Type": "application/json",
            **headers,
        }
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.ask("POST", path, raw, **sent)


def choose(source: str, target: str, _wish: str = "") -> Shouting:
    if target == "de":
        raise NoModelError(f"no model for {source}→de; run: translate-flow models install {source} de")
    return Shouting()


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Iterator[Client]:
    store = new_store(tmp_path_factory.mktemp("desk") / "desk.sqlite")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es", "de"], slug="river")
        uow.memory.add([MemoryUnit("The river", "El caudal", "en", "es")])
        uow.terms.add([Term("river", "río", "en", "es")])
    desk = SimpleNamespace(
        store=store,
        splitter=SrxSplitter(),
        engine_for=lambda: choose,
        severities_into=lambda _: {},
        unread_seconds=2,
        speller=Hunspell(),
    )
    app = Starlette(routes=routes(desk), middleware=middleware())
    with served(app) as port:
        yield Client(port, store)


@pytest.fixture
def operation(client):
    row = client.rows()[0]
    return {
        "id": f"operation-{time.monotonic_ns()}",
        "segment": row["id"],
        "language": "es",
        "action": "edit",
        "text": "El río",
        "base": row["version"],
    }


def test_health_is_told_without_a_store(client):
    assert client.ask("GET", "/healthz").body == b"ok\n"


def test_segments_come_in_reading_order_with_their_codes(client):
    rows = client.rows()
    assert [(row["number"], row["kind"], row["source"]) for row in rows] == [
        (1, "title", "The river"),
        (2, "item", "<1>Sandbags</1>"),
    ]
    assert rows[1]["codes"] == [{"id": 1, "kind": "link", "ref": "https://example.org", "alt": "", "alone": False}]
    assert (rows[1]["level"], rows[1]["label"]) == (1, "2.")
    assert (rows[1]["flags"], rows[1]["confidence"]) == ([], None)


def test_answers_are_neither_cached_nor_sniffed(client):
    headers = client.ask("GET", "/api/segments?article=river&language=es").headers
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert headers["content-type"].startswith("application/json")
    assert "access-control-allow-origin" not in headers


def test_an_operation_is_saved_in_the_local_owners_name(client, operation):
    reply = client.post({"operations": [{**operation, "text": "El río crece"}]})
    [answer] = reply.json["answers"]
    assert (reply.status, answer["outcome"], answer["by"]) == (200, "saved", LOCAL_OWNER)
    assert client.rows()[0]["text"] == "El río crece"


def test_an_operation_may_tell_what_was_spent_and_an_impossible_count_does_not_cost_the_text(client, operation):
    counts = {"milliseconds": 2**52, "typed": 3, "deleted": 1, "other": 0}
    reply = client.post({"operations": [{**operation, "text": "El río baja", "spent": counts}]})
    assert reply.json["answers"][0]["outcome"] == "saved"
    [found] = client.worked()
    assert found.spent == Spent(24 * 3600 * 1000, typed=3, deleted=1)


def test_a_conflict_is_an_answer_not_an_error(client, operation):
    client.post({"operations": [{**operation, "text": "Uno"}]})
    late = {**operation, "id": operation["id"] + "-b", "text": "Dos"}
    reply = client.post({"operations": [late]})
    [answer] = reply.json["answers"]
    assert (reply.status, answer["outcome"], answer["text"]) == (200, "conflict", "Uno")


@pytest.mark.parametrize(
    "path", ["/api/segments?article=nowhere&language=es", "/api/segments?article=river&language=xx"]
)
def test_what_is_not_there_is_404_with_one_line(client, path):
    reply = client.ask("GET", path)
    assert reply.status == 404
    assert "\n" not in reply.json["error"]


def test_a_missing_parameter_is_named(client):
    reply = client.ask("GET", "/api/segments?article=river")
    assert (reply.status, reply.json["error"].startswith("language:")) == (400, True)


WRONG = [
    {"id": "x"},
    {"id": "under_score_is_not_allowed"},
    {"segment": "1"},
    {"spent": {"milliseconds": 1}},
    {"spent": {"milliseconds": 1.5, "typed": 0, "deleted": 0, "other": 0}},
    {"segment": 1.5},
    {"segment": -1},
    {"segment": True},
    {"segment": 2**70},
    {"base": "0"},
    {"base": None},
    {"action": "draft"},
    {"action": "publish"},
    {"action": 3},
    {"text": None},
    {"text": 5},
    {"text": ["a"]},
    {"language": "../es"},
    {"language": ""},
    {"version": "1"},
    {"surprise": 1},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_wrong_field_is_refused_with_its_place_and_nothing_is_saved(client, operation, wrong):
    before = client.rows()
    reply = client.post({"operations": [{**operation, "text": "wrong", **wrong}]})
    assert reply.status == 400
    assert reply.json["error"].startswith("operations.0.")
    assert client.rows() == before


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"operations": []}', b'{"operations": {}}', b'{"operations": [1]}',
     b"[" * 100_000, b'{"operations": [{"text": "\\ud800"}]}'],
    ids=lambda body: repr(body[:30]),
)  # fmt: skip
def test_a_body_that_is_no_batch_is_refused_on_one_line(client, body):
    reply = client.post(body)
    assert reply.status == 400
    assert "\n" not in reply.json["error"]
    assert len(reply.json["error"]) < 300


def test_a_batch_of_more_than_200_is_refused(client, operation):
    batch = [{**operation, "id": f"operation-many-{number}"} for number in range(201)]
    assert client.post({"operations": batch}).status == 400


def test_a_body_over_the_limit_is_refused_unread(client):
    assert client.post(b" " * (MOST_BYTES + 1)).status == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_form_cannot_pass_for_the_editor(client, operation, kind):
    assert client.post({"operations": [operation]}, **{"Content-Type": kind}).status == 415


@pytest.mark.parametrize("token", ["", "0" * 64, "ü"])
def test_a_write_without_the_token_is_refused(client, operation, token):
    before = client.rows()
    reply = client.post({"operations": [{**operation, "text": "forged"}]}, **{TOKEN_HEADER: token})
    assert reply.status == 403
    assert client.rows() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[bad"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_another_site_is_refused_to_read_and_to_write(client, operation, headers):
    assert client.ask("GET", "/api/session", **headers).status == 403
    assert client.post({"operations": [operation]}, **headers).status == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "10.0.0.1", "", "[", "user@evil.example"]
)
@pytest.mark.parametrize("path", ["/healthz", "/api/session", "/api/segments?article=river&language=es"])
def test_a_name_that_was_pointed_at_this_computer_is_refused(client, host, path):
    assert client.ask("GET", path, Host=host).status == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:1", "[::1]:80", "LOCALHOST"])
def test_the_computers_own_names_are_answered(client, host):
    assert client.ask("GET", "/api/session", Host=host).status == 200


def test_a_person_whom_the_client_names_is_ignored(client):
    reply = client.ask("GET", "/api/session", **{PERSON_HEADER: "mallory", PERSON_HEADER.title(): "mallory"})
    assert reply.json["person"] == LOCAL_OWNER


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/ops"), ("POST", "/api/segments"), ("DELETE", "/api/ops")])
def test_other_methods_are_not_answered(client, method, path):
    assert client.ask(method, path).status == 405


@pytest.fixture
def typing(client):
    return {"segment": client.rows()[0]["id"], "language": "es", "before": "THE "}


def test_a_completion_is_what_follows_the_caret(client, typing):
    # The first answers may come too late to be shown: rules for sentences are read, the machine is busy.
    deadline = time.monotonic() + 60
    found: list[str] = []
    while not found and time.monotonic() < deadline:
        reply = client.post(typing, path="/api/complete")
        assert reply.status == 200
        found = reply.json["suggestions"]
    assert found == ["RIVER"]


WRONG_TYPING = [
    {"article": "river"},
    {"segment": "1"},
    {"segment": -1},
    {"language": "../es"},
    {"before": None},
    {"before": "a" * 20_001},
    {"surprise": 1},
]


@pytest.mark.parametrize("wrong", WRONG_TYPING, ids=lambda wrong: str(wrong)[:40])
def test_a_wrong_field_of_a_completion_is_refused_with_its_place(client, typing, wrong):
    reply = client.post({**typing, **wrong}, path="/api/complete")
    assert (reply.status, reply.json["error"].partition(":")[0]) == (400, next(iter(wrong)))


def test_a_completion_of_what_is_not_there_is_404(client, typing):
    assert client.post({**typing, "segment": 999}, path="/api/complete").status == 404
    assert client.post({**typing, "language": "xx"}, path="/api/complete").status == 404


def test_a_completion_without_a_model_has_a_status_of_its_own(client, typing):
    reply = client.post({**typing, "language": "de"}, path="/api/complete")
    assert (reply.status, reply.json["error"]) == (422, "no model for en→de; run: translate-flow models install en de")


def test_a_completion_is_for_the_page_alone(client, typing):
    assert client.post(typing, path="/api/complete", **{TOKEN_HEADER: "0" * 64}).status == 403
    assert client.post(typing, path="/api/complete", Origin="https://evil.example").status == 403
    assert client.post(b" " * (MOST_TYPED_BYTES + 1), path="/api/complete").status == 413
    assert client.ask("GET", "/api/complete").status == 405


def test_suggestions_are_matches_and_terms_of_the_segment(client):
    asked = {"segment": client.rows()[0]["id"], "language": "es", "text": "El río"}
    reply = client.post(asked, path="/api/suggestions")
    assert reply.status == 200
    [match] = reply.json["matches"]
    assert (match["source"], match["target"], match["same"], match["article"]) == ("The river", "El caudal", True, "")
    assert match["passages"] == [{"change": "same", "text": "The river"}]
    [term] = reply.json["terms"]
    assert (term["source"], term["target"], term["use"], term["start"], term["end"]) == ("river", "río", "used", 4, 9)


@pytest.mark.parametrize(
    "wrong", [{"segment": "1"}, {"language": ""}, {"text": 5}, {"text": "a" * 20_001}, {"matches": 1}, {"more": 1}],
    ids=lambda wrong: str(wrong)[:30],
)  # fmt: skip
def test_a_wrong_field_of_suggestions_is_refused_with_its_place(client, wrong):
    asked = {"segment": client.rows()[0]["id"], "language": "es", **wrong}
    reply = client.post(asked, path="/api/suggestions")
    assert (reply.status, reply.json["error"].partition(":")[0]) == (400, next(iter(wrong)))


def test_suggestions_are_for_the_page_alone_and_for_what_is_there(client):
    asked = {"segment": client.rows()[0]["id"], "language": "es"}
    assert client.post({**asked, "segment": 999}, path="/api/suggestions").status == 404
    assert client.post(asked, path="/api/suggestions", **{TOKEN_HEADER: "0" * 64}).status == 403
