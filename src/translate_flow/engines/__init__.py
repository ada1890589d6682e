"""The machine-translation engines, and which one to use.

An engine is one factory in `ENGINES`. Nothing here opens a network connection except `index`, which only an explicit
install and the demo call, and `libretranslate`, which only a server in the settings brings into play.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from translate_flow.domain.ports import Engine
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.languages import candidate_pairs
from translate_flow.errors import ConfigError, EngineError, NoModelError

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


@dataclass(frozen=True, slots=True)
class Server:
    """A LibreTranslate server: its http or https address without a slash at the end, and the key it may want."""

    url: str
    api_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Places:
    """Where engines find their data, None for each one's usual place and for no server; and how models decode."""

    packages: Path | None = None
    modes: Path | None = None
    cache: Path | None = None
    server: Server | None = None
    decoding: Decoding = field(default_factory=Decoding)


def _argos(places: Places) -> Engine:
    from translate_flow.engines.argos import ArgosEngine  # noqa: PLC0415 - lazy: an engine loads when it is chosen

    return ArgosEngine(packages=places.packages, decoding=places.decoding)


def _apertium(places: Places) -> Engine:
    from translate_flow.engines.apertium import ApertiumEngine  # noqa: PLC0415 - as above

    return ApertiumEngine(folder=places.modes)


def _libretranslate(places: Places) -> Engine:
    from translate_flow.engines.libretranslate import LibreTranslateEngine  # noqa: PLC0415 - as above

    if places.server is None:
        raise EngineError(
            'no LibreTranslate server is named; write in translate-flow.yaml: libretranslate: {url: "http://HOST:5000"}'
        )
    return LibreTranslateEngine(places.server)


def _demo(places: Places) -> Engine:
    from translate_flow.engines.argos import ArgosEngine  # noqa: PLC0415 - as above
    from translate_flow.engines.carried import cache_folder, carried_files, unpack  # noqa: PLC0415 - as above

    files = carried_files()
    if not files:
        raise NoModelError("this build carries no demo model; run: translate-flow models install en es")
    folder = unpack(files, places.cache or cache_folder())
    return ArgosEngine(packages=folder, name="demo", decoding=places.decoding, demo=True)


ENGINES: dict[str, Callable[[Places], Engine]] = {
    "argos": _argos,
    "apertium": _apertium,
    "libretranslate": _libretranslate,
    "demo": _demo,
}
"""Every engine by name, in the order in which they are tried: what stays on this machine first, the demo last."""


def open_engine(
    name: str,
    *,
    packages: Path | None = None,
    modes: Path | None = None,
    cache: Path | None = None,
    server: Server | None = None,
    decoding: Decoding | None = None,
) -> Engine:
    """The engine of that name; it may still have no model for a pair.

    Args:
        name: a key of `ENGINES`.
        packages: folder of installed Argos packages.
        modes: folder of Apertium's mode files.
        cache: folder below which the demo model is unpacked.
        server: the LibreTranslate server; it is not connected before it is asked for something.
        decoding: how models decode; the measured defaults when left out.

    Raises:
        ConfigError: no engine has that name.
        EngineError: it cannot be set up.

    """
    if name not in ENGINES:
        raise ConfigError(f"unknown engine {name!r}; choose one of: {', '.join(ENGINES)}")
    return ENGINES[name](Places(packages, modes, cache, server, decoding or Decoding()))


def best_engine(
    source: str,
    target: str,
    *,
    packages: Path | None = None,
    modes: Path | None = None,
    cache: Path | None = None,
    server: Server | None = None,
    decoding: Decoding | None = None,
    fetch: Callable[[str, str], object] | None = None,
) -> Engine:
    """The best engine at hand for a pair: Argos, else Argos after ``fetch``, Apertium, ``server``, the demo model.

    A server is asked only where nothing on this machine translates the pair.
    ``fetch(source, target)`` may install a package; only the ``demo`` command passes one (`index.fetch_quickly`).

    Raises:
        NoModelError: none of them translates the pair.

    """
    places = Places(packages, modes, cache, server, decoding or Decoding())
    if found := _ready(_trusted, places, source, target):
        return found
    if fetch is not None:
        fetch(source, target)
    remote = [_libretranslate(places)] if server else []
    for factory in (_trusted, _apertium, *(lambda _, engine=engine: engine for engine in remote), _argos, _demo):
        if found := _ready(factory, places, source, target):
            return found
    asked = "".join(f" ({_refusal(engine, source, target)})" for engine in remote)
    raise NoModelError(f"no model for {source}→{target}; run: translate-flow models install {source} {target}{asked}")


def covers(pairs: Collection[tuple[str, str]], source: str, target: str) -> bool:
    """Whether an engine of these pairs translates ``source`` to ``target``, which may name a region or script more.

    >>> covers({("en", "pt")}, "en-GB", "pt-BR"), covers({("en", "pt-BR")}, "en", "pt")
    (True, False)
    """
    return source != target and any(pair in pairs for pair in candidate_pairs(source, target))


def _trusted(places: Places) -> Engine:
    """Argos without any demo package that was installed beside the others."""
    from translate_flow.engines.argos import ArgosEngine  # noqa: PLC0415 - as above

    return ArgosEngine(packages=places.packages, decoding=places.decoding, demo=False)


def _ready(factory: Callable[[Places], Engine], places: Places, source: str, target: str) -> Engine | None:
    try:
        engine = factory(places)
    except EngineError:
        return None
    return None if _refusal(engine, source, target) else engine


def _refusal(engine: Engine, source: str, target: str) -> str:
    """Why an engine does not translate a pair; empty where it does."""
    try:
        engine.translate((), source=source, target=target)
    except EngineError as exc:
        return str(exc)
    return ""
