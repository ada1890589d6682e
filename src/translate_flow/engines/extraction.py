"""Unpack a model package from outside without trusting a word of it."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from translate_flow.archives import BROKEN, Limits, check_members, inflate
from translate_flow.errors import InputError, PackageError

PACKAGE_LIMITS = Limits(entry=1 << 30, total=2 << 30, free=64 << 10)
"""Models are larger than documents."""

_REMEDY = "do not trust this file"
_UNSAFE = "\\\0:"


def extract(path: Path, folder: Path, *, limits: Limits = PACKAGE_LIMITS) -> None:
    """Unpack ``path`` into the empty ``folder``.

    Raises:
        PackageError: it is no zip file, or it breaks a limit or a rule of safe names; ``folder`` may hold a part.

    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive, name=path.name, limits=limits, remedy=_REMEDY, unsafe=_UNSAFE)
            _unpack(archive, folder, limits, path.name)
    except InputError as exc:
        raise PackageError(str(exc)) from exc
    except BROKEN as exc:
        raise PackageError(f"{path.name}: not a complete zip file ({exc}); download it again") from exc
    except OSError as exc:
        raise PackageError(f"{path.name}: cannot be unpacked: {exc}; check the disk and the file") from exc


def _unpack(archive: zipfile.ZipFile, folder: Path, limits: Limits, name: str) -> None:
    left = limits.total
    for member in archive.infolist():
        target = folder / PurePosixPath(member.filename)
        if member.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        allowed = limits.allowed(member, left=left)
        with target.open("xb") as sink:
            for chunk in inflate(archive, member, allowed=allowed, name=name, remedy=_REMEDY):
                left -= sink.write(chunk)
