"""Offline means offline: drafting opens no connection, looks up no host, and loads nothing that would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import Desk

DRAFT = """
import json, sys

attempts = []
WATCHED = ("socket.connect", "socket.send", "socket.getaddrinfo", "socket.gethostby", "urllib.Request")

def hook(event, arguments):
    if event.startswith(WATCHED):
        attempts.append([event, repr(arguments)])

sys.addaudithook(hook)

from pathlib import Path
from translate_flow.engines import ENGINES, Engines, Places, open_engine
from translate_flow.engines.packages import install_file
from translate_flow.matching.codes import place

packages = Path(sys.argv[1])
for file in sys.argv[3:]:
    install_file(Path(file), folder=packages)
drafted = {}
for name in sys.argv[2].split(","):
    engine = open_engine(name, Places(packages=packages))
    for target in ("es", "ca"):
        drafts = engine.translate(["The mayor signed the contract.", "See https://a.org."], source="en", target=target)
        drafted[f"{name} {target}"] = [draft.text for draft in drafts]
Engines(Places(packages=packages)).best("en", "es")
banned = ("onnxruntime", "torch", "stanza", "spacy", "minisbd", "argostranslate.translate", "argostranslate.package")
print(json.dumps({
    "drafted": drafted,
    "attempts": attempts,
    "loaded": [name for name in sys.modules if name.startswith(banned)],
}))
"""

PROBE = """
import sys
attempts = []
sys.addaudithook(lambda event, arguments: attempts.append(event) if event.startswith("socket.") else None)
import urllib.request
try:
    urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
except OSError:
    pass
print(*attempts)
"""


def run(tmp_path: Path, shared: Path, *prefix: str) -> dict[str, object]:
    modes = Path("/usr/share/apertium/modes")
    names = ["argos", *(["apertium"] if (modes / "eng-cat.mode").exists() else [])]
    home = tmp_path / "home"
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "PYTHONPATH"}}
    files = sorted((shared / "data" / "models").glob("*.argosmodel"))
    command = [*prefix, sys.executable, "-c", DRAFT, str(tmp_path / "packages"), ",".join(names), *map(str, files)]
    done = subprocess.run(
        command, env={**kept, "HOME": str(home)}, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    answer["home"] = [str(path.relative_to(home)) for path in home.rglob("*")]
    return answer


def test_drafting_touches_no_network_and_loads_nothing_that_would(tmp_path, shared):
    answer = run(tmp_path, shared)
    assert all(all(texts) for texts in answer["drafted"].values())
    assert answer["attempts"] == []
    assert answer["loaded"] == []
    assert answer["home"] == []


def test_the_count_of_attempts_would_notice_one():
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, timeout=60)
    assert "socket.connect" in done.stdout.split()


def namespace() -> list[str]:
    """The command that takes the network away, as root or as a user who may make namespaces."""
    for command in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
        ):
            return command
    return []


def test_drafting_works_with_the_network_taken_away(tmp_path, shared):
    taken_away = namespace()
    if not taken_away:
        pytest.skip("this user may not make a network namespace")
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    assert run(tmp_path / "without", shared, *taken_away)["drafted"] == run(tmp_path / "with", shared)["drafted"]


WATCHER = """
import os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        with open(os.environ["WATCHED"], "a") as log:
            log.write(f"{event} {arguments!r}\\n")

sys.addaudithook(watch)
"""


def whole_way(desk: Desk, tmp_path: Path, shared: Path) -> str:
    """Install a model from a file, import three kinds of documents, draft, export; the translated text."""
    text, page = tmp_path / "note.txt", tmp_path / "page.html"
    text.write_text("The market\n\nThe mayor signed the contract. The old bridge was repaired.\n", encoding="utf-8")
    page.write_text("<h1>The bridge</h1><p>The old bridge was repaired. The library is closed today.</p>")
    desk("init")
    desk("models", "install", str(shared / "data" / "models" / "translate-en_es-0_1.argosmodel"))
    desk("import", str(text), "--to", "es", "--as", "note")
    desk("import", str(page), "--to", "es", "--as", "page")
    desk("draft")
    desk("doctor")
    desk("export", "page", "--to", "es", "--format", "tmx", "--state", "any")
    return desk("export", "note", "--to", "es", "--format", "txt", "-o", "-").out


def test_the_whole_way_asks_nobody(new_desk: Callable[[str], Desk], tmp_path: Path, shared: Path) -> None:
    watched = tmp_path / "watched"
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(WATCHER)
    desk = new_desk("desk")
    desk.environment.update(PYTHONPATH=str(tmp_path / "hook"), WATCHED=str(watched))
    probe = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", probe], env=desk.environment, check=True)
    assert watched.read_text().startswith("socket.connect")
    watched.unlink()
    assert "puente" in whole_way(desk, tmp_path, shared)
    assert not watched.exists(), watched.read_text()


def test_the_whole_way_works_with_the_network_taken_away(
    new_desk: Callable[[str], Desk], tmp_path: Path, shared: Path
) -> None:
    taken_away = namespace()
    if not taken_away:
        pytest.skip("this user may not make a network namespace")
    alone = replace(new_desk("desk"), prefix=tuple(taken_away))
    assert "puente" in whole_way(alone, tmp_path, shared)
