"""What translate-flow.yaml may say, and how it is read."""

from __future__ import annotations

import os
import re
import reprlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from translate_flow.checks.issues import Severity
from translate_flow.domain.efforts import IDLE_SECONDS
from translate_flow.domain.languages import check
from translate_flow.engines.decoding import Decoding
from translate_flow.errors import ConfigError
from translate_flow.workflow.checking import UNREAD_SECONDS, USUAL

CONFIG_NAME = "translate-flow.yaml"

SAMPLE = """\
# Settings of this translation desk. Every line may be left out.

# Target languages that the page offers first, such as [es, fr].
languages: []

# What drafts: auto, argos, apertium, libretranslate or demo. auto is Argos where a package is installed, else Apertium,
# else the LibreTranslate server below where one is named: nothing leaves this machine while it can do the work.
engine: auto

# Another choice for some target languages, such as {fr: apertium, de: libretranslate}.
engines: {}

# A LibreTranslate server. Without a line here, or with engines that do not name it, drafting uses no network.
# The key may also stand in the environment: LIBRETRANSLATE_API_KEY.
# libretranslate: {url: "http://127.0.0.1:5000", api_key: ""}

# How Argos models decode; `translate-flow models tune` measures this machine and writes the fastest. beam: the width of
# the search, 4 as in Argos; 2 drafts twice as fast and a little worse. workers: batches decoded side by side, 0 for one
# a core; more than one thread for each is slower on most machines. memory_mb: what all loaded models take together.
# drafting: {beam: 4, batch_tokens: 256, workers: 0, threads: 1, compute_type: default, memory_mb: 2000}

# Whether auto may fall back on the demo model that comes along. Its drafts show how the desk works, nothing more.
demo_model: false

# Where Argos packages are installed; Argos' own folder when left out.
# packages: models

# How many days a deleted article can be restored, 1 to 3650; then it is purged.
bin_days: 30

# Sentence rules of your own (SRX 2.0), tried before the ones that come along, such as [rules/house.srx].
rules: []

# What checks find is an error, a warning, a note, or not looked for (off); for all languages or for one, such as
# {quote_style: off, fr: {breaking_spaces: warning}}. `translate-flow check ARTICLE --to fr --json` names them.
checks: {}

# A machine's draft that is approved as it was within fewer seconds than this counts as unread, 0 to 60; 0 asks nobody.
unread_seconds: 2

# How much of a pause in the editor counts as time on a segment, 1 to 3600 seconds: who is away longer is not working.
idle_seconds: 30
"""


_DECODING = Decoding()
_PASSWORD = re.compile(r"//[^/@]*@")

EngineName = Literal["auto", "argos", "apertium", "libretranslate", "demo"]
ENGINE_NAMES: tuple[str, ...] = get_args(EngineName)


def _address(url: str) -> str:
    """An address of a server, without the slash at its end."""
    parts = urlsplit(url)
    plain = url.isascii() and url.isprintable() and " " not in url
    if not plain or parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("Input should be an address such as http://127.0.0.1:5000")
    if parts.username is not None:
        raise ValueError("Input should be an address without a name and password")
    if parts.port == 0:
        raise ValueError("Input should be an address with a port from 1 to 65535")
    return url.rstrip("/")


def _by_language(value: object) -> object:
    """Engines by language, not the one word that belongs to ``engine``."""
    if isinstance(value, str):
        raise ValueError(  # noqa: TRY004 - pydantic reports no TypeError
            "engines is no setting for all languages at once: that is engine; it looks like {fr: apertium}"
        )
    return value


def _no_flag(value: object) -> object:
    """YAML's yes and no, which pydantic would take for 1 and 0."""
    if isinstance(value, bool):
        raise ValueError("it must be a whole number")  # noqa: TRY004 - pydantic reports no TypeError
    return value


def _whole(least: int, most: int | None = None, *, why: str = "") -> tuple[BeforeValidator, AfterValidator]:
    """What makes a setting a whole number of a range, the range named where it is none of it."""
    span = f"{least} or more" if most is None else f"from {least} to {most}"

    def check_range(value: int) -> int:
        if value < least or (most is not None and value > most):
            raise ValueError(f"it must be {span}{why}")
        return value

    return BeforeValidator(_no_flag), AfterValidator(check_range)


_CROWD = 4
"""Workers, or threads of one, for each core: more only wait for each other and take memory."""

_MOST_SIDE_BY_SIDE = _CROWD * (os.cpu_count() or 1)
_BY_CORES = f", {_CROWD} times the cores of this machine"


class LibreTranslate(BaseModel):
    """The LibreTranslate server that may draft."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, AfterValidator(_address)]
    api_key: str = ""


class Drafting(BaseModel):
    """How models decode on this machine; see `translate_flow.engines.decoding.Decoding`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    beam: Annotated[int, *_whole(1, 16)] = _DECODING.beam
    batch_tokens: Annotated[int, *_whole(32, 16_384)] = _DECODING.batch_tokens
    workers: Annotated[int, *_whole(0, _MOST_SIDE_BY_SIDE, why=_BY_CORES)] = _DECODING.workers
    threads: Annotated[int, *_whole(1, _MOST_SIDE_BY_SIDE, why=_BY_CORES)] = _DECODING.threads
    compute_type: Literal["default", "auto", "int8", "int8_float32", "int16", "float32"] = "default"
    memory_mb: Annotated[int, *_whole(1)] = _DECODING.memory_mb


Level = Severity | Literal["off"]


def _levels(value: object, *, inside: str = "") -> object:
    """Severities by check, and by language; YAML's ``off`` is no longer a word when it comes here."""
    if not isinstance(value, dict):
        raise ValueError("it must hold settings such as {quote_style: off}")  # noqa: TRY004 - as above
    found: dict[str, object] = {}
    for name, level in value.items():
        if isinstance(level, dict) and not inside:
            found[str(name)] = _levels(level, inside=f"{name}.")
        elif name not in USUAL:
            raise ValueError(f"checks.{inside}{name} is no check; there are: {', '.join(USUAL)}")
        elif level is not False and (not isinstance(level, str) or level not in {"off", *Severity}):
            raise ValueError(f"checks.{inside}{name}: it must be error, warning, note or off, not {_shown(level)}")
        else:
            found[str(name)] = level or "off"
    return found


class Config(BaseModel):
    """What translate-flow.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    languages: tuple[str, ...] = ()
    engine: EngineName = "auto"
    engines: Annotated[dict[str, EngineName], BeforeValidator(_by_language)] = {}
    libretranslate: LibreTranslate | None = None
    drafting: Drafting = Drafting()
    demo_model: bool = False
    bin_days: Annotated[int, *_whole(1, 3650)] = 30
    packages: Path | None = None
    rules: tuple[Path, ...] = ()
    checks: Annotated[dict[str, Level | dict[str, Level]], BeforeValidator(_levels)] = {}
    unread_seconds: Annotated[int, *_whole(0, 60)] = UNREAD_SECONDS
    idle_seconds: Annotated[int, *_whole(1, 3600)] = IDLE_SECONDS

    def engine_into(self, language: str) -> EngineName:
        """What drafts into a language, by the desk's own code for it."""
        return next((name for key, name in self.engines.items() if check(key) == language), self.engine)

    def severities_into(self, language: str) -> dict[str, Severity | None]:
        """How bad what checks find is in a language, where the settings say so; None for those that are off."""
        own = next(
            (levels for key, levels in self.checks.items() if isinstance(levels, dict) and check(key) == language), {}
        )
        every = {code: level for code, level in self.checks.items() if not isinstance(level, dict)}
        return {code: None if level == "off" else Severity(level) for code, level in {**every, **own}.items()}


def load_config(path: Path) -> Config:
    """Read the settings.

    Raises:
        ConfigError: the file is no YAML, or a setting is unknown or wrong; the text names file, line or setting.

    """
    try:
        return _config(path.read_text(encoding="utf-8"), path.name)
    except (OSError, ValueError, yaml.YAMLError) as exc:
        raise ConfigError(f"{path}: cannot be read ({exc}); it must be UTF-8 text in YAML") from exc


def _config(text: str, name: str) -> Config:
    try:
        config = Config.model_validate(yaml.safe_load(text) or {})
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise ConfigError(
            f"{name}: line {line}: {exc.problem}; correct it, or delete the file to use defaults"
        ) from exc
    except ValidationError as exc:
        raise ConfigError(f"{name}: {_wrong_setting(exc)}; see the comments of a new file (init)") from exc
    except RecursionError as exc:
        raise ConfigError(f"{name}: its settings nest too deep; see the comments of a new file (init)") from exc
    checked = [name for name, levels in config.checks.items() if isinstance(levels, dict)]
    for language in (*config.languages, *config.engines, *checked):
        _check(language, name)
    return config


def _check(language: str, name: str) -> None:
    try:
        check(language)
    except ConfigError as exc:
        raise ConfigError(f"{name}: {exc}") from exc


def _wrong_setting(error: ValidationError) -> str:
    """What is wrong with the first wrong setting, in the words of the settings file."""
    first = error.errors(include_url=False)[0]
    setting = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{setting} is no setting; there are: {', '.join(_known(*first['loc'][:-1]))}"
    if not setting:
        return "it must hold lines such as engine: auto"
    if first["type"] == "missing":
        return f"{setting} has to be named too"
    said = _must(first["type"], first.get("ctx", {}), first["msg"])
    if said.startswith(setting):
        return said
    return f"{setting}: {said}, not {_shown(first['input'])}"


_MUST = {
    "int_type": "it must be a whole number",
    "int_parsing": "it must be a whole number",
    "int_parsing_size": "it must be a whole number of few digits",
    "int_from_float": "it must be a whole number",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "string_type": "it must be text",
    "path_type": "it must be the name of a file or folder",
    "tuple_type": "it must be a list such as [first, second]",
    "dict_type": "it must hold settings such as {{fr: apertium}}",
    "model_attributes_type": "it must hold settings such as {{name: value}}",
    "model_type": "it must hold settings such as {{name: value}}",
    "literal_error": "it must be {expected}",
}
"""What a value has to be, by pydantic's name for what is wrong with it."""


def _must(kind: str, context: Mapping[str, object], said: str) -> str:
    if kind in _MUST:
        return _MUST[kind].format(**context)
    return said.removeprefix("Value error, ").replace("Input should", "it must")


def _known(*blocks: object) -> Iterable[str]:
    """The settings of a block, such as those of ``libretranslate``; of the file where no block is named."""
    found: type[BaseModel] = Config
    for block in blocks:
        annotation = found.model_fields[str(block)].annotation
        kinds = (annotation, *get_args(annotation))
        found = next(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel))
    return found.model_fields


def _shown(value: object) -> str:
    """A value in few words: aliases may make it huge, and Python writes no integer of thousands of digits."""
    try:
        return reprlib.repr(_PASSWORD.sub("//…@", value) if isinstance(value, str) else value)
    except ValueError:
        return "a number that long"


def save_block(path: Path, name: str, values: Mapping[str, object]) -> None:
    """Write a block of settings, such as ``drafting``, in one line; every other line stays as it is.

    A block that is there is replaced, with what it went on to say on indented lines and the blank lines and comments
    between them; one that is only shown in a comment takes the comment's place.

    Raises:
        ConfigError: the file cannot be read or written, or would not be right afterwards; it is not changed then.

    """
    line = f"{name}: {{{', '.join(f'{key}: {value}' for key, value in values.items())}}}\n"
    draft = path.with_suffix(".yaml.new")
    try:
        text = _with_line(path.read_text(encoding="utf-8"), name, line)
        _config(text, path.name)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except (OSError, ValueError, yaml.YAMLError) as exc:
        raise ConfigError(f"{path}: cannot be written ({exc}); add this line by hand: {line.strip()}") from exc
    finally:
        draft.unlink(missing_ok=True)


def _with_line(text: str, name: str, line: str) -> str:
    for pattern in (rf"(?m)^{name}:.*\n?(?:(?:[ \t]*(?:#.*)?\n)*[ \t]+[^\s#].*\n?)*", rf"(?m)^# {name}: \{{.*\n?"):
        if re.search(pattern, text):
            return re.sub(pattern, lambda _: line, text, count=1)
    return text + ("" if text.endswith("\n") or not text else "\n") + line
