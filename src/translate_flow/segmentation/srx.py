"""Read SRX 2.0 rule files (LISA/OSCAR, 2008), refusing what is damaged or hostile with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import regex
from lxml import etree

from translate_flow.errors import FormatError
from translate_flow.strict_xml import Strict, line_of, refusal

MAX_BYTES = 4_000_000
"""Twenty times the largest rule set in use (LanguageTool's)."""

MAX_PATTERN = 20_000
"""Characters in one pattern; LanguageTool's longest has 7,000."""

_STRICT = Strict("SRX", "correct it in a text editor")

_JAVA = regex.compile(r"\\.|\(\?U\)", flags=regex.DOTALL)
_MEANT = {r"\h": r"\p{H}", r"\v": r"\p{V}", "(?U)": ""}
"""What only Java writes so: blanks along and down the page, and a flag that is always on here."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a break (or none) where ``before`` matches up to a position and ``after`` matches from it.

    Patterns are as written in the file: ICU syntax, as LanguageTool and OmegaT write it. ``line`` counts from 1.
    """

    breaks: bool
    before: str
    after: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """Where a person finds the rule."""
        return f"{self.file}: line {self.line}"


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A parsed file: rules by the name of their group, and which languages (by pattern) use which group, in order."""

    name: str
    groups: Mapping[str, tuple[Rule, ...]]
    maps: tuple[tuple[str, str], ...]
    cascade: bool

    def rules(self, language: str) -> tuple[Rule, ...]:
        """The rules for a language code, first things first; only the first map's when the file does not cascade."""
        names = [group for pattern, group in self.maps if compiled(pattern).fullmatch(language)]
        return tuple(rule for name in (names if self.cascade else names[:1]) for rule in self.groups[name])


def parse(data: bytes, *, name: str) -> RuleFile:
    """Read a rule file; ``name`` stands in errors.

    Raises:
        FormatError: not well-formed, not SRX 2.0, a DOCTYPE, or a language map to rules that are not there.

    """
    root = _root(data, name)
    groups = {
        _required(group, "languagerulename", name): tuple(_rules(group, name)) for group in _all(root, "languagerule")
    }
    maps = tuple(_maps(root, groups, name))
    cascade = any(header.get("cascade") == "yes" for header in _all(root, "header"))
    return RuleFile(name, MappingProxyType(groups), maps, cascade)


def check(file: RuleFile) -> None:
    """Compile every pattern of a file, for a file that a person may have edited.

    Raises:
        FormatError: a pattern is not a regular expression, or is out of proportion.

    """
    for group in file.groups.values():
        for rule in group:
            for pattern in (rule.before, rule.after):
                compile_pattern(pattern, rule)


def compile_pattern(pattern: str, rule: Rule) -> regex.Pattern[str]:
    """Compile a pattern of ``rule``.

    Raises:
        FormatError: it is not a regular expression, or is out of proportion.

    """
    if len(pattern) > MAX_PATTERN:
        msg = f"{rule.place}: a pattern of {len(pattern):,} characters; the limit is {MAX_PATTERN:,}, split the rule"
        raise FormatError(msg)
    try:
        return compiled(pattern)
    except (regex.error, OverflowError, RecursionError, ValueError) as exc:
        msg = f"{rule.place}: {_short(pattern)} is not a regular expression ({exc}); correct the rule"
        raise FormatError(msg) from exc


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """Compile as ICU and Java read a pattern: V1 has their set operations; MULTILINE stays off, as there."""
    return regex.compile(_JAVA.sub(lambda found: _MEANT.get(found.group(), found.group()), pattern), flags=regex.V1)


def _root(data: bytes, name: str) -> etree._Element:
    if len(data) > MAX_BYTES:
        msg = f"{name}: {len(data):,} bytes; a rule file has at most {MAX_BYTES:,}, is this one?"
        raise FormatError(msg)
    root = _STRICT.root(data, name=name)
    _check_root(root, name)
    return root


def _check_root(root: etree._Element, name: str) -> None:
    if _local(root) != "srx":
        raise refusal(name, root, f"the root is <{_local(root)}>, not <srx>; is this an SRX file?")
    if root.get("version") != "2.0":
        raise refusal(name, root, f"SRX version {root.get('version', 'missing')}; save it as SRX 2.0")


def _rules(group: etree._Element, name: str) -> Iterator[Rule]:
    for element in _all(group, "rule"):
        answer = element.get("break", "yes")
        if answer not in {"yes", "no"}:
            raise refusal(name, element, f'break="{_short(answer)}"; write yes or no')
        before, after = _pattern(element, "beforebreak"), _pattern(element, "afterbreak")
        yield Rule(answer == "yes", before, after, name, line_of(element))


def _pattern(rule: etree._Element, side: str) -> str:
    return "".join(str(part) for element in _all(rule, side) for part in element.itertext())


def _maps(root: etree._Element, groups: Mapping[str, object], name: str) -> Iterator[tuple[str, str]]:
    for element in _all(root, "languagemap"):
        pattern, group = _required(element, "languagepattern", name), _required(element, "languagerulename", name)
        if group not in groups:
            known = ", ".join(sorted(groups)) or "none"
            what = (
                f"the language map names rules {_short(group)!r} that the file does not have; it has: {_short(known)}"
            )
            raise refusal(name, element, what)
        compile_pattern(pattern, Rule(breaks=False, before=pattern, after="", file=name, line=line_of(element)))
        yield pattern, group


def _required(element: etree._Element, attribute: str, name: str) -> str:
    value = element.get(attribute)
    if value is None:
        raise refusal(name, element, f"<{_local(element)}> lacks {attribute}; add it")
    return value


def _all(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Descendants of any namespace: files in the wild leave SRX's out."""
    return parent.iter(f"{{*}}{tag}")


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:77]}…"
