"""Find the sentences of a text by SRX 2.0 rules: LanguageTool's, our supplement, and a workspace's own."""

from translate_flow.segmentation.sentences import SrxSplitter, languages
from translate_flow.segmentation.tagged import tagged_spans

__all__ = ["SrxSplitter", "languages", "tagged_spans"]
