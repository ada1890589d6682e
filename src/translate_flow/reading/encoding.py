"""Decode a document's bytes as a browser would, or refuse: never guess letters wrong in silence."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

import regex

from translate_flow.domain.export import NOT_XML
from translate_flow.errors import InputError
from translate_flow.reading.plausibility import plausible

_MAGIC = (
    (b"%PDF-", "a PDF; copy its text out, or convert it to .docx or .txt"),
    (b"PK\x03\x04", "a zip archive; name the document inside with its own suffix (.docx, .odt, .epub)"),
    (b"\x89PNG", "a PNG image; type its text, or use a program that reads text from images"),
    (b"\xff\xd8\xff", "a JPEG image; type its text, or use a program that reads text from images"),
    (b"GIF8", "a GIF image; type its text, or use a program that reads text from images"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc); save it as .docx"),
    (b"{\\rtf", "a rich text document (.rtf); save it as .docx or .txt"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program, not a document"),
    (b"MZ\x90", "a program, not a document"),
    (b"SQLite format 3", "a database, not a document"),
    (b"bplist00", "a web archive (.webarchive) or property list; save the page as .html or .txt"),
    (b"ID3", "a sound file, not a document"),
    (b"OggS", "a sound file, not a document"),
    (b"RIFF", "a sound or image file, not a document"),
)

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_BROWSER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "euc_kr": "cp949",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
"""Declared names that a browser reads as another encoding (WHATWG Encoding Standard, section 4.2)."""

_LEGACY = (
    "cp1252", "cp1250", "cp1251", "koi8-r", "koi8-u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "cp874", "iso8859-2", "iso8859-5", "iso8859-7", "cp866", "cp932", "euc-jp", "gb18030", "big5hkscs", "cp949",
)  # fmt: skip
"""What text without a declaration may be in; the likelier first, which decides between equals."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|"""
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNSEEN = regex.compile(r"[\p{Cn}\p{Co}\x80-\x9f\ufffd]")

_SAMPLE = 20_000
_LEAST = 0.45
_RIVAL = 0.9
"""Two readings in different scripts that come this close to each other cannot be told apart."""


def decode(data: bytes, *, name: str) -> str:
    """Decode ``data``, the content of the file ``name``; line ends stay as they are, a byte order mark goes.

    In order: byte order mark; UTF-16 by its zero bytes; UTF-8; ISO-2022-JP by its escapes; the charset that markup
    declares, read as browsers read it; the legacy encoding whose text looks most like a language.

    Raises:
        InputError: the data are binary, or no encoding makes readable text of them.

    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name=name).removeprefix("\ufeff")
    _refuse_known(data, name=name)
    encoding = _wide(data)
    if encoding:
        return _strict(data, encoding, name=name)
    _refuse_binary(data, name=name)
    if b"\x1b$" in data and _decodes(data, "iso2022_jp"):
        return data.decode("iso2022_jp")
    if _decodes(data, "utf-8"):
        return data.decode()
    return _declared(data) or _legacy(data, name=name)


def storable(text: str) -> str:
    r"""One line of a document's metadata without what no document can hold; two escapes may have made one character.

    YAML and JSON write what is beyond U+FFFF as two escapes, and let half of such a pair stand alone.

    >>> storable("a\ud800 mill"), storable("\ud83d\ude00  so"), storable("a\0b")
    ('a mill', '😀 so', 'a b')
    """
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return " ".join(NOT_XML.sub(" ", paired).split())


def _strict(data: bytes, encoding: str, *, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        msg = f"{name}: damaged {encoding.upper()} at byte {exc.start}; save it again, in UTF-8"
        raise InputError(msg) from exc


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: nearly every other byte of Western text is zero, always on the same side."""
    head = data[: _SAMPLE // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 2 or len(data) % 2 or max(even, odd) < 0.3 * half or min(even, odd) > 0.02 * half:
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if _decodes(data, encoding) and not _UNSEEN.search(data.decode(encoding)) else ""


def _refuse_known(data: bytes, *, name: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            msg = f"{name}: this is {what}"
            raise InputError(msg)


def _refuse_binary(data: bytes, *, name: str) -> None:
    head = data[:_SAMPLE]
    if b"\x00" in data or len(_CONTROLS.findall(head)) > max(2, len(head) // 500):
        msg = f"{name}: binary data, not text; save the article as .txt (UTF-8), .html, .docx, .odt or .epub"
        raise InputError(msg)


def _declared(data: bytes) -> str:
    """The text in the encoding that markup declares; empty when there is no markup or it declares wrong."""
    head = data[:4096]
    match = _DECLARED.search(head) if head.lstrip().startswith(b"<") else None
    if match is None:
        return ""
    try:
        codec = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except LookupError:
        return ""
    encoding = _BROWSER.get(codec, codec)
    return data.decode(encoding) if _decodes(data, encoding) else _lenient(data, encoding)


def _lenient(data: bytes, encoding: str) -> str:
    """As declared, when all but a few bytes fit: browsers show those as U+FFFD, and so do we."""
    try:
        text = data.decode(encoding, "replace")
    except LookupError:  # a codec of Python that is no charset, such as "hex"
        return ""
    return text if text.count("\ufffd") <= len(text) // 2000 else ""


def _legacy(data: bytes, *, name: str) -> str:
    sample = _lines_with_letters(data)
    fitting = [encoding for encoding in _LEGACY if _fits(data, sample, encoding)]
    scored = [(plausible(sample.decode(encoding), encoding), encoding) for encoding in fitting]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    rivals = [encoding for score, encoding in scored if score > _RIVAL * best[0]]
    if best[0] < _LEAST or len({_script(sample.decode(encoding)) for encoding in rivals}) > 1:
        msg = f"{name}: the encoding could not be told for sure; open it where it reads right and convert it to UTF-8"
        raise InputError(msg)
    return data.decode(best[1])


def _script(text: str) -> str:
    """The script of most letters beyond ASCII: the first word of their Unicode names."""
    names = Counter(unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha() and not c.isascii())
    first = names.most_common(1)[0][0] if names else "LATIN"
    return "CJK" if first in {"HIRAGANA", "KATAKANA", "HANGUL"} else first


def _fits(data: bytes, sample: bytes, encoding: str) -> bool:
    return _decodes(sample, encoding) and _decodes(data, encoding) and not _UNSEEN.search(data.decode(encoding))


def _lines_with_letters(data: bytes) -> bytes:
    """The lines that hold bytes above 127, up to a sample: only these tell the encodings apart."""
    lines = [line for line in data.splitlines() if not line.isascii()]
    taken: list[bytes] = []
    size = 0
    for line in lines:
        if size > _SAMPLE:
            break
        taken.append(line)
        size += len(line)
    return b"\n".join(taken)
