"""Unpack the demo model that travels inside the package, once, into a folder of its own."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

from translate_flow.engines.packages import install_file, installed
from translate_flow.errors import PackageError


def carried_files() -> list[Path]:
    """The demo packages in the distribution; empty in one built without them."""
    folder = Path(str(resources.files("translate_flow.engines") / "demo"))
    return sorted(folder.glob("*.argosmodel")) if folder.is_dir() else []


def cache_folder() -> Path:
    """Where demo models are unpacked: the platform's cache folder of the application."""
    import platformdirs  # noqa: PLC0415 - only the demo needs it

    return Path(platformdirs.user_cache_dir("translate-flow")) / "demo-models"


def unpack(files: list[Path], folder: Path) -> Path:
    """Unpack demo packages below ``folder``, unless they are there already; gives back their packages folder.

    The folder's name is a hash of the files, so that a newer release unpacks its own.

    Raises:
        PackageError: a file is damaged or is not marked as a demo, or the folder cannot be written.

    """
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    packages = folder / digest / "packages"
    if len(installed(packages)) != len(files):
        for file in files:
            install_file(file, folder=packages)
    for package in installed(packages):
        if not package.demo:
            raise PackageError(f"{package.name}: a carried model must say demo in its metadata.json; build it again")
    return packages
