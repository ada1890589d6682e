"""The library: a reader picks an article and a language, reads the edition or takes it home."""

from __future__ import annotations

from translate_flow.ui.choosing import chosen_bitext
from translate_flow.ui.downloads import edition_panel
from translate_flow.ui.i18n import gettext as _


def page() -> None:
    """Show what is ready, say how much of it is approved, and hand out the edition."""
    chosen = chosen_bitext(_("Library"), shares=True)
    if chosen is not None:
        edition_panel(chosen)
