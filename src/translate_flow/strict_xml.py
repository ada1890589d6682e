"""Read XML from outside: nothing is resolved or loaded, a DOCTYPE is judged, and errors name file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Protocol

from lxml import etree

from translate_flow.errors import FormatError

HARDENED: Final[Mapping[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""What every parser of this program gets. Without ``huge_tree`` libxml2 refuses deep nesting and huge texts itself."""

_LONGEST = 120


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def refusal(name: str, place: etree._Element | int, what: str) -> FormatError:
    """An error in the one form that all files share: ``name: line n: what``; lines count from 1."""
    line = place if isinstance(place, int) else line_of(place)
    return FormatError(f"{name}: line {line}: {what}")


def line_of(element: etree._Element) -> int:
    """The line an element begins in, from 1."""
    return int(getattr(element, "sourceline", None) or 1)  # the stubs lack its type


@dataclass(frozen=True, slots=True)
class Strict:
    """How one XML format is read.

    ``form`` and ``remedy`` stand in errors. ``doctype`` says of a root and the system identifier of its DOCTYPE
    whether that may stay; it is never read, and never may it declare anything (XML bombs are made so).
    """

    form: str
    remedy: str
    doctype: Callable[[etree._Element, str], bool] = lambda _root, _system: False

    def root(self, data: bytes, *, name: str) -> etree._Element:
        """The root of a whole document.

        Raises:
            FormatError: not well-formed, a DOCTYPE that may not be, or an entity.

        """
        parser = etree.XMLParser(**HARDENED)
        with self.told(name, parser):
            root = etree.fromstring(data, parser)
        self.check_doctype(root, name=name, line=data[: max(data.find(b"<!DOCTYPE"), 0)].count(b"\n") + 1)
        for entity in root.iter(etree.Entity):
            what = f"the entity {entity.text} is unknown; write the character itself"
            raise refusal(name, entity, what)
        return root

    def walk(self, stream: BinaryIO | _Readable, *, tag: Sequence[str]) -> etree.iterparse[tuple[str, etree._Element]]:
        """The starts and ends of elements of a stream, little by little; to be consumed inside `told`.

        Whoever consumes calls `check_doctype` at the first start, and meets entities that nobody declared as nodes.
        """
        return etree.iterparse(stream, events=("start", "end"), tag=tag, **HARDENED)

    def check_doctype(self, root: etree._Element, *, name: str, line: int = 1) -> None:
        """Refuse a DOCTYPE that may not be.

        Raises:
            FormatError: there is one.

        """
        dtd: Any = root.getroottree().docinfo.internalDTD  # lxml's stubs know nothing of a DTD's parts
        if dtd is None:
            return
        declares = any(True for _ in dtd.iterentities()) or any(True for _ in dtd.iterelements())
        if declares or not self.doctype(root, dtd.system_url or ""):
            raise refusal(name, line, f"a DOCTYPE or entities, which {self.form} does not need; delete the DOCTYPE")

    @contextmanager
    def told(self, name: str, parser: Any) -> Iterator[None]:  # noqa: ANN401 - lxml's stubs lack the logs of parsers
        """Translate what ``parser`` finds wrong.

        Raises:
            FormatError: not well-formed.

        """
        try:
            yield
        except (etree.XMLSyntaxError, ValueError) as exc:
            line, text = _first(parser.error_log, exc)
            raise refusal(name, line, f"not well-formed XML ({text[:_LONGEST]}); {self.remedy}") from exc


def _first(log: Any, exc: Exception) -> tuple[int, str]:  # noqa: ANN401 - as in told
    """Line and text of what was wrong first; the exception itself may tell only that nothing came after."""
    for entry in log:
        return entry.line, " ".join(entry.message.split())
    told = getattr(exc, "msg", None) or (str(exc) if isinstance(exc, ValueError) else "")
    return getattr(exc, "lineno", None) or 1, " ".join(told.split()) or "it is empty"
