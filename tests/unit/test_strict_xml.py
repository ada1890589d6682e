"""XML from outside: every reader refuses the same things in the same words, and nothing is fetched or resolved."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from translate_flow.errors import FormatError
from translate_flow.formats import tmx_reading
from translate_flow.formats.termbases import TERM_FORMATS, Wanted
from translate_flow.segmentation.srx import parse
from translate_flow.strict_xml import Strict

READERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "srx": ("srx", lambda data: parse(data, name="file")),
    "tbx": ("martif", lambda data: TERM_FORMATS["tbx"].read(data, name="file", wanted=Wanted())),
    "tmx": ("tmx", lambda data: list(tmx_reading.read(io.BytesIO(data), name="file"))),
}


@pytest.fixture(params=READERS)
def refused(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """What a reader says of a file; ROOT stands for its own root element."""
    root, read = READERS[request.param]

    def said(text: str) -> str:
        with pytest.raises(FormatError) as caught:
            read(text.replace("ROOT", root).encode())
        return str(caught.value)

    return said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("no XML", 1),
        ("<ROOT>\n<a>\n</b></ROOT>", 3),
        ("<ROOT>\n&nbsp;</ROOT>", 2),
        ("<ROOT>\n\n\x01</ROOT>", 3),
        ("<ROOT>\n" + "<a>" * 300 + "</a>" * 300 + "</ROOT>", 2),
    ],
)
def test_every_reader_names_file_line_and_remedy_of_what_is_no_xml(refused, text, line):
    said = refused(text)
    assert said.startswith(f"file: line {line}: not well-formed XML (")
    assert said.rpartition("; ")[2].split()[0] in {"correct", "export"}
    assert "\n" not in said


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x "y">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;',
        "<!ELEMENT ROOT ANY>",
    ],
)
def test_every_reader_refuses_what_a_file_declares_for_itself(refused, declaration):
    said = refused(f'<!DOCTYPE ROOT SYSTEM "tmx14.dtd" [{declaration}]>\n<ROOT/>')
    assert said.startswith("file: line 1: a DOCTYPE or entities, which ")
    assert said.endswith(" does not need; delete the DOCTYPE")


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.setblocking(False)
        yield server


def test_a_doctype_that_may_stay_is_neither_fetched_nor_read(listener: socket.socket, tmp_path: Path):
    secret = tmp_path / "tmx14.dtd"
    secret.write_text('<!ENTITY word "read">')
    strict = Strict("TMX", "export it anew", doctype=lambda _root, _system: True)
    for address in (f"http://127.0.0.1:{listener.getsockname()[1]}/tmx14.dtd", secret.as_uri()):
        assert strict.root(f'<!DOCTYPE tmx SYSTEM "{address}"><tmx>a</tmx>'.encode(), name="file").text == "a"
        with pytest.raises(
            FormatError, match=r"^file: line 2: the entity &word; is unknown; write the character itself"
        ):
            strict.root(f'<!DOCTYPE tmx SYSTEM "{address}">\n<tmx>&word;</tmx>'.encode(), name="file")
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_the_line_of_a_doctype_is_told():
    with pytest.raises(FormatError, match=r"^file: line 3: a DOCTYPE"):
        Strict("SRX", "correct it").root(b'<?xml version="1.0"?>\n\n<!DOCTYPE srx>\n<srx/>', name="file")
