"""Open and write the files a command names; the only place of the command line that does."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from translate_flow.errors import ConfigError, InputError, StoreError
from translate_flow.reading import MAX_BYTES
from translate_flow.workflow.exporting import Export

STANDARD = "-"


def article_bytes(name: str) -> bytes:
    """The content of a file, or of standard input for ``-``; at most one byte more than may be read.

    Raises:
        InputError: it is not there, is a folder, or may not be read.

    """
    if name == STANDARD:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise InputError(f"{name}: {exc.strerror or exc}; give the path of a readable file") from exc


def shown_name(name: str) -> str:
    """A file's name for people and the database: bytes that are no text become replacement characters."""
    return os.fsencode(Path(name).name).decode("utf-8", "replace")


def write_export(made: Export, output: str | None, *, folder: Path) -> Iterator[str]:
    """Write an export and tell the paths: to ``output``, else into ``folder`` under its own name.

    A file appears whole or not at all; through a link its target is written; a pipe or device is written to.

    Raises:
        StoreError: it cannot be written.
        ConfigError: several files cannot go to standard output.

    """
    if output == STANDARD and len(made.parts) > 1:
        raise ConfigError(f"this format is {len(made.parts)} files, one a language; name a folder or a file with -o")
    if output == STANDARD:
        for chunks in made.parts.values():
            sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    for suffix, chunks in made.parts.items():
        path = folder / f"{made.stem}{suffix}" if output is None else Path(output)
        try:
            path = path if output is None else _path(made, output, suffix)
            _write(path.resolve(), chunks)
        except OSError as exc:
            raise StoreError(
                f"{path}: cannot be written ({exc.strerror or exc}); choose another place with -o"
            ) from exc
        yield str(path)


def _path(made: Export, output: str, suffix: str) -> Path:
    path = Path(output)
    if path.is_dir() or output.endswith(os.sep):
        return path / f"{made.stem}{suffix}"
    return path if len(made.parts) == 1 else path.with_name(path.name + suffix)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.writelines(chunks)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as file:
        try:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    # A temporary file is private; an export is as readable as the umask lets any new file be.
    Path(file.name).chmod(0o666 & ~_umask())
    Path(file.name).replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
