"""Check a package's weights before native code reads them: it trusts their header, and a wrong one ends the process.

The format is CTranslate2's model.bin, versions 2 to 6 (``python/ctranslate2/specs/model_spec.py`` writes it,
``src/models/model.cc`` reads it), little-endian: the version; the name and revision of the specification; the number of
variables and, for each, its name, rank, dimensions, type, size in bytes and content (before version 4, the size of an
item instead of its type, and their number); the number of aliases and, for each, its name and the variable's. A name is
its length in two bytes, then that many, the last one zero.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import BinaryIO

from translate_flow.errors import PackageError

_ITEM_BYTES = {0: 4, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2}
"""Bytes of an item by type: float32, int8, int16, int32, float16, bfloat16."""

_VERSIONS = range(2, 7)
_VARIABLES = 100_000
_RANK = 8
_CONFIG_LIMIT = 1 << 20
_NEEDED = ("encoder/", "decoder/")


def check_weights(package: Path) -> None:
    """Read the headers of ``model/model.bin`` of the package in a folder; of the weights, only their sizes.

    Raises:
        PackageError: a file is missing or cannot be read, the header contradicts itself or the size of the file, or it
            is no translation model; the text names the file and the place in it.

    """
    path = package / "model" / "model.bin"
    try:
        _check_config(package / "model" / "config.json")
        with path.open("rb") as file:
            names = set(_Reader(file, path.stat().st_size).names())
    except (OSError, struct.error, ValueError, RecursionError) as exc:
        raise PackageError(f"{path}: damaged ({exc}); install the package again") from exc
    for part in _NEEDED:
        if not any(name.startswith(part) for name in names):
            raise PackageError(f"{path}: holds no {part.strip('/')}, so it translates nothing; install another package")


def _check_config(path: Path) -> None:
    """The settings beside the weights; older packages have none."""
    if path.exists() and not isinstance(json.loads(path.read_bytes()[:_CONFIG_LIMIT]), dict):
        raise ValueError(f"{path.name} holds no settings")


class _Reader:
    """Reads headers and steps over contents."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size

    def names(self) -> Iterator[str]:
        """The variables and aliases.

        Raises:
            ValueError: something does not fit.

        """
        version = self._number("I")
        if version not in _VERSIONS:
            raise ValueError(f"version {version} of its format is not known here")
        self._name()
        self._number("I")
        found = set()
        for _ in range(self._count(_VARIABLES)):
            found.add(self._variable(version))
        yield from found
        if version >= 3:
            for _ in range(self._count(_VARIABLES)):
                yield self._alias(found)

    def _variable(self, version: int) -> str:
        name = self._name()
        rank = self._number("B")
        if rank > _RANK:
            raise self._odd(f"{name} has {rank} dimensions")
        items = prod(self._number("I") for _ in range(rank))
        expected, stated = self._bytes(version, items)
        if stated != expected:
            raise self._odd(f"{name} has {items:,} items in {stated:,} bytes")
        if stated > self._size - self._file.tell():
            raise self._odd(f"{name} ends after the file")
        self._file.seek(stated, 1)
        return name

    def _bytes(self, version: int, items: int) -> tuple[int, int]:
        """The bytes that so many items take, and those that are stated."""
        if version < 4:
            size = self._number("B")
            return items * size, self._number("I") * size
        kind = self._number("B")
        if kind not in _ITEM_BYTES:
            raise self._odd(f"a type {kind}")
        return items * _ITEM_BYTES[kind], self._number("I")

    def _alias(self, variables: set[str]) -> str:
        alias, variable = self._name(), self._name()
        if variable not in variables:
            raise self._odd(f"{alias} stands for {variable}, which is not there")
        return alias

    def _count(self, most: int) -> int:
        count = self._number("I")
        if count > most:
            raise self._odd(f"{count:,} variables")
        return count

    def _name(self) -> str:
        raw = self._take(self._number("H"))
        if not raw.endswith(b"\0") or not raw[:-1].isascii():
            raise self._odd("a name that is none")
        return raw[:-1].decode("ascii")

    def _number(self, code: str) -> int:
        (number,) = struct.unpack(f"<{code}", self._take(struct.calcsize(code)))
        return int(number)

    def _take(self, size: int) -> bytes:
        data = self._file.read(size)
        if len(data) != size:
            raise ValueError(f"it ends at byte {self._size:,}, inside its header")
        return data

    def _odd(self, what: str) -> ValueError:
        return ValueError(f"{what}, before byte {self._file.tell():,}")
