"""The tables of a workspace. Times are milliseconds since 1970 (UTC); small value objects are JSON."""

from translate_flow.store.tables.collections import collection, collection_language
from translate_flow.store.tables.comments import comment, mention
from translate_flow.store.tables.desk import dismissal, effort, preference
from translate_flow.store.tables.language import memory_backlog, memory_lesson, memory_unit, term, term_stamp
from translate_flow.store.tables.metadata import metadata
from translate_flow.store.tables.people import (
    audit,
    four_eyes,
    invitation,
    operation,
    person,
    person_identity,
    person_language,
    session,
)
from translate_flow.store.tables.planning import assignment, notice, standing
from translate_flow.store.tables.search import search_language, search_queue
from translate_flow.store.tables.texts import (
    DECIDED,
    EDITED,
    SAID,
    UNJUDGED,
    article,
    article_language,
    article_revision,
    change,
    earlier_source,
    last_segment,
    revision,
    segment,
    target,
)

__all__ = [
    "DECIDED",
    "EDITED",
    "SAID",
    "UNJUDGED",
    "article",
    "article_language",
    "article_revision",
    "assignment",
    "audit",
    "change",
    "collection",
    "collection_language",
    "comment",
    "dismissal",
    "earlier_source",
    "effort",
    "four_eyes",
    "invitation",
    "last_segment",
    "memory_backlog",
    "memory_lesson",
    "memory_unit",
    "mention",
    "metadata",
    "notice",
    "operation",
    "person",
    "person_identity",
    "person_language",
    "preference",
    "revision",
    "search_language",
    "search_queue",
    "segment",
    "session",
    "standing",
    "target",
    "term",
    "term_stamp",
]
