"""The packaged editor: its labels, its assets, and what Streamlit finds of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.components.v2.manifest_scanner import scan_component_manifests

import translate_flow.ui.segment_grid as package
from translate_flow.checks.guard import GUARDS
from translate_flow.domain.inline import CodeKind
from translate_flow.domain.translation import Action, State
from translate_flow.ui.segment_grid import grid_labels
from translate_flow.workflow.checking import USUAL
from translate_flow.workflow.commenting import Act

ASSETS = Path(package.__file__).parent / "assets"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in ASSETS.glob("*.js")}


def test_streamlit_finds_the_component_in_the_installed_package():
    [(manifest, root)] = [found for found in scan_component_manifests() if found[0].name == "translate-flow"]
    [component] = manifest.components
    assert component.name == "segment_grid"
    assert (root / component.asset_dir).samefile(ASSETS)


def test_every_label_goes_through_gettext():
    assert all(label.startswith("→") for label in grid_labels(lambda message: f"→{message}").values())


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_every_word_that_a_script_asks_for_has_a_label(script):
    labels = grid_labels(str)
    asked = set(re.findall(r'\bt\("(\w+)"', SCRIPTS[script])) | set(
        re.findall(r'this\.message\("(\w+)"', SCRIPTS[script])
    )
    assert asked <= labels.keys()


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("state_", [*State, "conflict"]),
        (
            "filter_",
            [
                "all",
                *[state for state in State if state is not State.PUBLISHED],
                "proposed",
                "stale",
                "flagged",
                "comments",
            ],
        ),
        ("code_", list(CodeKind)),
        ("problem_", ["empty", "action", "code", "control", "not_allowed", "gone", "reused", "refused"]),
        ("status_", ["saved", "saving", "offline", "signed_out", "attention"]),
        ("flag_", ["codes", "stale", "problem", *GUARDS]),
        ("why_", list(GUARDS)),
        ("comment_", ["not_allowed", "gone", "long", "refused", "resolve", "reopen"]),
        ("said_comment_", list(Act)),
        ("check_", list(USUAL)),
        (
            "structure_",
            [
                "kind",
                "codes",
                "place",
                "alone",
                "changed",
                "gone",
                "not_allowed",
                "unsaved",
                "offline",
                "archived",
                "deleted",
            ],
        ),
        ("verdict_", ["not_allowed", "offline", "archived", "deleted"]),
        ("did_", list(Action)),
        ("key_", ["plain", "reserved", "taken"]),
        ("said_", ["approve", "confirm", "send_back", "undo", "redo"]),
    ],
)
def test_every_word_that_a_script_puts_together_has_a_label(prefix, words):
    assert {f"{prefix}{word}" for word in words} <= grid_labels(str).keys()


def test_placeholders_are_the_ones_the_scripts_fill():
    known = {"n", "total", "percent", "state", "tag", "tags", "key", "name", "by", "languages", "open", "when", "what"}
    known |= {"names", "before", "after", "who"}
    found = {name for label in grid_labels(str).values() for name in re.findall(r"\{(\w+)\}", label)}
    assert found <= known


def test_no_script_can_turn_data_into_markup():
    risky = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert [name for name, text in SCRIPTS.items() if risky.search(text)] == []


def test_every_module_that_is_imported_is_carried():
    wanted = {name for text in SCRIPTS.values() for name in re.findall(r'from "\./([\w.]+)"', text)}
    assert wanted <= SCRIPTS.keys()
    assert SCRIPTS.keys() - wanted == {"grid.js"}
