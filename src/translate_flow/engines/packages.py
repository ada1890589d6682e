"""Keep the installed Argos packages: list, install from a file, remove.

`argostranslate.package` is not used: importing it creates folders in the home, its listing crashes on a stray folder,
its install unpacks unchecked into the shared folder. Its places and settings are honoured, so both see the same models.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from translate_flow.archives import Limits
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.extraction import PACKAGE_LIMITS, extract
from translate_flow.engines.languages import candidate_pairs
from translate_flow.errors import NoModelError, PackageError

TOKENIZERS = ("sentencepiece.model", "bpe.model")
"""The tokenizer files a package may hold; the first one found counts, as in Argos."""

_CODE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_METADATA_LIMIT = 1 << 20
_SAMPLE = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """One installed translation model.

    ``fingerprint`` is a hash over metadata, size and both ends of the weights, 12 hex digits; ``size`` is the bytes on
    disk; ``demo`` marks output nobody should rely on; ``prefix`` is the token the model wants first in its output.
    """

    from_code: str
    to_code: str
    version: str
    name: str
    path: Path
    demo: bool
    fingerprint: str
    size: int
    prefix: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """Source and target code, as the package writes them."""
        return self.from_code, self.to_code

    @property
    def model(self) -> str:
        """How the origin of a draft names it."""
        return f"{self.name} {self.version} {self.fingerprint}"


def default_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where Argos keeps its packages: ``ARGOS_PACKAGES_DIR``, Argos' settings.json, else its data folder."""
    home = Path(environment.get("HOME") or Path.home())
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "argos-translate" / "settings.json"
    chosen = environment.get("ARGOS_PACKAGES_DIR") or _read(config).get("ARGOS_PACKAGES_DIR")
    if isinstance(chosen, str) and chosen:
        return Path(chosen).expanduser()
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "argos-translate" / "packages"


def installed(folder: Path) -> list[Package]:
    """The usable packages in ``folder``, by pair, the newest of a pair first; a stray file or folder is passed over."""
    if not folder.is_dir():
        return []
    found = (read_package(path) for path in folder.iterdir() if not path.name.startswith("."))
    return sorted((package for package in found if package), key=_order)


def _order(package: Package) -> tuple[object, ...]:
    newest_first = tuple(-number for number in version_key(package.version))
    return package.from_code, package.to_code, package.demo, newest_first, package.path.name


def version_key(version: str) -> tuple[int, ...]:
    """Sort key of a version; four numbers, so that 1.0 and 1.0.0 are equal.

    >>> version_key("1.10") > version_key("1.9")
    True
    """
    numbers = [int(number) for number in re.findall(r"[0-9]{1,9}", version)[:4]]
    return tuple(numbers + [0] * (4 - len(numbers)))


def read_package(path: Path) -> Package | None:
    """The translation model in a folder, None when there is none."""
    metadata = read_metadata(path)
    codes = metadata.get("from_code"), metadata.get("to_code")
    if metadata.get("type", "translate") != "translate" or not tokenizer_file(path):
        return None
    if not all(isinstance(code, str) and _CODE.fullmatch(code) for code in codes):
        return None
    try:
        return _describe(path, metadata)
    except OSError:
        return None


def _describe(path: Path, metadata: Mapping[str, object]) -> Package:
    demo = metadata.get("demo") is True
    return Package(
        from_code=str(metadata["from_code"]),
        to_code=str(metadata["to_code"]),
        version=str(metadata.get("package_version") or "0"),
        name=f"{'demo' if demo else 'translate'}-{metadata['from_code']}_{metadata['to_code']}",
        path=path,
        demo=demo,
        fingerprint=_fingerprint(metadata, path / "model" / "model.bin"),
        size=sum(file.stat().st_size for file in path.rglob("*") if file.is_file()),
        prefix=str(metadata.get("target_prefix") or ""),
    )


def tokenizer_file(path: Path) -> Path | None:
    """The tokenizer of the package in a folder."""
    return next((path / name for name in TOKENIZERS if (path / name).is_file()), None)


def read_metadata(path: Path) -> dict[str, object]:
    """What the package in a folder says of itself; nothing where that cannot be read."""
    return _read(path / "metadata.json")


def _read(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(_METADATA_LIMIT))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _fingerprint(metadata: Mapping[str, object], weights: Path) -> str:
    size = weights.stat().st_size
    digest = hashlib.sha256(f"{metadata.get('package_version')} {metadata.get('target_prefix')} {size} ".encode())
    with weights.open("rb") as file:
        digest.update(file.read(_SAMPLE))
        file.seek(max(0, size - _SAMPLE))
        digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:12]


def install_file(path: Path, *, folder: Path, sha256: str = "", limits: Limits = PACKAGE_LIMITS) -> Package:
    """Check and unpack a ``.argosmodel`` file, and put it in place of every older package of its pair.

    It is unpacked and loaded once in a temporary folder; ``folder`` changes by renames only, and only at the end.

    Raises:
        PackageError: the file is missing, damaged, hostile, no translation model, or not the one pinned by ``sha256``.

    """
    if not path.is_file():
        raise PackageError(f"{path}: no such file; give the path of an .argosmodel file")
    _check_digest(path, sha256)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _lock(folder), tempfile.TemporaryDirectory(prefix=".install-", dir=_staging(folder)) as staging:
            unpacked = Path(staging) / "unpacked"
            unpacked.mkdir()
            extract(path, unpacked, limits=limits)
            package = _checked(unpacked, path.name)
            return _put_in_place(package, folder, spare=Path(staging) / "old")
    except OSError as exc:
        raise PackageError(f"{folder}: cannot be written: {exc}; choose another with ARGOS_PACKAGES_DIR") from exc


def _staging(folder: Path) -> Path:
    # beside, not inside: a running Argos crashes on a folder without metadata.json among its packages
    beside = folder.parent
    usable = os.access(beside, os.W_OK) and beside.stat().st_dev == folder.stat().st_dev
    return beside if usable else folder


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _check_digest(path: Path, sha256: str) -> None:
    if not sha256:
        return
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != sha256.lower():
        raise PackageError(f"{path.name}: its SHA-256 is {digest}, not the expected {sha256}; download it again")


def _checked(unpacked: Path, name: str) -> Package:
    roots = [unpacked, *(child for child in sorted(unpacked.iterdir()) if child.is_dir())]
    package = next((found for found in map(read_package, roots) if found), None)
    if package is None:
        raise PackageError(f"{name}: no Argos translation model inside (metadata.json, model/model.bin, tokenizer)")
    from translate_flow.engines.models import load  # noqa: PLC0415 - CTranslate2 loads only when a model does

    load(package, decoding=Decoding(workers=1))
    return package


def _put_in_place(package: Package, folder: Path, *, spare: Path) -> Package:
    version = re.sub(r"[^0-9A-Za-z]+", "_", package.version)[:40]
    final = folder / f"{package.name}-{version}"
    alike = (other for other in installed(folder) if other.name == package.name)
    older = [other.path for other in alike if other.path != final]
    if final.exists():
        final.rename(spare)
    try:
        package.path.rename(final)
    except OSError:
        if spare.exists():
            spare.rename(final)
        raise
    for path in older:
        _delete(path)
    placed = read_package(final)
    if placed is None:
        raise PackageError(f"{final}: changed while it was installed; install it again")
    return placed


def _delete(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path)


def remove(source: str, target: str, *, folder: Path) -> list[Package]:
    """Delete every package of a pair; gives back what was deleted.

    Raises:
        NoModelError: none is installed.
        PackageError: the folder cannot be changed.

    """
    doomed = _of_pair(installed(folder), source, target)
    if not doomed:
        raise NoModelError(f"no model for {source}→{target} in {folder}; see: translate-flow models list")
    try:
        with _lock(folder):
            for package in doomed:
                _delete(package.path)
    except OSError as exc:
        raise PackageError(f"{folder}: cannot be changed: {exc}; delete {doomed[0].path} by hand") from exc
    return doomed


def _of_pair(packages: list[Package], source: str, target: str) -> list[Package]:
    for pair in candidate_pairs(source, target):
        if found := [package for package in packages if package.pair == pair]:
            return found
    return []
