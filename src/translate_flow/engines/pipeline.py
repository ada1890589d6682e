"""Keep one Apertium pipeline running and talk to it in its stream format.

Every stage runs with ``-z``: it flushes at each NUL. What a person must find unchanged (addresses, line breaks) travels
in superblanks, which no stage looks into. The format: wiki.apertium.org/wiki/Apertium_stream_format.
"""

from __future__ import annotations

import os
import re
import selectors
import shlex
import subprocess
import threading
import time
import weakref
from collections.abc import Sequence
from pathlib import Path

from translate_flow.errors import EngineError

_NO_FLUSH_FLAG = frozenset({"vislcg3", "cg-mwesplit", "hfst-tokenise", "hfst-tokenize"})
"""Stages that flush at NUL without being told, and would choke on ``-z``."""

_RESERVED = re.compile(r"[\[\]{}^$/\\@<>]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PROTECTED = re.compile(
    r"(?:(?i:[a-z][a-z0-9+.-]*://|www\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?)\]'’]"  # web address
    r"|[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+|(?<!\w)[@#]\w+"  # mail address, mention, hashtag
    r"|\b\w[\w-]*(?:\.[\w-]+)*\.[a-z]{2,5}\b(?:/[\w/.-]*\w)?"  # host or file name
    r"|\b\w*[^\W_]_\w+"  # identifier
    r"|[\r\n\t\u00a0\u2007\u202f]+)"
)
_SENTENCE_END = re.compile(r"[.!?]\s*$")
_LOOSE = re.compile(r"(?<=[“‘«(\[¿¡]) +")
"""The gap a dropped pronoun leaves after an opening mark: ``“It is`` becomes ``“ Es``."""

_MARK = "[][\n]"
_READ = 1 << 16


def escape(sentence: str) -> str:
    r"""The sentence in stream format, reserved characters escaped and what must stay in superblanks.

    >>> escape("a/b at https://a.org/x")
    'a\\/b at [https:\\/\\/a.org\\/x]'
    """
    parts, at = [], 0
    for match in _PROTECTED.finditer(sentence):
        parts += [_quote(sentence[at : match.start()]), "[", _quote(match[0]), "]"]
        at = match.end()
    return "".join([*parts, _quote(sentence[at:])])


def _quote(text: str) -> str:
    return _RESERVED.sub(r"\\\g<0>", text.replace("\0", ""))


def unescape(stream: str) -> str:
    """Plain text of a translated stream: superblank brackets dropped, escapes resolved."""
    opened = re.sub(r"(\\.)|[\[\]]", lambda match: match[1] or "", stream, flags=re.DOTALL)
    return _ESCAPED.sub(r"\1", opened)


def stages(mode: Path) -> list[list[str]]:
    """The commands of a mode file, with null flush and without marks for unknown words.

    Raises:
        EngineError: it is not readable as a pipeline.

    """
    try:
        line = mode.read_text("utf-8").strip()
        commands = [shlex.split(part.replace("$2", "").replace("$1", "-n")) for part in line.split("|")]
    except (OSError, ValueError) as exc:
        raise EngineError(f"{mode}: not a readable Apertium mode ({exc}); install its package again") from exc
    if not all(commands):
        raise EngineError(f"{mode}: an empty stage; install its package again")
    return [_flushing(command) for command in commands]


def _flushing(command: list[str]) -> list[str]:
    return command if Path(command[0]).name in _NO_FLUSH_FLAG else [command[0], "-z", *command[1:]]


class Pipeline:
    """A running pipeline; one thread at a time speaks with it. It ends with `close`, or with the interpreter."""

    def __init__(self, mode: Path) -> None:
        self._mode = mode
        self._processes = _start(stages(mode), mode)
        self._lock = threading.Lock()
        self._count = 0
        self._finalizer = weakref.finalize(self, _stop, self._processes)

    @property
    def closed(self) -> bool:
        """Whether it was ended."""
        return not self._finalizer.alive

    @property
    def process_ids(self) -> tuple[int, ...]:
        """Its processes, first stage first."""
        return tuple(process.pid for process in self._processes)

    def close(self) -> None:
        """End its own processes; no other."""
        self._finalizer()

    def translate(self, sentences: Sequence[str], *, timeout: float) -> list[str]:
        """Translate, in order. An empty sentence stays empty.

        Raises:
            EngineError: a stage died, or no answer in ``timeout`` seconds; the pipeline is closed then.

        """
        asked = [sentence.strip() for sentence in sentences]
        filled = [sentence for sentence in asked if sentence]
        try:
            with self._lock:
                answers = iter(self._exchange(filled, time.monotonic() + timeout) if filled else [])
        except (OSError, UnicodeDecodeError) as exc:
            self.close()
            raise EngineError(f"Apertium {self._mode.stem} failed: {exc}; check: apertium {self._mode.stem}") from exc
        return [_clean(next(answers), sentence) if sentence else "" for sentence in asked]

    def _exchange(self, sentences: Sequence[str], deadline: float) -> list[str]:
        self._count += 1
        # lt-proc -b holds a segment back until more input follows, so a sentinel goes behind the last one
        sentinel = f"[/end:{self._count}]{_MARK}\0".encode()
        data = "".join(_framed(sentence) for sentence in sentences).encode("utf-8", "replace") + sentinel
        parts = self._pump(data, sentinel, deadline).split(b"\0")[:-2]
        if len(parts) != len(sentences):
            raise OSError(f"{len(parts)} answers to {len(sentences)} sentences")
        return [part.decode("utf-8") for part in parts]

    def _pump(self, data: bytes, sentinel: bytes, deadline: float) -> bytes:
        """Write and read at once, so that neither side waits for the other with full pipes."""
        sink, source = self._processes[0].stdin, self._processes[-1].stdout
        if sink is None or source is None or sink.closed:
            raise OSError("it was closed")
        answer = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(source, selectors.EVENT_READ)
            selector.register(sink, selectors.EVENT_WRITE)
            while not answer.endswith(sentinel):
                ready = selector.select(max(0.0, deadline - time.monotonic()))
                if not ready:
                    raise TimeoutError("no answer in time")
                for key, event in ready:
                    if event & selectors.EVENT_WRITE:
                        data = data[os.write(sink.fileno(), data[:_READ]) :]
                        if not data:
                            selector.unregister(key.fileobj)
                    else:
                        answer += _read(source.fileno())
        return bytes(answer)


def _read(descriptor: int) -> bytes:
    chunk = os.read(descriptor, _READ)
    if not chunk:
        raise OSError("a stage ended")
    return chunk


def _framed(sentence: str) -> str:
    # without a full stop the last words wait for more context, and a bare final one is lost before the NUL
    return escape(sentence) + ("" if _SENTENCE_END.search(sentence) else ".") + _MARK + "\0"


def _clean(answer: str, sentence: str) -> str:
    text = unescape(answer.rpartition(_MARK)[0] or answer)
    if not _SENTENCE_END.search(sentence):
        text = re.sub(r"\.\s*$", "", text)
    text = re.sub(r" {2,}", " ", text).strip()
    return text if _LOOSE.search(sentence) else _LOOSE.sub("", text)


def _start(commands: Sequence[Sequence[str]], mode: Path) -> list[subprocess.Popen[bytes]]:
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            source = processes[-1].stdout if processes else subprocess.PIPE
            processes.append(
                subprocess.Popen(  # noqa: S603 - the commands come from Apertium's own mode files
                    command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
                )
            )
            if len(processes) > 1 and (between := processes[-2].stdout):
                between.close()
    except OSError as exc:
        _stop(processes)
        raise EngineError(f"Apertium {mode.stem} cannot start: {exc}; install the apertium package") from exc
    if sink := processes[0].stdin:
        os.set_blocking(sink.fileno(), False)
    return processes


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.kill()
    for process in processes:
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
