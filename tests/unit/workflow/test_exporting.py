"""What an export takes, and how much of it there is."""

from __future__ import annotations

import pytest

from fakes import MemoryStore
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.bitext import Threshold
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, State
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow import exporting
from translate_flow.workflow.reviewing import Operation, apply

SPLITTER = SrxSplitter()
ARTICLE = Article("en", (Segment(Kind.PARAGRAPH, "Rain."), Segment(Kind.CODE, "x"), Segment(Kind.PARAGRAPH, "Sun.")))


@pytest.mark.parametrize(
    ("format_name", "usual"),
    [("md", Threshold.ANY), ("txt", Threshold.ANY), ("html", Threshold.ANY), ("tmx", Threshold.APPROVED)],
)
def test_readers_are_given_drafts_and_programs_what_a_person_approved(format_name, usual):
    assert exporting.usual_threshold(format_name) is usual


def test_only_segments_with_a_text_in_a_sufficient_state_are_counted():
    store = MemoryStore()
    with store.write(by=LOCAL_OWNER) as uow:
        entry = uow.articles.add(ARTICLE, languages=["es"], slug="rain")
        first, _code, last = uow.targets.bitext(entry.slug, "es").units
    for number, (unit, action) in enumerate([(first, Action.APPROVE), (last, Action.EDIT)]):
        apply(
            store,
            [Operation(f"operation-{number}", unit.id, "es", action, "Texto.", 0)],
            by=LOCAL_OWNER,
            splitter=SPLITTER,
        )
    with store.read() as uow:
        assert uow.targets.bitext("rain", "es").units[2].target.state is State.DRAFT
    counted = [exporting.taken(store, "rain", language="es", threshold=each) for each in Threshold]
    assert counted == [1, 1, 2]
