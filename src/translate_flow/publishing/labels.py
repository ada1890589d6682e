"""The words an edition needs besides the article's own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Already translated words; ``language`` is theirs. ``approved`` holds ``{percent}``, a whole number."""

    language: str = "en"
    approved: str = "{percent} % approved"
    missing: str = "Not translated yet: shown in the original language"
    machine: str = "Machine translation, not reviewed"
    draft: str = "Draft, not reviewed"
    stale: str = "The original has changed since this was translated"
    demo: str = "Demo model: do not rely on this text"
    source: str = "Source"
    translation: str = "Translation"
    footnotes: str = "Footnotes"
    back: str = "Back to the text"
    image: str = "Image"


ENGLISH = Labels()
