"""The terms commands as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import Desk

TABLE = "source,target,forbidden,note\nport,puerto,muelle;dársena,for ships\ncity council,ayuntamiento,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_termbase_goes_in_and_comes_out_as_tbx_and_csv(desk: Desk, table: Path, tmp_path: Path) -> None:
    assert desk("terms", "import", str(table), "--source", "en", "--to", "es", "--json").json()["terms"] == 2
    for suffix in ("tbx", "csv"):
        out = tmp_path / f"out.{suffix}"
        desk("terms", "export", "-o", str(out))
        other = tmp_path / f"again.{suffix}"
        desk("terms", "import", str(out), "--source", "en", "--to", "es")
        desk("terms", "export", "-o", str(other), "--source", "en", "--to", "es")
        assert other.read_bytes() == out.read_bytes()


def test_an_export_without_a_path_goes_into_the_corpus_folder(desk: Desk, table: Path) -> None:
    desk("terms", "import", str(table), "--source", "en", "--to", "es")
    told = desk("terms", "export", "--to", "es", "--json").json()
    assert told["path"] == str(desk.root / "corpus" / "terms-es.tbx")
    assert told["terms"] == 2
    assert desk("terms", "export", "--format", "csv", "-o", "-").out.count("\n") == 3


def test_a_bad_row_leaves_all_files_unread(desk: Desk, table: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("source,target\na,b\nc,\n", encoding="utf-8")
    refused = desk("terms", "import", str(table), str(bad), "--source", "en", "--to", "es", expect=1)
    assert "bad.csv: line 3" in refused.err
    assert refused.err.count("\n") == 1
    assert desk("terms", "search", "port", "--json").json() == []


def test_terms_are_added_searched_and_removed(desk: Desk) -> None:
    desk("terms", "add", "IT", "TI", "--source", "en", "--to", "es", "--forbidden", "informática", "--case-sensitive")
    desk("terms", "add", "port", " puerto ", "--source", "EN", "--to", "spa", "--note", "ships")
    (found,) = desk("terms", "search", "INFORM", "--json").json()
    assert found == {
        "source": "IT",
        "target": "TI",
        "source_language": "en",
        "language": "es",
        "part_of_speech": "",
        "forbidden": ["informática"],
        "case_sensitive": True,
        "note": "",
        "collection": "",
    }
    assert "puerto" in desk("terms", "search", "port").out
    assert desk("terms", "remove", "port", "--source", "en", "--to", "es", "--json").json() == {"removed": 1}
    assert "terms search" in desk("terms", "remove", "port", "--source", "en", "--to", "es", expect=1).err
    assert "terms add" in desk("terms", "search", "port").out


def test_what_an_import_or_export_loses_is_told_beside_the_answer(desk: Desk) -> None:
    desk("terms", "add", "IT", "TI", "--source", "en", "--to", "es", "--case-sensitive")
    out = desk("terms", "export", "-o", "-")
    assert "case" in out.err
    assert out.out.startswith("<?xml")


def test_an_empty_termbase_is_not_exported(desk: Desk) -> None:
    assert "terms import FILE" in desk("terms", "export", expect=1).err


def test_a_wrong_term_is_refused_in_one_line(desk: Desk) -> None:
    err = desk("terms", "add", "…", "puerto", "--source", "en", "--to", "es", expect=1).err
    assert err.startswith("translate-flow: the term: the source has no letter")
    assert desk("terms", "add", "a", "b", "--source", "en", expect=2).code == 2


def test_a_collection_has_terms_of_its_own(desk: Desk, table: Path, tmp_path: Path) -> None:
    desk("collections", "add", "spring")
    own, pair = ("--collection", "spring"), ("--source", "en", "--to", "es")
    desk("terms", "import", str(table), *pair, *own)
    assert desk("terms", "search", "port", "--json").json() == []
    assert [row["collection"] for row in desk("terms", "search", "port", *own, "--json").json()] == ["spring"]
    assert "terms import FILE" in desk("terms", "export", expect=1).err
    out = tmp_path / "own.csv"
    assert desk("terms", "export", "-o", str(out), *own, "--json").json()["terms"] == 2
    desk("terms", "add", "port", "dársena", *pair, *own)
    assert desk("terms", "remove", "port", *pair, *own, "--json").json() == {"removed": 2}
    refused = desk("collections", "remove", "spring", expect=1).err
    assert "spring has terms of its own (1)" in refused
    assert "removed" in desk("collections", "remove", "spring", "--with-terms").out
    for command in (("import", str(table), *pair), ("search", "port"), ("export",), ("remove", "port", *pair)):
        assert "no collection named spring" in desk("terms", *command, *own, expect=1).err


def test_everybodys_terms_are_taken_from_a_collections_export(desk: Desk, table: Path, tmp_path: Path) -> None:
    desk("collections", "add", "spring")
    desk("terms", "import", str(table), "--source", "en", "--to", "es", "--collection", "spring")
    out = tmp_path / "own.csv"
    desk("terms", "export", "-o", str(out), "--collection", "spring")
    assert desk("terms", "import", str(out), "--json").json()["terms"] == 2
    assert len(desk("terms", "search", "", "--json").json()) == 2
