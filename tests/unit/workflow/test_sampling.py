"""Which sentences engines are measured with."""

from __future__ import annotations

from stores import new_store
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow import importing
from translate_flow.workflow.sampling import sentences

SPLITTER = SrxSplitter()


def test_sentences_of_the_language_come_first_and_each_once(tmp_path):
    store = new_store(tmp_path / "desk.sqlite")
    texts = {"en-GB": "# The rain\n\nIt rains. It pours.\n\n```\nx = 1\n```", "es": "# La lluvia\n\nLlueve."}
    for language, text in texts.items():
        article = importing.prepare(text.encode(), name="a.md", splitter=SPLITTER, language=language)
        importing.store(store, article, languages=["fr"], by=LOCAL_OWNER, slug=language.lower())
    found = list(sentences(store, "en", splitter=SPLITTER, samples=["It\npours. We swim. A."]))
    store.close()
    assert found == ["The rain", "It rains.", "It pours.", "We swim."]
