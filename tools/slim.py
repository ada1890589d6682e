"""Make a fresh environment smaller: drop what dependencies carry for their own developers."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path

SITE = Path(sysconfig.get_path("purelib"))
SUITES = (
    "pandas/tests",
    "pydeck/nbextension",
    "pyarrow/tests",
    "pyarrow/include",
    "numpy/**/tests",
    "sympy/**/tests",
    "**/__pycache__",
)
SYMBOLS = ("ctranslate2/_ext*.so",)


def main() -> None:
    """Slim the environment this runs in; what cannot be slimmed stays as it is."""
    for pattern in SUITES:
        for folder in SITE.glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)
    strip = shutil.which("strip")
    for pattern in SYMBOLS if strip else ():
        for library in SITE.glob(pattern):
            subprocess.run([str(strip), "--strip-debug", str(library)], check=False, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
