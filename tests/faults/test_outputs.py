"""Places an export may be sent to: links, pipes, folders, names that are too long, and names that are no text."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from commandline import Desk


@pytest.fixture
def market(desk: Desk, tmp_path: Path) -> Desk:
    source = tmp_path / "market.txt"
    source.write_text("The market\n\nThe bread is fresh today.\n", encoding="utf-8")
    desk("import", str(source), "--source", "en", "--to", "es", "--as", "market")
    return desk


def export(desk: Desk, output: str, *, expect: int = 0) -> str:
    return desk("export", "market", "--to", "es", "--format", "txt", "-o", output, expect=expect).err


def test_a_link_is_followed_and_stays_a_link(market: Desk, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    export(market, str(tmp_path / "link.txt"))
    assert (tmp_path / "link.txt").is_symlink()
    assert "bread" in (tmp_path / "real.txt").read_text()


def test_a_pipe_is_written_to_and_stays_a_pipe(market: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    export(market, str(pipe))
    reader.join(30)
    assert "bread" in read[0]
    assert pipe.is_fifo()


def test_a_folder_that_is_not_there_yet_is_made(market: Desk, tmp_path: Path) -> None:
    export(market, f"{tmp_path}/new/")
    assert (tmp_path / "new" / "market.es.txt").exists()


@pytest.mark.parametrize("name", ["x" * 300, "market.txt/inside"])
def test_a_place_that_cannot_be_written_is_named_in_one_line(market: Desk, tmp_path: Path, name: str) -> None:
    error = export(market, str(tmp_path / name), expect=1)
    assert error.count("\n") == 1
    assert name in error


def test_an_empty_output_is_wrong_usage(market: Desk) -> None:
    assert "a file, a folder or -" in export(market, "", expect=2)


def test_a_file_name_that_is_no_text_is_taken_all_the_same(desk: Desk, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt")
    Path(path).write_text("The market\n\nThe bread is fresh today.\n", encoding="utf-8")
    assert desk("import", path, "--source", "en", "--json").json()[0]["title"] == "The market"


def test_an_article_name_that_is_no_text_is_refused_in_one_line(desk: Desk) -> None:
    assert desk("status", os.fsdecode(b"bad\xff"), expect=1).err.count("\n") == 1


def test_a_title_loses_what_no_document_can_hold(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "note.txt"
    source.write_text("The bread is fresh today. The library is closed.\n", encoding="utf-8")
    imported = desk("import", str(source), "--source", "en", "--title", "Bread\x07 and\tbutter", "--json").json()
    assert imported[0]["title"] == "Bread and butter"
