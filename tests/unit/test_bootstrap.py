"""What the settings' engines can draft, asked of each engine once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from libreserver import serving
from shouting import Shouting
from translate_flow.bootstrap import Desk, open_desk
from translate_flow.domain.languages import KNOWN
from translate_flow.engines.packages import install_file
from translate_flow.errors import NoModelError
from translate_flow.store import SqlStore

LANGUAGES = [{"code": "en", "name": "English", "targets": ["en", "de", "zh-Hans"]}]


@pytest.fixture
def desk_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Desk]:
    """Opens desks with these settings, no Apertium, and no models but their own."""
    monkeypatch.setenv("APERTIUM_MODES", str(tmp_path / "no-modes"))

    def make(*lines: str) -> Desk:
        settings = "\n".join([f"packages: {tmp_path / 'packages'}", *lines])
        (tmp_path / "translate-flow.yaml").write_text(settings, encoding="utf-8")
        return open_desk(tmp_path)

    return make


def test_a_desk_without_engines_can_draft_nothing(desk_of):
    assert desk_of().draftable("en", KNOWN) == frozenset()


def test_a_server_is_asked_once_for_all_languages(desk_of):
    with serving(Shouting(), languages=LANGUAGES) as served:
        desk = desk_of(f"libretranslate: {{url: {served.url}}}")
        assert desk.draftable("en-GB", KNOWN) == {"de", "zh", "zh-Hant"}
        assert desk.draftable("de", KNOWN) == frozenset()
        assert [path for path, _ in served.asked] == ["/languages"]


def test_the_engine_of_a_language_alone_counts_for_it(desk_of):
    with serving(Shouting(), languages=LANGUAGES) as served:
        desk = desk_of(f"libretranslate: {{url: {served.url}}}", "engine: argos", "engines: {zh: libretranslate}")
        assert desk.draftable("en", KNOWN) == {"zh"}


def test_the_next_job_drafts_with_what_was_installed_meanwhile(desk_of, shared, tmp_path):
    with serving(Shouting(), languages=[{"code": "en", "name": "English", "targets": ["es"]}]) as served:
        desk = desk_of(f"libretranslate: {{url: {served.url}}}")
        job = desk.engine_for()
        assert job("en", "es").name == "libretranslate"
        install_file(shared / "data" / "models" / "translate-en_es-0_1.argosmodel", folder=tmp_path / "packages")
        assert job("en", "es").name == "libretranslate"
        assert desk.engine_for()("en", "es").name == "argos"


def test_an_engine_that_is_wished_for_goes_before_the_settings_and_after_the_one_that_is_named(desk_of):
    with serving(Shouting(), languages=LANGUAGES) as served:
        desk = desk_of(f"libretranslate: {{url: {served.url}}}", "engine: argos")
        assert desk.engine_for()("en", "de", "libretranslate").name == "libretranslate"
        for chooser, wish in ((desk.engine_for(), ""), (desk.engine_for("argos"), "libretranslate")):
            with pytest.raises(NoModelError, match="argos"):
                chooser("en", "de", wish)
        assert desk.draftable("en", ["de"], wish="libretranslate") == {"de"}
        assert desk.draftable("en", ["de"]) == frozenset()


def test_threads_that_open_the_store_at_once_share_it(desk_of):
    desk, start = desk_of(), threading.Barrier(4)

    def opened(_: int) -> SqlStore:
        start.wait(30)
        return desk.store

    with ThreadPoolExecutor(4) as pool:
        stores = set(map(id, pool.map(opened, range(4))))
    assert len(stores) == 1


def test_a_server_that_is_down_takes_nothing_from_the_others(desk_of, shared, tmp_path):
    model = shared / "data" / "models" / "translate-en_es-0_1.argosmodel"
    install_file(model, folder=tmp_path / "packages")
    assert desk_of('libretranslate: {url: "http://127.0.0.1:9"}').draftable("en", ["es", "de"]) == {"es"}


def test_a_named_engine_that_is_not_set_up_can_draft_nothing(desk_of):
    assert desk_of("engine: libretranslate").draftable("en", KNOWN) == frozenset()


def test_the_demo_model_counts_where_the_settings_admit_it(desk_of):
    assert desk_of("demo_model: true").draftable("en", ["es"]) == {"es"}
    assert desk_of("demo_model: false").draftable("en", ["es"]) == frozenset()
