"""Choose the units that a corpus takes, or say why there are none."""

from __future__ import annotations

from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold, Unit
from translate_flow.domain.export import check_characters
from translate_flow.errors import FormatError

_NOTHING = {
    Threshold.APPROVED: "nothing in {slug} is approved in {language} yet; review it, or export with --state any",
    Threshold.TRANSLATED: "nothing in {slug} is translated in {language} yet; confirm it, or export with --state any",
    Threshold.ANY: "nothing in {slug} has a text in {language} yet; run: translate-flow draft {slug} --to {language}",
}


def take(bitext: Bitext, *, threshold: Threshold, form: str = "") -> tuple[Unit, ...]:
    """The units that reached ``threshold``, in order, without code blocks (nobody translates those).

    ``form`` names a format that holds XML's characters only.

    Raises:
        FormatError: there is no such unit, or ``form`` cannot hold a character of one.

    """
    units = tuple(unit for unit in bitext.at(threshold) if unit.segment.kind is not Kind.CODE)
    if not units:
        raise FormatError(_NOTHING[threshold].format(slug=bitext.slug, language=bitext.language))
    if form:
        check_characters(units, slug=bitext.slug, form=form)
    return units
