"""Packages are fetched from an index over HTTP: here from a server on this machine's loopback address."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from translate_flow.engines.index import Entry, choose, download, fetch_index, fetch_quickly, index_url, install_pair
from translate_flow.engines.packages import installed
from translate_flow.errors import EngineError, NoModelError, PackageError

Answer = Callable[[BaseHTTPRequestHandler], None]


class Shop:
    """A small index server: ``answers`` maps a path to what happens there; ``asked`` are the paths requested."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.ended = threading.Event()
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                shop.asked.append(self.path)
                shop.answers.get(self.path, status(404))(self)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def offer(self, *entries: dict[str, object]) -> None:
        self.answers["/index.json"] = body(json.dumps(entries).encode())

    @property
    def index(self) -> str:
        return f"{self.url}/index.json"


def body(content: bytes, *, claimed: int | None = None) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content) if claimed is None else claimed))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def status(code: int, location: str = "") -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        if location:
            handler.send_header("Location", location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def hang(shop: Shop, *, after: bytes = b"") -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if after:
            body(after, claimed=10_000_000)(handler)
            handler.wfile.flush()
        shop.ended.wait(30)

    return answer


@pytest.fixture
def shop() -> Iterator[Shop]:
    shop = Shop()
    thread = threading.Thread(target=shop.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield shop
    shop.ended.set()
    shop.server.shutdown()
    shop.server.server_close()
    thread.join()


def entry(shop: Shop, *paths: str, pair: str = "en_es", **more: object) -> dict[str, object]:
    source, _, target = pair.partition("_")
    links = [path if "://" in path or ":" in path else shop.url + path for path in paths]
    return {"package_version": "0.1", "argos_version": "1.9", "from_code": source, "to_code": target,
            "from_name": "", "to_name": "", "code": f"translate-{pair}", "links": links, **more}  # fmt: skip


def test_a_pair_is_fetched_and_installed_with_progress(shop, en_es, tmp_path):
    shop.offer(entry(shop, "/en_es.argosmodel"))
    shop.answers["/en_es.argosmodel"] = body(en_es.read_bytes())
    seen: list[tuple[int, int]] = []
    (package,) = install_pair(
        "en", "es", folder=tmp_path / "p", url=shop.index, progress=lambda done, size: seen.append((done, size))
    )
    assert installed(tmp_path / "p") == [package]
    size = en_es.stat().st_size
    assert seen[-1] == (size, size)
    assert seen == sorted(seen)
    assert shop.asked == ["/index.json", "/en_es.argosmodel"]


def test_a_pair_without_a_package_is_reached_through_english(shop):
    shop.offer(entry(shop, "/1", pair="fr_en"), entry(shop, "/2", pair="en_es"))
    assert [(e.from_code, e.to_code) for e in choose(fetch_index(url=shop.index), "fr", "es")] == [
        ("fr", "en"),
        ("en", "es"),
    ]


def test_the_newest_version_is_chosen(shop):
    shop.offer(*(entry(shop, f"/{version}", package_version=version) for version in ("1.2", "1.10", "1.9")))
    assert [found.version for found in choose(fetch_index(url=shop.index), "en", "es")] == ["1.10"]


def test_a_region_falls_back_to_its_language(shop):
    shop.offer(entry(shop, "/pb", pair="en_pb"), entry(shop, "/pt", pair="en_pt"))
    entries = fetch_index(url=shop.index)
    assert choose(entries, "en-GB", "pt-BR")[0].to_code == "pb"
    assert choose(entries, "en", "pt-PT")[0].to_code == "pt"


def test_a_pair_the_index_does_not_know_is_named(shop, tmp_path):
    shop.offer(entry(shop, "/x"))
    with pytest.raises(NoModelError, match="tlh→es"):
        install_pair("tlh", "es", folder=tmp_path, url=shop.index)


def test_links_are_tried_in_turn(shop, en_es, tmp_path):
    shop.offer(entry(shop, "/gone", "/short", "ipfs://Qm", "/good"))
    content = en_es.read_bytes()
    shop.answers["/short"] = body(content[:1000], claimed=len(content))
    shop.answers["/good"] = body(content)
    assert install_pair("en", "es", folder=tmp_path / "p", url=shop.index)
    assert shop.asked == ["/index.json", "/gone", "/short", "/good"]


def broken(shop: Shop) -> dict[str, Answer]:
    return {
        "missing": status(404),
        "failing": status(500),
        "broken off": body(b"x" * 1000, claimed=5000),
        "silent": hang(shop),
        "stuck": hang(shop, after=b"x" * 1000),
        "too large": body(b"x" * 3000),
        "too large by claim": body(b"x", claimed=10**12),
        "to a file": status(302, "file:///etc/passwd"),
        "to ftp": status(302, "ftp://127.0.0.1/x"),
        "in circles": status(302, "/package"),
    }


@pytest.mark.parametrize("case", broken(Shop.__new__(Shop)))
def test_a_failed_download_leaves_no_file_and_names_the_way_out(case, shop, tmp_path):
    shop.answers["/package"] = broken(shop)[case]
    offered = Entry("en", "es", "0.1", (f"{shop.url}/package",))
    with pytest.raises(EngineError, match=r"models install translate-en_es-0_1\.argosmodel") as caught:
        download(offered, folder=tmp_path, timeout=0.3, limit=2000)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_addresses_other_than_http_are_never_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    with pytest.raises(EngineError, match="not an http address"):
        download(Entry("en", "es", "1", (secret.as_uri(),)), folder=tmp_path)


def test_a_hostile_name_in_the_index_stays_inside_the_folder(shop, tmp_path):
    shop.answers["/x"] = body(b"x")
    (tmp_path / "in").mkdir()
    got = download(Entry("../../a", "b/c", "../1", (f"{shop.url}/x",)), folder=tmp_path / "in")
    assert got.parent == tmp_path / "in"
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_fetched_file_that_is_no_package_is_refused(shop, tmp_path):
    shop.offer(entry(shop, "/bad"))
    shop.answers["/bad"] = body(b"<html>Sign in to this hotel's network</html>")
    with pytest.raises(PackageError, match="not a complete zip"):
        install_pair("en", "es", folder=tmp_path / "p", url=shop.index)
    assert installed(tmp_path / "p") == []


def test_a_digest_in_the_index_is_checked(shop, en_es, tmp_path):
    content = en_es.read_bytes()
    shop.answers["/x"] = body(content)
    shop.offer(entry(shop, "/x", sha256="0" * 64))
    with pytest.raises(PackageError, match="not the expected"):
        install_pair("en", "es", folder=tmp_path / "p", url=shop.index)
    shop.offer(entry(shop, "/x", sha256=hashlib.sha256(content).hexdigest()))
    assert install_pair("en", "es", folder=tmp_path / "p", url=shop.index)


@pytest.mark.parametrize("content", [b"{", b"[" * 200_000, b"\xff\xfe", b"<html>"])
def test_an_index_that_is_no_json_is_refused(content, shop):
    shop.answers["/index.json"] = body(content)
    with pytest.raises(EngineError, match="cannot be fetched"):
        fetch_index(url=shop.index)


def test_odd_entries_of_an_index_are_passed_over(shop):
    shop.offer({"from_code": "en"}, entry(shop, "/x", type="sbd"), entry(shop, "/good"), {"links": "no"}, [])
    assert [found.to_code for found in fetch_index(url=shop.index)] == ["es"]
    shop.answers["/index.json"] = body(b'{"an": "object"}')
    assert fetch_index(url=shop.index) == ()


def test_a_server_that_does_not_answer_costs_the_timeout_only(shop, tmp_path):
    shop.answers["/index.json"] = hang(shop)
    with pytest.raises(EngineError, match="models install FILE"):
        fetch_index(url=shop.index, timeout=0.3)


def test_no_network_at_all_is_said_with_the_way_out():
    with pytest.raises(EngineError, match="models install FILE"):
        fetch_index(url="http://127.0.0.1:9/index.json", timeout=1)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"),
        ({"ARGOS_PACKAGE_INDEX": "http://mirror.example/argos/"}, "http://mirror.example/argos/index.json"),
        ({"ARGOS_PACKAGE_INDEX": "http://mirror.example/argos"}, "http://mirror.example/argos/index.json"),
        ({"ARGOS_PACKAGE_INDEX": "http://mirror.example/mine.json"}, "http://mirror.example/mine.json"),
    ],
)
def test_the_index_address_follows_argos_setting(environment, expected):
    assert index_url(environment) == expected


def test_the_quick_fetch_gives_nothing_where_there_is_no_network(tmp_path):
    assert fetch_quickly("en", "es", folder=tmp_path, seconds=1, url="http://127.0.0.1:9/index.json") == []
