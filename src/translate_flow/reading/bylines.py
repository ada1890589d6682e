"""Recognise the line that names who wrote an article."""

from __future__ import annotations

import regex

from translate_flow.reading.dates import dateless


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LEAD = regex.compile(
    r"^(?:(?:written |words |story |text |report |reported |posted |published |article |photographs? |review |"
    r"analysis )*by|"
    r"author(?:s|ed by)?|from|reporter|words|text|"
    r"por|escrito por|texto(?: de)?|autora?|redacción|"
    r"par|écrit par|propos recueillis par|texte|auteure?|autrice|"
    r"von|ein (?:artikel|beitrag|bericht|gastbeitrag) von|autorin|verfasst von|geschrieben von|"
    r"di|a cura di|scritto da|autore|testo di|de nossa|door|geschreven door|auteur|tekst|"
    r"autorka|tekst|napisał[ay]?|opracował[ay]?|przez|автор(?:ы|ка)?|текст|автор статьи|"
    r"بقلم|كتب|كتبت|كتبه|الكاتب|المؤلف|تقرير|"
    r"作者|記者|记者|文/|文|撰文|作者/|撰稿|執筆|執筆者|筆者|著者|ライター|取材・文|글|글쓴이|기자|av|af|"
    r"tekst av|kirjoittaja|yazan|συντάκτης|scris de|de)"
    r"(?:\s*[:：/／]\s*|\s+)(?P<name>\S.*)$",
    regex.IGNORECASE,
)
_NEEDS_COLON = _set("""
from author authors reporter words text texto texte tekst testo autor autora auteur auteure autrice autorin
autore autorka автор авторы текст redacción 作者 記者 记者 文 撰文 撰稿 執筆 執筆者 筆者 著者 ライター 取材・文
글 글쓴이
""")
_SMALL = _set("""
de del della dello di da do dos das du des la le les los las el al van von der den het ter ten zu zum y i e et
und and & en con with bin ibn ben bint abu ap mac af av och og ja ve in for special to the correspondent и та
""")
_SEPARATOR = regex.compile(r"\s+[|·•–—]\s+|\s*[|•]\s*|\s+-\s+")
_WORD = regex.compile(r"[\p{L}\p{M}.'’-]+|&")
_ROLE = regex.compile(
    r"\b(?:correspondent|reporter|editor|writer|journalist|columnist|contributor|producer|author|staff|"
    r"photographer|analyst|"
    r"professor|lecturer|researcher|director|coordinator|teacher|critic|bureau|desk|team|agency|"
    r"corresponsal|periodista|redactora?|redacción|editora?|profesora?|journaliste|correspondante?|rédact\w+|"
    r"chronique\w+|"
    r"korrespondent\w*|redakt\w+|reporterin|autorin|journalist\w*|giornalista|corrispondente|redazione|"
    r"jornalista|repórter|"
    r"correspondente|redação|verslaggever|redacteur|dziennikar\w+|korespondent\w*|журналист\w*|корреспондент\w*|"
    r"редактор\w*|"
    r"обозреватель)\b|مراسل|صحفي|محرر|كاتب|记者|記者|编辑|編集|기자",
    regex.IGNORECASE,
)
_HAN_NAME = regex.compile(
    r"^[\p{Han}\p{Hira}\p{Kana}ー\p{Hang}]{2,8}(?:[ 　・、,][\p{Han}\p{Hira}\p{Kana}ー\p{Hang}]{1,8}){0,3}(?:記者|"
    r"记者|기자)?$"
)
_ARABIC = regex.compile(r"\p{Arabic}")
_DESKS = _set("""
redacción redaktion redaction redazione redação redactie redakcja redakce редакция agencies agencias
agenturen agences agenzie agências staff efe afp dpa reuters ansa lusa anp pap ap 本报讯 编辑部 編集部 التحرير
""")
_NOT_NAMES = _set("""
the a an this that what why how when where who our your my their his her its of on at is are was were no not new
more all
""")


def is_name(text: str) -> bool:
    """Whether the words could be one or a few persons' names: two to eight words, each with a capital.

    >>> [is_name(t) for t in ("Ana María de la Cruz", "Jane Doe and Tom Ek", "What we know", "Mill Reopens!")]
    [True, True, False, False]
    """
    core = text.strip(" ,.")
    if _HAN_NAME.match(core):
        return True
    words = [word for chunk in core.split() if (word := chunk.strip(",;()"))]
    if not 1 < len(words) <= 9 or any(not _WORD.fullmatch(word) for word in words):
        return False
    if any(word.casefold() in _NOT_NAMES for word in words) or not _capital(words[0]):
        return False
    small = [word.casefold() in _SMALL for word in words]
    return small.count(False) > 1 and all(few or _capital(word) for few, word in zip(small, words, strict=True))


def _capital(word: str) -> bool:
    first = next((char for char in word if char.isalpha()), "")
    return first.isupper() or (bool(first) and not first.islower())


def is_byline(text: str) -> bool:
    """Whether the line says that it is a byline: "By …", "Por …", "Name | role".

    >>> [is_byline(t) for t in ("By Jane Doe", "Por Ana Ruiz, Sevilla", "Jane Doe | Farm reporter", "By the river")]
    [True, True, True, False]
    """
    if len(text) > 200:
        return False
    line = dateless(text)
    if len(line) > 160 or line.endswith(("?", "!", ":", "。")):
        return False
    return _announced(line) or _with_role(line)


def is_announced(text: str) -> bool:
    """Whether the line begins as a byline does: "By …", "Autor: …"."""
    return _announced(dateless(text))


def announced(text: str) -> tuple[str, str]:
    """The words that announce a byline and what they announce; both empty where nothing is announced.

    >>> announced("By Ann Lee"), announced("By the river"), announced("Ann Lee")
    (('By', 'Ann Lee'), ('', ''), ('', ''))
    """
    match = _LEAD.match(text) if _announced(text) else None
    return (text[: match.start("name")].strip(), match["name"]) if match else ("", "")


def _announced(line: str) -> bool:
    match = _LEAD.match(line)
    if match is None:
        return False
    lead = line[: match.start("name")].strip().casefold()
    colon = lead.endswith((":", "：", "/", "／"))
    if lead.rstrip(" :：/／") in _NEEDS_COLON and not colon:
        return False
    return _names_first(match["name"]) or (colon and len(match["name"].split()) <= 8)


def _names_first(rest: str) -> bool:
    """Names, then perhaps a role, a place or an address after a comma, a bar or "in"."""
    first = regex.split(r",|\s+(?:in|en|à|aus|w)\s+|\s*\(|\s+[|·•–—-]\s+|\s*[|•]\s*|\s+\S+@\S+", rest)[0].strip()
    words = first.split()
    if _ARABIC.search(first) or _HAN_NAME.match(first):
        return len(words) <= 8
    one = len(words) == 1 and len(first) > 1 and _capital(first) and first.casefold() not in _NOT_NAMES
    return one or is_name(first)


def _with_role(line: str) -> bool:
    parts = [part.strip() for part in _SEPARATOR.split(line)]
    if (len(parts) == 2 and "|" in line) or "•" in line or "·" in line:
        return is_name(parts[0]) and len(parts[0].split()) <= 5 and 0 < len(parts[-1].split()) <= 12
    head, _, role = line.partition(",")
    return is_name(head) and len(line.split()) <= 14 and bool(role) and is_role(role)


def is_desk(text: str) -> bool:
    """Whether a paper signs as a whole: "Redacción", "Agencies"."""
    return text.casefold().strip(" .") in _DESKS


def is_role(text: str) -> bool:
    """Whether a short line tells what the author does.

    >>> is_role("Science correspondent"), is_role("The editor of the paper said on Monday that he would go.")
    (True, False)
    """
    return len(text.split()) <= 9 and not text.rstrip().endswith(".") and bool(_ROLE.search(text))
