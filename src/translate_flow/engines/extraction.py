"""Unpack a zip file from outside without trusting a word of it."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from translate_flow.errors import PackageError

_CHUNK = 1 << 20
_MEBIBYTE = 1 << 20
_ENCRYPTED = 0x1
_FREE_OF_RATIO = 64 << 10
"""Bytes that any member may hold whatever its ratio: a few kilobytes of zeros hurt nobody."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may hold at most; sizes in bytes, as really unpacked, not as the file claims."""

    members: int = 2_000
    entry: int = 1_024 * _MEBIBYTE
    total: int = 2_048 * _MEBIBYTE
    ratio: int = 120


def extract(path: Path, folder: Path, *, limits: Limits | None = None) -> None:
    """Unpack ``path`` into the empty ``folder``.

    Raises:
        PackageError: it is no zip file, or it breaks a limit or a rule of safe names; ``folder`` may hold a part.

    """
    limits = limits or Limits()
    try:
        with zipfile.ZipFile(path) as archive:
            _check_names(archive.infolist(), limits, path.name)
            _unpack(archive, folder, limits, path.name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, zipfile.zlib.error) as exc:  # type: ignore[attr-defined] # zipfile re-exports zlib
        raise PackageError(f"{path.name}: not a complete zip file ({exc}); download it again") from exc
    except OSError as exc:
        raise PackageError(f"{path.name}: cannot be unpacked: {exc}; check the disk and the file") from exc


def _check_names(members: Sequence[zipfile.ZipInfo], limits: Limits, name: str) -> None:
    if len(members) > limits.members:
        raise PackageError(f"{name}: {len(members)} members, more than {limits.members}; not a model package")
    seen: set[str] = set()
    for member in members:
        problem = _problem(member) or ("appears twice" if _folded(member) in seen else "")
        if problem:
            raise PackageError(f"{name}: member {member.filename[:80]!r} {problem}; do not trust this file")
        seen.add(_folded(member))


def _folded(member: zipfile.ZipInfo) -> str:
    return str(PurePosixPath(member.filename)).casefold()


def _problem(member: zipfile.ZipInfo) -> str:
    written = member.orig_filename
    path = PurePosixPath(written)
    kind = stat.S_IFMT(member.external_attr >> 16)
    problems = {
        "has an unsafe name": not path.parts or "\\" in written or "\0" in written or ":" in written,
        "points outside the package": path.is_absolute() or ".." in path.parts,
        "is encrypted": bool(member.flag_bits & _ENCRYPTED),
        "is a link or a device": kind not in {0, stat.S_IFREG, stat.S_IFDIR},
    }
    return next((text for text, found in problems.items() if found), "")


def _unpack(archive: zipfile.ZipFile, folder: Path, limits: Limits, name: str) -> None:
    left = limits.total
    for member in archive.infolist():
        target = folder / PurePosixPath(member.filename)
        if member.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        allowed = min(left, limits.entry, max(_FREE_OF_RATIO, limits.ratio * member.compress_size))
        with archive.open(member) as source, target.open("xb") as sink:
            left -= _copy(source, sink, allowed=allowed, where=f"{name}: member {member.filename[:80]!r}")


def _copy(source: IO[bytes], sink: IO[bytes], *, allowed: int, where: str) -> int:
    written = 0
    while chunk := source.read(_CHUNK):
        written += len(chunk)
        if written > allowed:
            raise PackageError(f"{where} unpacks to more than {allowed:,} bytes; do not trust this file")
        sink.write(chunk)
    return written
