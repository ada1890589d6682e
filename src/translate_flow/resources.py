"""Find the files the wheel carries: catalogs, sample articles, the demo model, the page script."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Path of a carried file or folder, such as ``"locales"`` or ``"app.py"``.

    In a wheel they lie in ``translate_flow/_carried``; in a checkout at the top of the repository.
    """
    carried = _PACKAGE / "_carried" / name
    return carried if carried.exists() else _PACKAGE.parents[1] / name
