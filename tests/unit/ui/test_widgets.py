"""What pages say: errors without the command line's remedies, foreign text kept to itself."""

from __future__ import annotations

import pytest

from translate_flow.errors import FormatError
from translate_flow.ui.widgets import isolated, literal, told


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("no model for en→de; run: translate-flow models install en de", "no model for en→de"),
        ("the language could not be told; name it, such as --source en", "the language could not be told"),
        ("26 MB is more than the limit; split the document", "26 MB is more than the limit; split the document"),
        ("busy; try again; or run: translate-flow doctor", "busy; try again"),
        ("an en-dash -- stays", "an en-dash -- stays"),
    ],
)
def test_an_error_on_a_page_names_no_remedy_of_the_command_line(error, said):
    assert told(FormatError(error)) == said


def test_markup_in_a_text_is_no_markup_on_a_page():
    assert literal("a *b* <c>") == "a \\*b\\* \\<c\\>"


def test_a_text_of_unknown_direction_is_isolated():
    assert isolated("Hello!") == "\u2068Hello!\u2069"
