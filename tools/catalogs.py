"""Collect the interface's strings and bring every catalog up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "locales" / "translate_flow.pot"
BABEL = [sys.executable, "-m", "babel.messages.frontend"]


def main() -> None:
    """Write the template, then merge it into each language; obsolete entries are dropped."""
    sources = ROOT / "src" / "translate_flow"
    common = ["--project=translate-flow", "--no-location", "--sort-output", "--keywords=_", "--keywords=ngettext:1,2"]
    subprocess.run([*BABEL, "extract", *common, "-o", str(TEMPLATE), str(sources)], check=True)
    for catalog in sorted((ROOT / "locales").glob("*/LC_MESSAGES/translate_flow.po")):
        update = ["update", "--ignore-obsolete", "--no-fuzzy-matching", "-l", catalog.parts[-3], "-i", str(TEMPLATE)]
        subprocess.run([*BABEL, *update, "-o", str(catalog)], check=True)


if __name__ == "__main__":
    main()
