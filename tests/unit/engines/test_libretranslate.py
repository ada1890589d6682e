"""A LibreTranslate server drafts, and each way in which it may fail is one clear line."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from libreserver import Served, breaks_off, drips, hangs, overflows, resets, says, serving
from shouting import Shouting
from translate_flow.engines import Engines, Places, Server, open_engine
from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.libretranslate import BATCH, CHARACTERS, LibreTranslateEngine
from translate_flow.errors import EngineError, NoModelError

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "es", "zh-Hans", "zt", "pt-BR", "nb", "xx-nonsense"]},
    {"code": "es", "name": "Spanish", "targets": ["es", "en"]},
]
KEY = "secret-key-123"


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(Shouting(), languages=LANGUAGES) as found:
        yield found


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def engine(served, waits) -> LibreTranslateEngine:
    return LibreTranslateEngine(Server(served.url, KEY), timeout=5, wait=waits.append)


def texts(engine, *sentences: str, source: str = "en", target: str = "es") -> list[str]:
    return [draft.text for draft in engine.translate(sentences, source=source, target=target)]


def test_a_server_with_a_real_model_gives_that_models_drafts(packages):
    model = ArgosEngine(packages=packages)
    with serving(model, languages=[{"code": "en", "name": "English", "targets": ["en", "es"]}]) as served:
        remote = open_engine("libretranslate", Places(server=Server(served.url)))
        sentences = ["The mayor signed the contract.", "The old bridge was repaired."]
        assert texts(remote, *sentences) == texts(model, *sentences)


def test_nothing_is_connected_before_it_is_asked(served):
    open_engine("libretranslate", Places(server=Server(served.url))).complete("a", "", source="en", target="es")
    assert served.asked == []


def test_pairs_are_the_desks_codes_and_the_server_gets_its_own(engine, served):
    assert engine.pairs() == {
        *(("en", target) for target in ("es", "zh", "zh-Hant", "pt-BR", "nb")),
        ("es", "en"),
    }
    for target, sent in (("zh", "zh-Hans"), ("zh-Hant", "zt"), ("pt-BR", "pt-BR"), ("es-MX", "es"), ("no", "nb")):
        texts(engine, "a", source="en-GB", target=target)
        assert (served.translated[-1]["source"], served.translated[-1]["target"]) == ("en", sent)


def test_languages_are_asked_for_once_a_minute(engine, served):
    for _ in range(3):
        engine.pairs()
        texts(engine, "a")
    assert [path for path, _ in served.asked].count("/languages") == 1


def test_a_request_holds_plain_texts_in_a_list_and_the_key(engine, served):
    assert texts(engine, "fair & square", "", "  ", "<b>") == ["FAIR & SQUARE", "", "", "<B>"]
    (body,) = served.translated
    expected = {"q": ["fair & square", "<b>"], "source": "en", "target": "es", "format": "text", "api_key": KEY}
    assert body == expected


def test_without_a_key_none_is_sent(served):
    texts(LibreTranslateEngine(Server(served.url)), "a")
    assert "api_key" not in served.translated[0]


def test_many_sentences_come_back_in_order_and_no_request_is_large(engine, served):
    sentences = [f"sentence {number} " + "x" * (number % 7 * 200) for number in range(150)]
    assert texts(engine, *sentences) == [sentence.upper().strip() for sentence in sentences]
    for body in served.translated:
        assert len(body["q"]) <= BATCH
        assert sum(map(len, body["q"])) <= CHARACTERS


def test_sentences_are_read_as_they_are_needed(engine):
    read = []

    def source() -> Iterator[str]:
        for number in range(1000):
            read.append(number)
            yield f"sentence {number}"

    drafts = engine.translate(source(), source="en", target="es")
    assert next(drafts).text == "SENTENCE 0"
    assert len(read) <= BATCH + 1


def test_a_draft_names_the_server_and_carries_alternatives(engine):
    (draft,) = engine.translate(["a b"], source="en", target="es", n_best=3)
    assert (draft.origin.engine, draft.origin.model.startswith("127.0.0.1:")) == ("libretranslate", True)
    assert [other.text for other in draft.others] == ["A B (0)", "A B (1)"]


def test_a_server_that_gives_no_alternatives_is_asked_without(engine, served):
    served.alternatives_limit = 0
    drafts = list(engine.translate(["a", "b"] * 40, source="en", target="es", n_best=3))
    assert [draft.text for draft in drafts] == ["A", "B"] * 40
    assert [body.get("alternatives", 0) for body in served.translated][:3] == [2, 0, 0]


def test_a_server_that_takes_fewer_texts_gets_fewer(engine, served):
    served.batch_limit = 5
    sentences = [f"sentence {number}" for number in range(100)]
    assert texts(engine, *sentences) == [sentence.upper() for sentence in sentences]
    assert len(served.translated[-1]["q"]) <= 5


def test_one_text_that_is_too_long_takes_nothing_from_the_next_ones(engine, served):
    too_long = says(400, {"error": "Invalid request: request exceeds text limit"})
    served.fail(*[too_long] * 12)
    with pytest.raises(EngineError, match="exceeds text limit"):
        list(engine.translate(["a"] * BATCH, source="en", target="es", n_best=3))
    served.faults.clear()
    assert len(list(engine.translate(["a"] * BATCH, source="en", target="es", n_best=3))) == BATCH
    last = served.translated[-1]
    assert (len(last["q"]), last["alternatives"]) == (BATCH, 2)


@pytest.mark.parametrize(
    ("fault", "waited"),
    [
        (says(429, {"error": "Slowdown: 30 per 1 minute"}), 4.0),
        (says(429, {"error": "Slowdown"}, Retry_After="7"), 7.0),
        (says(429, {"error": "Slowdown"}, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), 4.0),
        (says(502, "<html>", plain=True), 0.5),
        (says(503, {"error": "starting"}, Retry_After="2"), 2.0),
        (says(504, "<html>", plain=True), 0.5),
        (resets, 0.5),
        (breaks_off, 0.5),
    ],
)
def test_what_may_pass_is_tried_again_after_a_wait(engine, served, waits, fault, waited):
    served.fail(fault)
    assert texts(engine, "a") == ["A"]
    assert waits == [waited]


def test_waits_double_and_end(engine, served, waits):
    served.fail(*[says(503, {"error": "overloaded"})] * 5)
    with pytest.raises(EngineError, match="overloaded"):
        texts(engine, "a")
    assert waits == [0.5, 1, 2, 4]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (says(400, {"error": "xx is not supported"}), "xx is not supported"),
        (
            says(403, {"error": "Please contact the server operator to get an API key"}),
            r"get an API key; set its key as",
        ),
        (says(403, {"error": "Banned"}), "LIBRETRANSLATE_API_KEY"),
        (says(404, "<html>", plain=True), "status 404; check libretranslate.url"),
        (says(405, "no", plain=True), "status 405; check libretranslate.url"),
        (says(429, {"error": "Slowdown"}, Retry_After="3600"), "Slowdown; it asks for fewer requests"),
        (
            says(500, {"error": "Cannot translate text:\n  out of memory"}),
            "Cannot translate text: out of memory; see",
        ),
        (says(200, "<html>hello</html>", plain=True), "does not answer as one; check libretranslate.url"),
        (says(200, ""), "does not answer as one"),
        (says(200, "[" * 5000, plain=True), "does not answer as one"),
        (says(200, {"translatedText": None}), "does not answer as one"),
        (says(200, {"translatedText": "A"}), "does not answer as one"),
        (says(200, {"translatedText": [1, 2]}), "does not answer as one"),
        (says(200, {"translatedText": []}), "sent 0 answers to 1 sentences; none was used"),
        (says(200, {"translatedText": ["A", "B"]}), "sent 2 answers to 1 sentences"),
        (
            says(301, "", Location="http://192.0.2.1/translate"),
            "sends us to http://192.0.2.1/translate; nothing",
        ),
        (says(307, ""), "sends us to another address"),
        (overflows, "sent more than 8,388,608 bytes"),
    ],
)
def test_a_failure_is_one_line_that_names_the_server(engine, served, waits, fault, said):
    served.fail(fault)
    with pytest.raises(EngineError, match=said) as failed:
        texts(engine, "a")
    assert str(failed.value).startswith(f"the LibreTranslate server {served.url}")
    assert "\n" not in str(failed.value)
    assert KEY not in str(failed.value)
    assert waits == []
    assert len(served.translated) == 1


@pytest.mark.parametrize("alternatives", [None, [], "x", [None], [[1, ""]], [["A", " A "]]])
def test_alternatives_that_are_none_are_passed_over(engine, served, alternatives):
    served.fail(says(200, {"translatedText": ["A"], "alternatives": alternatives}))
    (draft,) = engine.translate(["a"], source="en", target="es", n_best=2)
    assert (draft.text, draft.others) == ("A", ())


def closed_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def test_a_server_that_is_down_is_said_to_be():
    engine = LibreTranslateEngine(Server(closed_address()))
    for ask in (engine.pairs, lambda: texts(engine, "a")):
        with pytest.raises(EngineError, match=r"cannot be reached .*refused.*; start it, or check its address"):
            ask()


def test_a_server_that_is_silent_is_given_up(waits):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = LibreTranslateEngine(Server(f"http://127.0.0.1:{silent.getsockname()[1]}"), short=0.05)
        with pytest.raises(EngineError, match=r"took the request and does not answer .*timed out.* start it again"):
            engine.pairs()


def test_a_server_that_falls_silent_while_drafting_is_asked_twice(served, waits):
    engine = LibreTranslateEngine(Server(served.url), timeout=0.05, short=5, wait=waits.append)
    served.fail(hangs, hangs)
    with pytest.raises(EngineError, match="timed out"):
        texts(engine, "a")
    assert waits == [0.5]


def test_headers_that_drip_are_given_up_as_silence_is(served, waits):
    engine = LibreTranslateEngine(Server(served.url), timeout=0.2, short=5, wait=waits.append)
    served.fail(drips, drips)
    with pytest.raises(EngineError, match=r"does not answer \(no complete answer in time\)"):
        texts(engine, "a")
    assert waits == [0.5]


def test_whoever_waits_for_another_try_is_told_why(engine, served, caplog):
    served.fail(says(429, {"error": f"Slowdown, {KEY}"}), says(503, {"error": "starting"}), resets)
    assert texts(engine, "a") == ["A"]
    called = f"the LibreTranslate server {served.url}: "
    limited, busy, reset = caplog.messages
    assert limited == called + "it asks for fewer requests; trying again in 4 s"
    assert busy == called + "HTTP status 503; trying again in 1 s"
    assert reset.startswith(called)
    assert reset.endswith("; trying again in 2 s")


def test_whoever_waits_for_an_answer_is_told_once(served, waits, caplog):
    engine = LibreTranslateEngine(Server(served.url), timeout=0.1, short=5, wait=waits.append)
    served.fail(hangs)
    assert texts(engine, "a") == ["A"]
    assert caplog.messages.count(f"the LibreTranslate server {served.url} has not answered yet; waiting for it") == 1


def test_an_answer_far_longer_than_its_sentence_is_refused(engine, served):
    served.fail(says(200, {"translatedText": ["A", "B" * 5_000]}))
    with pytest.raises(EngineError, match="sent 5,000 characters for a sentence of 1; nothing of it was used"):
        texts(engine, "a", "b")
    served.fail(says(200, {"translatedText": ["A"], "alternatives": [["C" * 5_000, "D"]]}))
    (draft,) = engine.translate(["a"], source="en", target="es", n_best=3)
    assert [other.text for other in draft.others] == ["D"]


def test_an_answer_many_times_as_long_as_its_sentence_is_taken(engine, served):
    served.fail(says(200, {"translatedText": ["B" * 4_000]}))
    assert texts(engine, "b" * 400) == ["B" * 4_000]


@pytest.mark.parametrize("languages", [{"error": "x"}, "text", None, 5])
def test_languages_that_are_no_list_mean_no_server(languages):
    with serving(Shouting(), languages=languages) as served, pytest.raises(EngineError, match="does not answer as one"):
        open_engine("libretranslate", Places(server=Server(served.url))).pairs()


def test_languages_that_make_no_sense_are_passed_over():
    odd = [None, 5, {}, {"code": 5, "targets": ["en"]}, {"code": "en", "targets": "es"}, {"code": "en", "targets": [5]}]
    with serving(Shouting(), languages=odd) as served:
        assert open_engine("libretranslate", Places(server=Server(served.url))).pairs() == set()


def test_a_pair_the_server_lacks_is_refused_at_the_call(engine):
    with pytest.raises(NoModelError, match="does not translate en→ja; install that language on it"):
        engine.translate(["a"], source="en", target="ja")


def test_a_failing_server_leaves_what_came_before(engine, served):
    served.fail(lambda handler: handler.answer(200, handler.drafted(served.translated[-1])), says(500, {}))
    drafts = engine.translate([f"sentence {n}" for n in range(BATCH + 1)], source="en", target="es")
    assert [next(drafts).text for _ in range(BATCH)] == [f"SENTENCE {n}" for n in range(BATCH)]
    with pytest.raises(EngineError, match="status 500"):
        next(drafts)


def test_auto_asks_a_server_only_for_what_this_machine_cannot(packages, tmp_path, served):
    places = Places(packages, tmp_path / "none", tmp_path / "cache")
    engines = Engines(replace(places, server=Server(served.url)))
    assert engines.best("en", "es").name == "argos"
    assert served.asked == []
    assert engines.best("en", "pt-BR").name == "libretranslate"
    with pytest.raises(NoModelError, match=r"models install en pt-BR$"):
        Engines(places).best("en", "pt-BR")


def test_auto_says_that_the_server_was_no_help(tmp_path):
    places = Places(tmp_path, tmp_path, tmp_path, Server(closed_address()))
    with pytest.raises(NoModelError, match=r"models install ja fi \(the LibreTranslate server .* cannot be reached"):
        Engines(places).best("ja", "fi")


def test_auto_asks_a_server_for_its_languages_once_for_all_pairs(tmp_path, served):
    engines = Engines(Places(tmp_path, tmp_path, tmp_path, Server(served.url)))
    for target in ("es", "pt-BR", "zh"):
        assert engines.best("en", target).name == "libretranslate"
    assert [path for path, _ in served.asked] == ["/languages"]


def test_without_a_server_the_engine_says_how_to_name_one():
    with pytest.raises(EngineError, match=r"write in translate-flow.yaml: libretranslate:"):
        open_engine("libretranslate")
