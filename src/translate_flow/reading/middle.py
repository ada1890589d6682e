"""Drop what is chrome wherever it stands: advertisement marks, rules, inline teasers, rows of share buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import regex

from translate_flow.reading import chrome
from translate_flow.reading.weight import is_caption, is_count, is_prose, words
from translate_flow.reading.wrapping import Unit

_EDIT_LINK = regex.compile(
    r"\s?\[\s?(?:edit|editar|modifier|bearbeiten|modifica|bewerken|edytuj|править|تعديل|عدل|编辑|編輯|編集|편집)"
    r"(?:\s?[|│]\s?[^\]]{1,60})?\s?\]$",
    regex.IGNORECASE,
)
_MAIL_HEADER = regex.compile(
    r"^(?P<field>from|to|cc|bcc|date|sent|subject|reply-to|message-id|mime-version|content-type|de|para|asunto|fecha|von|an|"
    r"betreff|gesendet|datum|objet|envoyé|à|oggetto|inviato|assunto|enviado|от|кому|тема|дата)\s?:\s*(?P<value>.*)$",
    regex.IGNORECASE,
)
_PITCH = regex.compile(
    r"^(?:sign up|subscribe|free (?:daily |weekly )?newsletter|get |delivered|privacy notice)|"
    r"\b(?:(?:to|in) your (?:inbox|e-?mail)|en (?:tu|su) (?:correo|bandeja)|dans votre boîte|in (?:dein|ihr) postfach|"
    r"nella tua (?:casella|e-?mail)|no seu e-?mail|in je (?:inbox|mailbox)|na (?:twoją|twój) (?:skrzynkę|e-?mail))\b",
    regex.IGNORECASE,
)
_PITCH_LINES = 4
_MOST_UNITS = 4000
"""Beyond the length of any article, comparing each line with each paragraph would take too long."""

_FORWARD_MARK = regex.compile(
    r"^[-–—_>\s]*(?:begin )?(?:(?:forwarded|original|fwd) message|mensaje (?:reenviado|original)|"
    r"message (?:transféré|d'origine)|(?:weitergeleitete|ursprüngliche) nachricht|messaggio (?:inoltrato|originale)|"
    r"mensagem (?:encaminhada|original)|(?:doorgestuurd|oorspronkelijk) bericht|(?:przekazana|oryginalna) wiadomość|"
    r"(?:пересылаемое|исходное) сообщение|الرسالة (?:المعاد توجيهها|الأصلية)|"
    r"转发的?邮件|轉寄的?郵件|転送メッセージ)[-–—_:\s]*$",
    regex.IGNORECASE,
)
_BUTTONS = frozenset({"share", "comments", "count", "listen", "support"})
_MOST_HEADERS = 5
_SUBJECTS = frozenset({"subject", "asunto", "betreff", "objet", "oggetto", "assunto", "тема"})
_FORWARDED = regex.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|enc)\s?:\s*)+", regex.IGNORECASE)


def drop_mail(found: Sequence[Unit]) -> list[Unit]:
    """Drop the header of a mail (its subject becomes the title line) and the signature after a ``--`` line."""
    return _without_signature(_without_header(list(found)))


def _without_header(found: list[Unit]) -> list[Unit]:
    """Take off the header of a mail, and those of the mails that it forwards."""
    start = 0
    for _ in range(_MOST_HEADERS):
        header = _first_header(found, start)
        if not header:
            break
        for index in header:
            found[index] = _header(found[index], first=start == 0)
        start = header[-1] + 1
    return found


def _first_header(found: Sequence[Unit], start: int) -> list[int]:
    """The units of a mail's header at ``start``, a line that announces it among them; none where there is none."""
    live = [index for index in range(start, min(start + 20, len(found))) if not found[index].reason]
    opened = [index for index in live[:3] if _FORWARD_MARK.match(found[index].text)]
    header: list[int] = []
    for index in (at for at in live if at not in opened):
        if not _MAIL_HEADER.match(found[index].text):
            break
        header.append(index)
    fields = {_field(found[index]) for index in header}
    return sorted([*opened, *header]) if len(header) >= 3 and fields & _SUBJECTS else []


def _field(unit: Unit) -> str:
    match = _MAIL_HEADER.match(unit.text)
    return match["field"].casefold() if match else ""


def _header(unit: Unit, *, first: bool) -> Unit:
    """The subject of the first header is the title line; everything else goes."""
    if not first:
        return replace(unit, reason="mail header")
    match = _MAIL_HEADER.match(unit.text)
    subject = _FORWARDED.sub("", match["value"]) if match and _field(unit) in _SUBJECTS else ""
    return replace(unit, text=subject, edit="mail header") if subject else replace(unit, reason="mail header")


def _without_signature(found: list[Unit]) -> list[Unit]:
    marks = [index for index, unit in enumerate(found) if unit.text == "--" and not unit.reason]
    if not marks or len(found) - marks[-1] > 12 or marks[-1] < 2:
        return found
    is_mail = any("mail header" in {unit.reason, unit.edit} for unit in found)
    if not is_mail and any(is_prose(unit.text) and not chrome.at_end(unit.text) for unit in found[marks[-1] :]):
        return found  # a break between two scenes
    return [replace(u, reason="signature") if i >= marks[-1] and not u.reason else u for i, u in enumerate(found)]


def drop_anywhere(found: Sequence[Unit]) -> list[Unit]:
    """Drop rules and lines that are chrome in any place; take edit links off headings."""
    checked = [unit if unit.reason else _checked(unit) for unit in found]
    return _without_offers(_without_rows(checked))


def _without_offers(found: list[Unit]) -> list[Unit]:
    """Drop the pitch above or below a newsletter line: it is chrome because of its neighbour."""
    for _ in range(_PITCH_LINES):
        boxes = {i for i, unit in enumerate(found) if unit.reason == "newsletter" or _promotion(unit)}
        pitches = [
            i for i, unit in enumerate(found) if boxes & {i - 1, i + 1} and not unit.reason and _pitch(unit.text)
        ]
        for index in pitches:
            found[index] = replace(found[index], reason="newsletter")
    return found


def _promotion(unit: Unit) -> bool:
    return unit.reason == "navigation" and "newsletter" in unit.text.casefold()


def _pitch(text: str) -> bool:
    return chrome.at_end(text) in {"newsletter", "support"} or (words(text) <= 16 and bool(_PITCH.search(text)))


def _checked(unit: Unit) -> Unit:
    if chrome.is_separator(unit.text):
        return replace(unit, reason="separator")
    reason = chrome.anywhere(unit.text)
    if reason:
        return replace(unit, reason=reason)
    without = _EDIT_LINK.sub("", unit.text)
    return replace(unit, text=without, edit="edit link") if without and without != unit.text else unit


def _without_rows(found: list[Unit]) -> list[Unit]:
    """Drop two or more share buttons in a row, one naming a network: words such as Save and Print may be terms."""
    result = list(found)
    shares = [not unit.reason and chrome.at_end(unit.text) == "share" for unit in found]
    for is_share, run in groupby(range(len(found)), key=shares.__getitem__):
        row = list(run)
        if is_share and len(row) > 1 and any(chrome.names_network(found[index].text) for index in row):
            for index in row:
                result[index] = replace(found[index], reason="share")
    return result


def drop_repeats(found: Sequence[Unit]) -> list[Unit]:
    """Drop pull quotes: a line of six words or more that a paragraph of the article says in the same words."""
    if len(found) > _MOST_UNITS:
        return list(found)
    paragraphs = [(i, _plain(u.text)) for i, u in enumerate(found) if not u.reason and is_prose(u.text)]
    return [replace(u, reason="pull quote") if _pulled(u, i, paragraphs) else u for i, u in enumerate(found)]


def _pulled(unit: Unit, index: int, paragraphs: Sequence[tuple[int, str]]) -> bool:
    if unit.reason or unit.kind or words(unit.text) < 6 or words(unit.text) > 60:
        return False
    said = _plain(unit.text)
    if any(i == index - 1 and text == said for i, text in paragraphs):
        return True
    return not is_caption(unit.text) and any(
        i != index and len(text) > 1.2 * len(said) and said in text for i, text in paragraphs
    )


def _plain(text: str) -> str:
    return " ".join(regex.sub(r"[\"“”„«»‘’'「」『』]", "", text).casefold().split()).rstrip(".!?…。")


def is_button_count(found: Sequence[Unit], index: int) -> bool:
    """Whether the line is a number beside a button, such as that of likes; a list's numbers and years are none."""
    if not index or not _is_figure(found[index].text):
        return False
    first, last = index, index
    while first > 0 and _is_figure(found[first - 1].text):
        first -= 1
    while last + 1 < len(found) and _is_figure(found[last + 1].text):
        last += 1
    beside = [found[at] for at in (first - 1, last + 1) if 0 <= at < len(found)]
    return any(unit.reason in _BUTTONS or chrome.at_end(unit.text) in _BUTTONS for unit in beside)


def _is_figure(text: str) -> bool:
    return is_count(text) and not regex.fullmatch(r"1\d{3}|20\d\d", text)


def in_company(found: Sequence[Unit], index: int) -> bool:
    """Whether the line stands beside something else than two paragraphs of prose, between which it may be a heading."""
    beside = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    return len(beside) < 2 or any(unit.reason or not is_prose(unit.text) for unit in beside)
