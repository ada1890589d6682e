"""Bad input: one line that says what and how to mend it, exit code 1, and nothing stored."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


def docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>" * 100)
    return buffer.getvalue()


CASES = [
    ("empty.txt", b"", [], "empty"),
    ("blank.txt", b" \n\n ", [], "empty"),
    ("picture.txt", PNG, [], "picture.txt"),
    ("large.txt", b"The bread is fresh today. " * 1_200_000, [], "25 MB"),
    ("short.docx", docx()[:200], [], "short.docx"),
    ("short.epub", docx()[:-40], [], "short.epub"),
    ("fine.txt", b"The bread is fresh today.\n", ["--source", "qqq"], "qqq"),
    ("fine.txt", b"The bread is fresh today.\n", ["--to", "nolanguage"], "nolanguage"),
    ("fine.txt", b"The bread is fresh today.\n", ["--source", "en", "--to", "en"], "already"),
    ("fine.txt", b"The bread is fresh today.\n", ["--as", "../up"], "a-z"),
    ("broken.txt", b"\xff\xfe\x00", [], "broken.txt"),
    ("missing.txt", None, [], "missing.txt"),
]


def run(root: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "translate_flow", "--workspace", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stderr.decode()


def stored(root: Path) -> int:
    database = root / "data" / "translate-flow.sqlite"
    if not database.exists():
        return 0
    with sqlite3.connect(database) as connection:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    assert run(folder, "init") == (0, "")
    return folder


@pytest.mark.parametrize(("name", "content", "options", "word"), CASES, ids=[f"{c[0]}{c[2]}" for c in CASES])
def test_bad_input_is_refused_in_one_line_and_nothing_is_stored(
    root: Path, tmp_path: Path, name: str, content: bytes | None, options: list[str], word: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, error = run(root, "import", str(path), "--to", "es", *options)
    assert code == 1
    assert error.startswith("translate-flow: ")
    assert error.count("\n") == 1
    assert word in error
    assert stored(root) == 0


def test_one_bad_file_of_three_does_not_stop_the_others(root: Path, tmp_path: Path) -> None:
    names = [tmp_path / "one.txt", tmp_path / "two.txt", tmp_path / "three.txt"]
    names[0].write_text("The bread is fresh today.\n")
    names[1].write_bytes(PNG)
    names[2].write_text("The library is closed today.\n")
    code, error = run(root, "import", "--source", "en", *map(str, names))
    assert (code, error.count("\n"), stored(root)) == (1, 1, 2)
    assert "two.txt" in error


def test_no_model_names_the_command_that_installs_one_and_opens_no_language(root: Path, tmp_path: Path) -> None:
    (tmp_path / "fine.txt").write_text("The bread is fresh today.\n")
    run(root, "import", str(tmp_path / "fine.txt"), "--source", "en", "--as", "fine")
    code, error = run(root, "draft", "fine", "--to", "mt", "--engine", "argos")
    assert (code, error.count("\n")) == (1, 1)
    assert "translate-flow models install en mt" in error
    with sqlite3.connect(root / "data" / "translate-flow.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM target").fetchone() == (0,)


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ("languages: [es\n", "line"),
        ("langauges: [es]\n", "langauges"),
        ("engine: babelfish\n", "engine"),
        ("languages: [nolanguage]\n", "nolanguage"),
        ("rules: [missing.srx]\n", "missing.srx"),
        ("- a list\n", "translate-flow.yaml"),
        ("a: " + "[" * 5_000, "translate-flow.yaml: its settings nest too deep"),
        ("engine: 1" + "0" * 6_000, "translate-flow.yaml"),
        ("engine: 0x" + "f" * 6_000, "engine"),
        ("engine: 2024-13-45\n", "translate-flow.yaml"),
        ('engine: "x \\ud800 y"\n', "engine"),
    ],
)
def test_a_wrong_setting_is_named(root: Path, tmp_path: Path, settings: str, word: str) -> None:
    (root / "translate-flow.yaml").write_text(settings)
    (tmp_path / "fine.txt").write_text("The bread is fresh today.\n")
    code, error = run(root, "import", str(tmp_path / "fine.txt"), "--source", "en")
    assert (code, error.count("\n")) == (1, 1)
    assert word in error


def test_a_folder_that_is_no_workspace_is_refused_with_the_way_to_make_one(tmp_path: Path) -> None:
    code, error = run(tmp_path / "nothing", "status")
    assert code == 1
    assert "translate-flow init" in error
    assert not (tmp_path / "nothing").exists()


def test_wrong_usage_is_another_exit_code(root: Path) -> None:
    assert run(root, "export", "fine", "--to", "es", "--format", "wax-tablet")[0] == 2
    assert run(root, "import")[0] == 2
    assert run(root, "nosuchcommand")[0] == 2
