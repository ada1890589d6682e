"""Judge a zip file from outside by its members, and unpack one without trusting what it claims."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from translate_flow.errors import InputError, LimitError

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)
"""What `zipfile` raises at damaged archives."""

_CHUNK = 1 << 20
_MEBIBYTE = 1 << 20
_ENCRYPTED = 0x41
"""Flag bits 0 (encrypted) and 6 (strong encryption) of the general purpose flags (APPNOTE 4.4.4)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold at most; sizes in bytes, as really unpacked and not as the file claims.

    ``free`` is what any member may hold whatever its ratio: a small file of blanks hurts nobody.
    """

    members: int = 2_000
    entry: int = 64 * _MEBIBYTE
    total: int = 200 * _MEBIBYTE
    ratio: int = 120
    free: int = 256 << 10

    def allowed(self, member: zipfile.ZipInfo, *, left: int) -> int:
        """Bytes a member may unpack to when ``left`` remain of the total."""
        return min(left, self.entry, max(self.free, self.ratio * member.compress_size))


def check_members(archive: zipfile.ZipFile, *, name: str, limits: Limits, remedy: str, unsafe: str = "\\\0") -> None:
    """Make sure of the number, names and kinds of all members; names must hold no character of ``unsafe``.

    Raises:
        InputError: a member is encrypted, a link, named twice or named unsafely.
        LimitError: there are too many.

    """
    members = archive.infolist()
    if len(members) > limits.members:
        raise LimitError(f"{name}: {len(members)} members, more than {limits.members}; {remedy}")
    seen: set[str] = set()
    for member in members:
        folded = str(PurePosixPath(member.orig_filename)).casefold()
        problem = _problem(member, unsafe) or ("appears twice" if folded in seen else "")
        if problem:
            raise InputError(f"{name}: member {member.orig_filename[:80]!r} {problem}; {remedy}")
        seen.add(folded)


def _problem(member: zipfile.ZipInfo, unsafe: str) -> str:
    written = member.orig_filename
    path = PurePosixPath(written)
    kind = stat.S_IFMT(member.external_attr >> 16)
    problems = {
        "has an unsafe name": not path.parts or written[1:2] == ":" or any(char in written for char in unsafe),
        "points outside the file": path.is_absolute() or ".." in path.parts,
        "is encrypted with a password": bool(member.flag_bits & _ENCRYPTED),
        "is a link or a device": kind not in {0, stat.S_IFREG, stat.S_IFDIR},
    }
    return next((text for text, found in problems.items() if found), "")


def inflate(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, allowed: int, name: str, remedy: str
) -> Iterator[bytes]:
    """The member's bytes in chunks, counted as they come: what the header says of their number is only a claim.

    Raises:
        LimitError: it unpacks to more than ``allowed`` bytes.

    """
    count = 0
    with archive.open(member) as source:
        while chunk := source.read(_CHUNK):
            count += len(chunk)
            if count > allowed:
                raise LimitError(
                    f"{name}: member {member.filename[:80]!r} unpacks to more than {allowed:,} bytes; {remedy}"
                )
            yield chunk
