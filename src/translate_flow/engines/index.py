"""Fetch model packages from the Argos index: the one place in the engines that uses a network, when asked to."""

from __future__ import annotations

import json
import os
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO

from translate_flow.engines.languages import HUB, candidate_pairs
from translate_flow.engines.packages import Package, install_file, version_key
from translate_flow.errors import EngineError, NoModelError

_DEFAULT = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
_INDEX_LIMIT = 8 << 20
_PACKAGE_LIMIT = 1 << 30
_CHUNK = 1 << 16
_SCHEMES = frozenset({"http", "https"})

Progress = Callable[[int, int], None]
"""Called with the bytes that have arrived and the bytes expected, 0 when the server does not say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A package the index offers; ``sha256`` is empty where the index does not pin it."""

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...]
    sha256: str = ""

    @property
    def file(self) -> str:
        """The name it is known by on download pages."""
        return f"translate-{self.from_code}_{self.to_code}-{self.version.replace('.', '_')}.argosmodel"


def index_url(environment: Mapping[str, str] = os.environ) -> str:
    """Address of the index: ``ARGOS_PACKAGE_INDEX`` (a folder, as Argos reads it, or a .json file), else Argos' own."""
    chosen = environment.get("ARGOS_PACKAGE_INDEX") or _DEFAULT
    return chosen if chosen.endswith(".json") else chosen.rstrip("/") + "/index.json"


def fetch_index(*, url: str = "", timeout: float = 20.0) -> tuple[Entry, ...]:
    """Every translation package of the index.

    Raises:
        EngineError: it cannot be fetched within ``timeout`` seconds, or is no index.

    """
    url = url or index_url()
    with tempfile.TemporaryFile() as sink:
        try:
            _fetch(url, sink, timeout=timeout, limit=_INDEX_LIMIT, deadline=time.monotonic() + timeout)
            sink.seek(0)
            content = json.load(sink)
        except (OSError, HTTPException, ValueError, RecursionError) as exc:
            raise EngineError(
                f"the model index {url} cannot be fetched ({_line(exc)}); without a network, fetch an .argosmodel file"
                " on another machine, then run: translate-flow models install FILE"
            ) from exc
    entries = content if isinstance(content, list) else []
    return tuple(entry for entry in map(_entry, entries) if entry)


def _entry(content: object) -> Entry | None:
    if not isinstance(content, dict) or content.get("type", "translate") != "translate":
        return None
    links = content.get("links")
    codes = content.get("from_code"), content.get("to_code")
    if not all(isinstance(code, str) for code in codes) or not isinstance(links, list):
        return None
    return Entry(
        from_code=str(codes[0]),
        to_code=str(codes[1]),
        version=str(content.get("package_version") or "0"),
        links=tuple(link for link in links if isinstance(link, str) and _scheme(link) in _SCHEMES),
        sha256=str(content.get("sha256") or ""),
    )


def choose(entries: Sequence[Entry], source: str, target: str) -> tuple[Entry, ...]:
    """The newest package of a pair; without a direct one, the two that lead there through English.

    Raises:
        NoModelError: the index has neither.

    """
    if direct := _newest(entries, source, target):
        return (direct,)
    first, second = _newest(entries, source, HUB), _newest(entries, HUB, target)
    if not first or not second:
        raise NoModelError(f"the model index offers nothing for {source}→{target}; see what there is: models list")
    return first, second


def _newest(entries: Sequence[Entry], source: str, target: str) -> Entry | None:
    for pair in candidate_pairs(source, target):
        if found := [entry for entry in entries if (entry.from_code, entry.to_code) == pair and entry.links]:
            return max(found, key=lambda entry: version_key(entry.version))
    return None


def install_pair(
    source: str,
    target: str,
    *,
    folder: Path,
    url: str = "",
    timeout: float = 20.0,
    progress: Progress | None = None,
) -> list[Package]:
    """Fetch and install what a pair needs: one package, or two with English between. ``timeout`` is per silence.

    Raises:
        NoModelError: the index does not offer the pair.
        EngineError: no network, or no link of a package answers.
        PackageError: what arrived is not a sound package.

    """
    chosen = choose(fetch_index(url=url, timeout=timeout), source, target)
    with tempfile.TemporaryDirectory(prefix="translate-flow-") as downloads:
        files = [download(entry, folder=Path(downloads), timeout=timeout, progress=progress) for entry in chosen]
        return [
            install_file(file, folder=folder, sha256=entry.sha256) for entry, file in zip(chosen, files, strict=True)
        ]


def download(
    entry: Entry,
    *,
    folder: Path,
    timeout: float = 20.0,
    limit: int = _PACKAGE_LIMIT,
    progress: Progress | None = None,
) -> Path:
    """Fetch one package into ``folder``, trying its links in turn; a half-fetched file is never left behind.

    Raises:
        EngineError: no link gives the whole file.

    """
    final = folder / urllib.parse.quote(entry.file, safe=".-_")
    failures = []
    for link in entry.links:
        with _scratch(folder) as part:
            try:
                with part.open("wb") as sink:
                    _fetch(link, sink, timeout=timeout, limit=limit, progress=progress)
                part.replace(final)
            except (OSError, HTTPException, ValueError) as exc:
                failures.append(f"{link}: {_line(exc)}")
                continue
            return final
    reasons = "; ".join(failures) or "the index gives no http link"
    raise EngineError(
        f"{entry.file} cannot be fetched ({reasons}); fetch it on another machine, then run:"
        f" translate-flow models install {entry.file}"
    )


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _fetch(
    url: str,
    sink: IO[bytes],
    *,
    timeout: float,
    limit: int,
    progress: Progress | None = None,
    deadline: float | None = None,
) -> None:
    """Copy what an address holds. ``timeout`` bounds each silence, ``deadline`` (monotonic seconds) the whole.

    Raises:
        OSError: unreachable, refused, too slow, too large, or broken off.

    """
    if _scheme(url) not in _SCHEMES:
        raise OSError(f"not an http address: {url[:200]}")
    request = urllib.request.Request(url, headers={"User-Agent": "translate-flow"})  # noqa: S310 - checked above
    opener = urllib.request.build_opener(_HttpOnly)
    with opener.open(request, timeout=timeout) as response:
        expected = _expected(response, limit)
        arrived = 0
        while chunk := response.read(_CHUNK):
            arrived += len(chunk)
            if arrived > limit:
                raise OSError(f"larger than {limit:,} bytes")
            if deadline is not None and time.monotonic() > deadline:
                raise TimeoutError(f"no complete answer in {timeout:g} s")
            sink.write(chunk)
            if progress:
                progress(arrived, expected)
    if expected and arrived < expected:
        raise OSError(f"broken off after {arrived:,} of {expected:,} bytes")


def _expected(response: HTTPResponse, limit: int) -> int:
    stated = response.headers.get("Content-Length", "")
    expected = int(stated) if stated.isascii() and stated.isdigit() else 0
    if expected > limit:
        raise OSError(f"larger than {limit:,} bytes")
    return expected


class _HttpOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https only, and never from https down to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """See HTTPRedirectHandler."""
        allowed = {"https"} if _scheme(req.full_url) == "https" else _SCHEMES
        if _scheme(newurl) not in allowed:
            raise OSError(f"redirected to an address that is not allowed: {newurl[:200]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def _scheme(url: str) -> str:
    return urllib.parse.urlsplit(url).scheme.lower()


def fetch_quickly(
    source: str,
    target: str,
    *,
    folder: Path,
    seconds: float = 6.0,
    url: str = "",
    progress: Progress | None = None,
) -> list[Package]:
    """What `install_pair` does if the index answers within ``seconds``; nothing when it does not, or offers none."""
    try:
        return install_pair(source, target, folder=folder, url=url, timeout=seconds, progress=progress)
    except EngineError:
        return []
