"""Give every segment of an article its sentences."""

from __future__ import annotations

from dataclasses import replace

from translate_flow.domain.article import Article
from translate_flow.domain.ports import Splitter
from translate_flow.segmentation.tagged import tagged_spans


def segment(article: Article, *, splitter: Splitter) -> Article:
    """The article with sentence spans in each segment; joined, they give the segment's text back."""
    segments = tuple(
        replace(item, sentences=tuple(tagged_spans(item, splitter, article.language))) for item in article.segments
    )
    return replace(article, segments=segments)
