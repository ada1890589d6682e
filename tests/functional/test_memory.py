"""The translation memory from the command line: in, found, out."""

from __future__ import annotations

import pytest

from commandline import Desk

TU = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="es"><seg>{}</seg></tuv></tu>'
TMX = f"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="en" segtype="sentence" creationtool="x" creationtoolversion="1" o-tmf="x"
adminlang="en" datatype="plaintext"/><body>
{TU.format("Nobody slept that night.", "Nadie durmió aquella noche.")}
{TU.format("The river rose.", "El río creció.")}
</body></tmx>"""


@pytest.fixture
def filled(desk: Desk) -> Desk:
    (desk.root / "old.tmx").write_text(TMX, encoding="utf-8")
    assert desk("memory", "import", str(desk.root / "old.tmx"), "--json").json() == [
        {
            "file": "old.tmx",
            "units": 2,
            "new": 2,
            "languages": [{"source": "en", "language": "es", "units": 2}],
            "left_out": {},
        }
    ]
    return desk


def test_an_import_is_found_and_a_second_one_brings_nothing_new(filled: Desk):
    [found] = filled("memory", "search", "Nobody slept last night.", "--to", "es", "--source", "en", "--json").json()
    assert (found["score"], found["target"]) == (75, "Nadie durmió aquella noche.")  # 3 of 4 words
    assert "0 of them new" in filled("memory", "import", str(filled.root / "old.tmx")).out
    assert "75" in filled("memory", "search", "Nobody slept last night.", "--to", "es", "--least", "50").out


def test_what_goes_out_comes_in_equal_elsewhere(filled: Desk, new_desk):
    written = filled("memory", "export", "-o", "-").out
    other = new_desk("other")
    other("init")
    (other.root / "memory.tmx").write_text(written, encoding="utf-8")
    other("memory", "import", str(other.root / "memory.tmx"))
    assert other("memory", "export", "-o", "-").out == written


def test_standard_input_goes_by_what_it_begins_with(desk: Desk):
    told = desk("memory", "import", "-", "--json", stdin=TMX.encode()).json()
    table = desk("memory", "import", "-", "--source", "en", "--to", "es", "--json", stdin=b"Rain.\tLluvia.\n").json()
    assert [(each["file"], each["units"], each["new"]) for each in told + table] == [("-", 2, 2), ("-", 1, 1)]


def test_an_import_names_the_languages_it_took_and_what_it_left_out(desk: Desk):
    said = desk("memory", "import", "-", stdin=TMX.replace("El río creció.", "").encode()).out
    assert said == "-: 1 unit, new\n  languages: en → es (1)\n  left out: 1 empty text\n"


def test_a_file_of_empty_texts_is_told_as_such(desk: Desk):
    refused = desk("memory", "import", "-", "--source", "en", "--to", "es", stdin=b"Rain.\t\n", expect=1)
    assert "no pair in it for these languages (1 empty text)" in refused.err


def test_units_serve_the_other_direction_where_it_was_asked_for(desk: Desk):
    wanted = ("memory", "search", "El río creció.", "--to", "en", "--source", "es", "--json")
    desk("memory", "import", "-", stdin=TMX.encode())
    assert desk(*wanted).json() == []
    [told] = desk("memory", "import", "-", "--both-ways", "--json", stdin=TMX.encode()).json()
    assert (told["units"], told["new"]) == (4, 2)
    assert [match["target"] for match in desk(*wanted).json()] == ["The river rose."]


def test_a_file_can_be_taken_from_another_of_its_languages(desk: Desk):
    [told] = desk("memory", "import", "-", "--source", "es", "--json", stdin=TMX.encode()).json()
    assert told["languages"] == [{"source": "es", "language": "en", "units": 2}]


def test_a_file_that_breaks_in_the_middle_changes_nothing(filled: Desk):
    path = filled.root / "broken.tmx"
    path.write_text(TMX.replace("night.", "evening.").replace("</body>", ""), encoding="utf-8")
    refused = filled("memory", "import", str(path), expect=1)
    assert refused.err.startswith("translate-flow: broken.tmx: line ")
    written = filled("memory", "export", "-o", "-").out
    assert ("evening" in written, "night" in written) == (False, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "missing.tmx"), "missing.tmx"),
        (("import", __file__), ".tmx or .tsv"),
        (("export", "--to", "fr"), "holds nothing"),
        (("search", "12", "--to", "es"), "--source"),
        (("search", "rain", "--to", "qq", "--source", "en"), "unknown language"),
    ],
)
def test_a_refusal_is_one_line(filled: Desk, arguments, said):
    refused = filled("memory", *arguments, expect=1)
    assert refused.err.count("\n") == 1
    assert said in refused.err
