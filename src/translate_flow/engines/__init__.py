"""The machine-translation engines, and which one to use.

An engine is one factory in `ENGINES`. Nothing here opens a network connection except `index`, which only an explicit
install and the demo call, and `libretranslate`, which only a server in the settings brings into play.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from translate_flow.domain.ports import Engine
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.languages import candidate_pairs
from translate_flow.engines.processor import fast_ways
from translate_flow.errors import ConfigError, EngineError, NoModelError, PackageError

for _name, _value in {"ORT_DISABLE_TELEMETRY": "1", **fast_ways()}.items():
    os.environ.setdefault(_name, _value)


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


def _argos(places: Places, *, demo: bool | None = None) -> Engine:
    from translate_flow.engines.argos import ArgosEngine  # noqa: PLC0415 - lazy: an engine loads when it is chosen

    return ArgosEngine(packages=places.packages, decoding=places.decoding, demo=demo)


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


def open_engine(name: str, places: Places | None = None) -> Engine:
    """The engine of that name, a key of `ENGINES`; it may still have no model for a pair.

    Raises:
        ConfigError: no engine has that name.
        EngineError: it cannot be set up.

    """
    if name not in ENGINES:
        raise ConfigError(f"unknown engine {name!r}; choose one of: {', '.join(ENGINES)}")
    return ENGINES[name](places or Places())


class Engines:
    """The engines of a process. Each is opened once, when it is first needed: it may remember what its server said.

    Which of them translates a pair is found out anew each time, for packages come and go. Threads may share them.
    """

    def __init__(self, places: Places | None = None) -> None:
        self._places = places or Places()
        self._lock = threading.Lock()
        self._opened: dict[str, Engine] = {}

    def named(self, name: str) -> Engine:
        """See `open_engine`; the same engine each time."""
        return self._once(name, lambda: open_engine(name, self._places))

    def best(
        self, source: str, target: str, *, demo: bool = True, fetch: Callable[[str, str], object] | None = None
    ) -> Engine:
        """The first in the order of `ENGINES` that translates a pair, Argos once more after ``fetch``.

        A server is asked only where nothing on this machine translates the pair. One whose package is damaged is passed
        over with a word in the log. ``demo`` says whether the carried model counts.
        ``fetch(source, target)`` may install a package; only the ``demo`` command passes one (`index.fetch_quickly`).

        Raises:
            PackageError: none of them translates the pair, and a damaged package would.
            NoModelError: none of them translates the pair.

        """
        trusted = self._trusted()
        if fetch is not None and _refusal(trusted, source, target):
            fetch(source, target)
        refusals: dict[str, EngineError] = {}
        for engine in self._tried():
            refusal = _refusal(engine, source, target)
            if refusal is None and (demo or engine.name != "demo"):
                _tell_damage(refusals, f"{engine.name} takes {source}→{target} until then")
                return engine
            refusals[engine.name] = refusal or NoModelError(_TRY_DEMO)
        raise _nothing(refusals, source, target)

    def _tried(self) -> Iterator[Engine]:
        """Those that can be set up; demo packages that were installed come just before the demo model."""
        for name in ENGINES:
            if name == "argos":
                yield self._trusted()
                continue
            if name == "demo":
                yield self.named("argos")
            with suppress(EngineError):
                yield self.named(name)

    def _trusted(self) -> Engine:
        """Argos without any demo package that was installed beside the others."""
        return self._once("argos without demo packages", lambda: _argos(self._places, demo=False))

    def _once(self, name: str, opening: Callable[[], Engine]) -> Engine:
        with self._lock:
            if name not in self._opened:
                self._opened[name] = opening()
            return self._opened[name]


def covers(pairs: Collection[tuple[str, str]], source: str, target: str) -> bool:
    """Whether an engine of these pairs translates ``source`` to ``target``, which may name a region or script more.

    >>> covers({("en", "pt")}, "en-GB", "pt-BR"), covers({("en", "pt-BR")}, "en", "pt")
    (True, False)
    """
    return source != target and any(pair in pairs for pair in candidate_pairs(source, target))


def _refusal(engine: Engine, source: str, target: str) -> EngineError | None:
    """Why an engine does not translate a pair; None where it does."""
    try:
        engine.translate((), source=source, target=target)
    except EngineError as exc:
        return exc
    return None


_TRY_DEMO = "--engine demo tries the demo model that comes along"


def _nothing(refusals: Mapping[str, EngineError], source: str, target: str) -> EngineError:
    """What to say where no engine is left: a damaged package first of all, then what the server or the demo say."""
    if damaged := next((each for each in refusals.values() if isinstance(each, PackageError)), None):
        return damaged
    asked = f" ({refusals['libretranslate']})" if "libretranslate" in refusals else ""
    hint = f" ({_TRY_DEMO})" if str(refusals.get("demo")) == _TRY_DEMO else ""
    return NoModelError(
        f"no model for {source}→{target}; run: translate-flow models install {source} {target}{asked}{hint}"
    )


def _tell_damage(refusals: Mapping[str, EngineError], instead: str) -> None:
    from translate_flow.engines.inspecting import tell  # noqa: PLC0415 - opens packages, and mostly none is damaged

    for refusal in refusals.values():
        if isinstance(refusal, PackageError):
            tell(f"{refusal} ({instead})")
