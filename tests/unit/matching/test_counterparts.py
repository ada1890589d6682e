"""Which sentences are surely whose; each case is by hand."""

from __future__ import annotations

import pytest

from translate_flow.matching.counterparts import correspond

SOUP = ["The soup is hot.", "The bread is warm."]
SOUP_DRAFT = ["La sopa está caliente.", "El pan está tibio."]
RAIN = ["It rained all night.", "The bridge broke."]
RAIN_DRAFT = ["Llovió toda la noche.", "El puente se rompió."]


@pytest.mark.parametrize(
    ("sources", "targets", "draft", "sure"),
    [
        (RAIN, ["Llovió la noche entera.", "Se rompió el puente."], RAIN_DRAFT, True),
        (RAIN, ["Se rompió el puente.", "Llovió toda la noche."], RAIN_DRAFT, False),  # in another order
        (SOUP, ["La sopa está caliente; el pan, tibio.", "¡Buen provecho!"], SOUP_DRAFT, False),
        (SOUP, ["La sopa está caliente; el pan, tibio.", "¡Buen provecho!"], [], False),
        (SOUP, ["La sopa está caliente.", "El pan está tibio."], [], True),
        (SOUP, ["La sopa está caliente.", "El pan está tibio."], ["Una."], True),  # a draft that is no help
        (["Did it rain?", "We left."], ["Llovió mucho.", "¿Salimos?"], [], False),  # the question moved
        (["Did it rain?", "We left."], ["¿Llovió mucho?", "Salimos."], [], True),
        (["雨ですか。", "行きます。"], ["Is it raining.", "I am going."], [], True),
        (RAIN, ["Xyz wvu tsrq ponm.", "Kjih gfed cbaz yx."], RAIN_DRAFT, False),  # like nothing that was drafted
        (["One."], ["Uno."], [], True),
        (["One.", ""], ["Uno.", "Dos."], [], False),
        (["One."], ["Uno.", "Dos."], [], False),
    ],
)  # fmt: skip
def test_only_sure_counterparts_count(sources: list[str], targets: list[str], draft: list[str], sure: bool) -> None:
    assert correspond(sources, targets, draft=draft) is sure
