"""Tell which installed packages cannot draft, without loading a model."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from translate_flow.engines.packages import Package, installed, read_metadata, read_package, tokenizer_file
from translate_flow.engines.soundness import check_weights
from translate_flow.engines.tokenizing import open_tokenizer
from translate_flow.errors import PackageError

_log = logging.getLogger(__name__)

_KEPT = 512
"""Packages whose verdict is remembered as long as their files stay as they are."""

_VOCABULARY_LIMIT = 1 << 26


@dataclass(frozen=True, slots=True)
class Damaged:
    """A package that cannot draft: its folder, its codes as far as they can be read, and what is wrong with it.

    ``stray`` is one that is no package any more, so that installing another does not replace it.
    """

    path: Path
    from_code: str
    to_code: str
    why: str
    stray: bool = False

    @property
    def remedy(self) -> str:
        """What puts a sound one in its place."""
        install = f"translate-flow models install {self.from_code or 'FROM'} {self.to_code or 'TO'}"
        return f"delete {self.path}, then: {install}" if self.stray else install

    def __str__(self) -> str:
        """What is wrong and what helps, in one line."""
        return f"{self.why}; run: {self.remedy}" if not self.stray else f"{self.why}; {self.remedy}"


def damaged(folder: Path) -> list[Damaged]:
    """The packages in a folder that cannot draft, by path; what is no translation model is passed over."""
    if not folder.is_dir():
        return []
    found = [bad for package in installed(folder) if (bad := inspect(package))]
    return sorted([*found, *unreadable(folder)], key=lambda each: each.path)


def inspect(package: Package) -> Damaged | None:
    """What is wrong with a package, None where it can be loaded as far as that can be told without doing so.

    Its tokenizer is opened, its vocabulary read, and the header of its weights compared with their size.
    """
    why = _damage(package, _stamps(package.path))
    return Damaged(package.path, *package.pair, why) if why else None


@cache
def tell(line: str) -> None:
    """Say once in this process, on standard error or in its log, that a package was passed over."""
    _log.warning(line)


def unreadable(folder: Path) -> Iterator[Damaged]:
    """What looks like a translation model and lacks what one needs, so that `installed` passes it over."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        metadata = read_metadata(path)
        if path.name.startswith(".") or metadata.get("type", "translate") != "translate" or read_package(path):
            continue
        if "from_code" in metadata or (path / "model").is_dir():
            source, target = (str(metadata.get(key) or "") for key in ("from_code", "to_code"))
            yield Damaged(path, source, target, _lacking(path, known=bool(metadata)), stray=True)


def _lacking(path: Path, *, known: bool) -> str:
    if not known:
        return f"{path}: metadata.json is missing or cannot be read"
    if not tokenizer_file(path):
        return f"{path}: the tokenizer is missing"
    if not (path / "model" / "model.bin").is_file():
        return f"{path}: model/model.bin is missing"
    return f"{path}: metadata.json names no pair of languages, or a file cannot be read"


_Stamps = tuple[tuple[str, int, int], ...]
"""Name, bytes and time of change in nanoseconds of the files that are looked at."""


def _stamps(path: Path) -> _Stamps:
    files = [*path.glob("*.model"), *path.glob("model/*")]
    stats = [(str(file), file.stat()) for file in files if file.is_file()]
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


@lru_cache(maxsize=_KEPT)
def _damage(package: Package, _stamps: _Stamps) -> str:
    try:
        file = tokenizer_file(package.path)
        if file is None:
            return f"{package.path}: the tokenizer is missing"
        open_tokenizer(file, source=package.from_code, target=package.to_code)
        check_weights(package.path)
        _check_vocabulary(package.path / "model")
    except PackageError as exc:
        return str(exc).removesuffix("; install the package again")
    return ""


def _check_vocabulary(model: Path) -> None:
    """CTranslate2 wants one shared vocabulary or two, as lines of text or as a JSON list."""
    found = sorted(path for path in model.glob("*_vocabulary.*") if path.is_file())
    if not any(path.stem == "shared_vocabulary" for path in found) and len(found) < 2:
        raise PackageError(f"{model}: the vocabulary is missing; install the package again")
    for path in found:
        try:
            content = path.read_bytes()[:_VOCABULARY_LIMIT]
            sound = bool(json.loads(content) if path.suffix == ".json" else content.decode("utf-8").strip())
        except (OSError, ValueError, RecursionError) as exc:
            raise PackageError(f"{path}: damaged ({exc}); install the package again") from exc
        if not sound:
            raise PackageError(f"{path}: empty; install the package again")
