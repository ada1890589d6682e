"""Every word that the editor shows, ready for translation."""

from __future__ import annotations

from collections.abc import Callable

from translate_flow.ui.segment_grid.check_labels import check_labels


def grid_labels(_: Callable[[str], str]) -> dict[str, str]:
    """The labels of the editor; ``_`` is gettext in the language of the interface."""
    working = {
        **_page(_),
        **_looking(_),
        **_keys(_),
        **_past(_),
        **_parting(_),
        **_states(_),
        **_actions(_),
        **_completing(_),
        **_talking(_),
    }
    return {**working, **check_labels(_), **_messages(_), **_codes(_)}


def _page(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "segments": _("Segments of the article"),
        "progress": _("Approved words"),
        "approved_words": _("{percent} of the words approved"),
        "approved_of": _("{n} of {total} segments"),
        "filter": _("Show segments by state"),
        "search": _("Search source and translation"),
        "row": _("Segment {n}, {state}"),
        "edit": _("Translation of segment {n}"),
        "nothing_yet": _("No translation yet"),
        "code_stays": _("Code stays as it is"),
        "not_saved_yet": _("Not saved yet"),
        "shown_of": _("{n} of {total} segments shown"),
        "close": _("Close"),
        "somebody": _("somebody else"),
    }


def _looking(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "where": _("Where to search"),
        "where_both": _("Everywhere"),
        "where_source": _("Source"),
        "where_target": _("Translation"),
        "view": _("Edit, or read the article"),
        "view_edit": _("Edit"),
        "view_target": _("Read the translation"),
        "view_source": _("Read the source"),
        "view_both": _("Read both"),
    }


def _keys(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "help": _("Keyboard shortcuts"),
        "help_tags": _(
            "Numbers in brackets such as <1>…</1> stand for formatting: bold, links, notes. "
            "Keep each of them once, around the words that it belongs to."
        ),
        "help_saving": _(
            "Everything you type is saved by itself, and kept in this browser until the server has confirmed it."
        ),
        "change_key": _("Choose another key"),
        "change_key_of": _("Choose another key for: {what}"),
        "press_key": _("press it now"),
        "press_key_for": _("Press the new key for: {what}. Esc leaves it as it is."),
        "key_plain": _("That key types; hold Ctrl, ⌘ or Alt with it."),
        "key_reserved": _("That key is the browser’s own; choose another."),
        "key_taken": _("That key does something else already: {what}."),
        "keys_usual": _("Back to the usual keys"),
        "keys_failed": _("The keys could not be kept; try again."),
    }


def _states(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "filter_all": _("All"),
        "filter_untranslated": _("Untranslated"),
        "filter_draft": _("Draft"),
        "filter_needs_work": _("Needs work"),
        "filter_translated": _("Translated"),
        "filter_approved": _("Approved"),
        "filter_proposed": _("Proposed"),
        "filter_stale": _("Source changed"),
        "filter_flagged": _("Flagged"),
        "filter_issues": _("Checks"),
        "filter_comments": _("Comments"),
        "state_untranslated": _("untranslated"),
        "state_draft": _("draft"),
        "state_needs_work": _("needs work"),
        "state_translated": _("translated"),
        "state_approved": _("approved"),
        "state_published": _("published"),
        "state_stale": _("was approved"),
        "state_conflict": _("conflict"),
        "origin_machine": _("machine"),
        "origin_memory": _("memory {n} %"),
        "origin_reused": _("approved before: {n} sentences"),
        "origin_edited": _("edited"),
        "origin_pivot": _("by way of {languages}"),
        "origin_demo": _("demo"),
        "demo_warning": _("made by the demo model, which is here to show the way and is not to be relied on"),
        "proposed": _("proposed by {who}"),
        "proposed_title": _("Whoever wrote it may propose, not confirm: approve it, change it or send it back."),
        "unsure": _("unsure"),
        "unsure_title": _("The machine was unsure of this draft; look closely."),
        "flag_codes": _("formatting"),
        **_flags(_),
        "flag_stale": _("source changed"),
        "flag_second": _("second reviewer"),
        "notice_second": _(
            "You translated this yourself: it is saved as translated, and somebody else has to approve it."
        ),
        "flag_problem": _("not saved"),
    }


def _flags(_: Callable[[str], str]) -> dict[str, str]:
    """What a guard found, in a word, and what to look for."""
    return {
        "flag_empty": _("empty"),
        "flag_repetition": _("repetition"),
        "flag_length": _("length"),
        "flag_script": _("script"),
        "flag_copied": _("untranslated"),
        "flag_numbers": _("numbers"),
        "flag_addresses": _("addresses"),
        "flag_markers": _("leftovers"),
        "flag_terms": _("terms"),
        "why_empty": _("The draft says nothing."),
        "why_repetition": _("The draft repeats itself."),
        "why_length": _("The draft is much shorter or longer than the source."),
        "why_script": _("The draft is not in the script of its language."),
        "why_copied": _("Words of the source stand in the draft untranslated."),
        "why_numbers": _("A number of the source is missing or differs."),
        "why_addresses": _("An address or a placeholder of the source is missing or differs."),
        "why_markers": _("A sign of the model's own, such as <unk>, was left in the draft."),
        "why_terms": _("A required term is missing, or a forbidden word is used."),
    }


def _actions(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "actions": _("What to do with this segment"),
        "approve": _("Approve & next"),
        "confirm": _("Confirm as translated"),
        "send_back": _("Needs work"),
        "send_back_why": _("Needs work, and why"),
        "send_back_reason": _("What should be changed? @ names a person"),
        "next_open": _("Next unfinished segment"),
        "change_case": _("Change the case of the word"),
        "insert_quotes": _("Quotation marks of the language"),
        "insert_no_break": _("No-break space"),
        "skip": _("Skip"),
        "next": _("Next segment"),
        "previous": _("Previous segment"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "copy_source": _("Copy source"),
        "insert_tag": _("Insert the next missing tag"),
        "insert_tag_named": _("Insert {tag}, {name}"),
        "take_theirs": _("Take theirs"),
        "keep_mine": _("Keep mine"),
        "retry": _("Try again"),
        "show_all": _("Show all"),
        "riskiest": _("Riskiest first"),
    }


def _completing(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "completion": _("Suggest what comes next"),
        "completion_on": _("Suggestions are shown while you type."),
        "completion_off": _("Suggestions are switched off."),
        "suggestion_take": _("Take the suggestion"),
        "suggestion_word": _("Take its next word"),
        "suggestion_other": _("Ask for a suggestion, see others"),
        "suggestion_dismiss": _("Send the suggestion away"),
        "matches": _("Matches from the memory"),
        "match_imported": _("imported"),
        "match_sentence": _("for one sentence"),
        "insert_match": _("Put in this match"),
        "terms": _("Terms"),
        "insert_term": _("Put in this term"),
        "term_used": _("used"),
        "term_missing": _("missing"),
        "term_forbidden": _("a forbidden word stands in its place"),
    }


def _talking(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "comments": _("Comments on the segment, and back"),
        "comments_of": _("Comments on segment {n}: {open} open of {total}"),
        "comments_none": _("Nobody has said anything here yet."),
        "comments_lost": _("The comments could not be loaded."),
        "comments_resolved": _("Resolved: {n}"),
        "comment_write": _("Write a comment; @ names a person"),
        "comment_people": _("People to name"),
        "comment_send": _("Comment"),
        "comment_resolve": _("Resolve"),
        "comment_reopen": _("Reopen"),
        "comment_remove": _("Delete"),
        "comment_remove_sure": _("Delete for good?"),
        "comment_resolved_by": _("resolved by {by}, {when}"),
        "comment_not_allowed": _("You may not do that in this language; your text is kept in this browser."),
        "comment_gone": _("That is not there any more."),
        "comment_archived": _("This article is archived: restore it first. Your text is kept in this browser."),
        "comment_deleted": _("This article is deleted: restore it first. Your text is kept in this browser."),
        "comment_long": _(
            "A comment holds 4,000 characters at most; yours is kept in this browser: shorten or split it."
        ),
        "comment_refused": _("The server refused this text; it is kept in this browser."),
        "comment_conflict": _("This was not stored: something else was sent as the same comment. Send it once more."),
        "comment_strangers": _("The comment is stored, but nobody of this name can be told: {names}"),
        "said_comment_add": _("Your comment is sent."),
        "said_comment_resolve": _("The comment is resolved."),
        "said_comment_reopen": _("The comment is open again."),
        "said_comment_remove": _("The comment is deleted."),
        "here_now": _("Also here: {who}"),
        "works_here": _("On this segment too: {who}"),
        "another_tab": _("you, in another tab"),
        "you": _("you"),
        "command_line": _("the command line"),
    }


def _past(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "history": _("History of the segment, and back"),
        "history_loading": _("Looking for its history…"),
        "history_none": _("Nobody has translated this segment yet."),
        "history_lost": _("The history could not be loaded; try again."),
        "go_back": _("Go back to this"),
        "said_go_back": _("Segment {n} is as it was then."),
        "did_draft": _("Drafted"),
        "did_edit": _("Edited"),
        "did_confirm": _("Confirmed"),
        "did_approve": _("Approved"),
        "did_send_back": _("Sent back"),
        "did_restore": _("Brought back"),
        "did_source": _("Source changed"),
    }


def _parting(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "split": _("Split the segment"),
        "merge": _("Merge with the next segment"),
        "split_place": _("Where to split: arrow keys move the cut"),
        "split_between": _("between “{before}” and “{after}”"),
        "split_here": _("Split here"),
        "split_leave": _("Leave it whole"),
        "end_sentence": _("A sentence ends here (space bar)"),
        "run_on": _("The sentence goes on here (space bar)"),
        "said_end_sentence": _("A sentence ends there now; undo takes it back."),
        "said_run_on": _("The sentence goes on there now; undo takes it back."),
        "said_split": _("Segment {n} is split in two; undo puts it together again."),
        "said_merge": _("Segment {n} is merged with the one after it; undo parts them again."),
        "said_put_back": _("Segment {n} is as it was before."),
        "structure_unsaved": _("Something is still being saved; try again in a moment."),
        "structure_kind": _("Segments of this kind cannot be split or merged with one another."),
        "structure_codes": _("Formatting would be cut there; choose another place."),
        "structure_place": _("Nothing would be left on one side; choose a place between words."),
        "structure_alone": _("There is no segment after this one."),
        "structure_worked": _("Somebody has worked on a part of it since; merge the parts instead."),
        "structure_changed": _("The article was revised meanwhile; reload the page."),
        "said_left": _("Segment {n} left the article meanwhile: what you wrote is kept, but not in the article."),
        "renew": _("The article was revised: show it"),
        "structure_gone": _("This segment is no longer in the article; reload the page."),
        "structure_not_allowed": _("Only who coordinates may split and merge segments."),
        "structure_archived": _("This article is archived: restore it first."),
        "structure_deleted": _("This article is deleted: restore it first."),
        "structure_offline": _("The server does not answer; try again."),
    }


def _messages(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "loading": _("Opening the article…"),
        "load_failed": _("The article could not be opened."),
        "no_segments": _("This article has nothing to translate."),
        "nothing_fits": _("No segment fits this filter."),
        "status_saved": _("All changes saved"),
        "status_saving": _("Saving… ({n})"),
        "status_offline": _("Offline: text kept in this browser"),
        "status_signed_out": _("Signed out: text kept in this browser; reload the page"),
        "status_attention": _("Some segments need your decision"),
        "tags_missing": _("Formatting tags of the source are missing: {tags}."),
        "tags_unordered": _("Formatting tags are crossed or repeated."),
        "tags_guessed": _("The placement of the formatting is a guess; please check it."),
        "approve_anyway": _("Press {key} again to approve anyway."),
        "stale": _("The original has changed since this was translated"),
        "source_change": _("What changed in the original"),
        "conflict": _("Segment {n} was also changed by {by}"),
        "conflict_self": _("Segment {n} was also changed in another tab"),
        "base_is": _("What both of you began with:"),
        "theirs_is": _("Saved meanwhile ({state}):"),
        "mine_is": _("Yours, not saved yet:"),
        "said_approve": _("Segment {n} approved."),
        "said_confirm": _("Segment {n} confirmed as translated."),
        "said_send_back": _("Segment {n} sent back."),
        "said_undo": _("Undone in segment {n}."),
        "said_redo": _("Done again in segment {n}."),
        "all_done": _("Every segment is approved."),
        "end_of_list": _("Nothing open is left here."),
        "problem_empty": _("There is no translation yet: type one first."),
        "problem_not_allowed": _("You may not do that in this language; your text is kept in this browser."),
        "problem_four_eyes": _("You translated this yourself: somebody else has to approve it. Your text is kept."),
        "problem_gone": _("This segment is no longer in the article; your text is kept in this browser."),
        "problem_archived": _("This article is archived: restore it first. Your text is kept in this browser."),
        "problem_deleted": _("This article is deleted: restore it first. Your text is kept in this browser."),
        "problem_control": _("The text holds a character that no document can carry; delete it."),
        "problem_reused": _("This was taken for an earlier change and not saved; change the text to save it again."),
        "problem_code": _("Code is never translated."),
        "problem_action": _("This cannot be done here."),
        "problem_refused": _("The server refused this text; it is kept in this browser."),
    }


def _codes(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "code_bold": _("bold"),
        "code_italic": _("italic"),
        "code_underline": _("underlined"),
        "code_strike": _("struck through"),
        "code_code": _("code"),
        "code_link": _("link"),
        "code_superscript": _("superscript"),
        "code_subscript": _("subscript"),
        "code_footnote": _("footnote"),
        "code_image": _("image"),
    }
