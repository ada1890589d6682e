"""The words an edition needs besides the article's own."""

from __future__ import annotations

from dataclasses import dataclass

from translate_flow.catalogs import catalog, nearest


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


def labels_in(language: str) -> Labels:
    """The words in the language of an edition where there is a catalog for it, else in English."""
    code = nearest(language)
    _ = catalog(code).gettext
    return Labels(
        language=code,
        approved=_("{percent} % approved"),
        missing=_("Not translated yet: shown in the original language"),
        machine=_("Machine translation, not reviewed"),
        draft=_("Draft, not reviewed"),
        stale=_("The original has changed since this was translated"),
        demo=_("Demo model: do not rely on this text"),
        source=_("Source"),
        translation=_("Translation"),
        footnotes=_("Footnotes"),
        back=_("Back to the text"),
        image=_("Image"),
    )
