"""What the editor says about checks: each finding in words, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable


def check_labels(_: Callable[[str], str]) -> dict[str, str]:
    """The labels of findings; ``_`` is gettext in the language of the interface."""
    return {
        **{f"check_{code}": text for code, text in _found(_).items()},
        "severity_error": _("Error"),
        "severity_warning": _("Warning"),
        "severity_note": _("Note"),
        "checks": _("What the checks find"),
        "check_all": _("Check the whole article"),
        "checking": _("Checking the article…"),
        "check_failed": _("The checks could not be run; try again."),
        "check_found": _("Segments with something to look at: {n}"),
        "check_nothing": _("The checks find nothing."),
        "checks_dismissed": _("Dismissed: {n}"),
        "show_place": _("Show the place"),
        "fix": _("Fix"),
        "nothing_to_fix": _("There is nothing here that a key could fix."),
        "said_fix": _("Fixed: {what}"),
        "dismiss": _("No mistake"),
        "dismiss_why": _("Why it is right (may stay empty)"),
        "dismiss_now": _("Dismiss"),
        "dismissed_by": _("dismissed by {by}"),
        "recall": _("Tell it again"),
        "said_dismiss": _("It is told no more, until the text changes."),
        "said_recall": _("It is told again."),
        "verdict_not_allowed": _("You may not do that in this language."),
        "verdict_archived": _("This article is archived: restore it first."),
        "verdict_deleted": _("This article is deleted: restore it first."),
        "verdict_offline": _("The server does not answer; try again."),
        "why_checks": _("A check calls this an error."),
    }


def _found(_: Callable[[str], str]) -> dict[str, str]:
    """What each check of `translate_flow.workflow.checking.USUAL` found."""
    return {
        "codes": _("The formatting is not whole."),
        "untranslated": _("The translation says nothing."),
        "copied": _("Words of the source stand here untranslated."),
        "numbers": _("A number of the source is missing or differs."),
        "urls": _("A web address differs."),
        "emails": _("A mail address differs."),
        "placeholders": _("A placeholder, path or handle differs."),
        "brackets": _("A bracket has no partner."),
        "quotes": _("A quotation mark has no partner."),
        "quote_style": _("Quotation marks of another language."),
        "end_mark": _("It ends otherwise than its source."),
        "foreign_mark": _("It ends with a mark of another script."),
        "inverted_marks": _("The mark that opens it is missing."),
        "double_spaces": _("Two spaces or more."),
        "edge_spaces": _("A space at the beginning or the end."),
        "space_before_mark": _("A space before a mark."),
        "french_spaces": _("No space where French has one."),
        "breaking_spaces": _("A space at which the line may break."),
        "invisible": _("A character that nobody sees."),
        "doubled_words": _("A word stands twice."),
        "repetition": _("It repeats itself."),
        "length": _("It is much shorter or longer than the source."),
        "sentences": _("It has another number of sentences."),
        "script": _("It is not in the script of its language."),
        "leftovers": _("A sign of the model’s own was left here."),
        "term_missing": _("A required term is missing."),
        "term_forbidden": _("A forbidden word stands here."),
        "inconsistent": _("The same source is translated otherwise elsewhere."),
        "spelling": _("No dictionary of the language has this word."),
        "unread": _("A draft, approved as it was, faster than it can be read."),
        "repeated": _("Another source has the same translation."),
    }
