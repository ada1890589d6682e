"""Bytes become the text that their author wrote, or an error; never mojibake."""

from __future__ import annotations

import os

import pytest

from translate_flow.errors import InputError
from translate_flow.reading.encoding import decode

SAMPLES = {
    "fr": (
        "La commune a rouvert le vieux moulin après deux années de travaux. « C'était une idée », dit le maire.",
        "cp1252 iso8859-1",
    ),
    "de": (
        "Die Gemeinde hat die alte Mühle wiedereröffnet. „Das war für uns überraschend“, sagte die Bürgermeisterin.",
        "cp1252",
    ),
    "en": ("The council’s plan – “a small thing,” said the mayor – was approved. It’ll cost £40,000.", "cp1252"),
    "pl": (
        "Gmina otworzyła stary młyn po dwóch latach pracy, a kawiarnia zostanie otwarta wiosną, gdy będzie ciepło.",
        "cp1250 iso8859-2",
    ),
    "cs": (
        "Obec po dvou letech otevřela starý mlýn. Děti mají každou sobotu vstup zdarma, řekl starosta.",
        "cp1250 iso8859-2",
    ),
    "ru": (
        "Город снова открыл старую мельницу после двух лет работы, сказала глава района.",
        "cp1251 koi8-r cp866 iso8859-5",
    ),
    "uk": (
        "Громада знову відкрила старий млин після двох років роботи, і кав'ярня відкриється навесні.",
        "cp1251 koi8-u",
    ),
    "el": ("Ο δήμος άνοιξε ξανά τον παλιό μύλο ύστερα από δύο χρόνια δουλειάς, είπε η δήμαρχος.", "cp1253 iso8859-7"),
    "tr": ("Belediye eski değirmeni iki yıllık çalışmanın ardından yeniden açtı, dedi başkan.", "cp1254"),
    "he": ("העירייה פתחה מחדש את הטחנה הישנה אחרי שנתיים של עבודה.", "cp1255"),
    "ar": ("أعادت البلدية فتح الطاحونة القديمة بعد عامين من العمل.", "cp1256"),
    "lt": ("Savivaldybė po dvejų metų darbo vėl atidarė senąjį malūną, o kavinė bus atidaryta pavasarį.", "cp1257"),
    "th": ("เทศบาลเปิดโรงสีเก่าอีกครั้งหลังจากทำงานมาสองปี", "cp874"),
    "ja": ("町は二年間の工事を終え、古い水車小屋を再び公開した。", "cp932 euc-jp iso2022_jp"),
    "zh": ("经过两年的施工，市政府重新开放了老磨坊。", "gb18030"),
    "zt": ("經過兩年的施工，市政府重新開放了老磨坊。", "big5"),
    "ko": ("시는 이 년간의 공사를 마치고 오래된 물레방앗간을 다시 열었다.", "cp949"),
}
CASES = [(text, encoding) for text, encodings in SAMPLES.values() for encoding in encodings.split()]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_text_in_a_legacy_encoding_reads_as_it_was_written(text, encoding):
    assert decode(f"{text}\r\n{text}".encode(encoding), name="a.txt") == f"{text}\r\n{text}"


@pytest.mark.parametrize("text", [text for text, _ in SAMPLES.values()])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_a_mark_is_read(text, encoding):
    assert decode(text.encode(encoding), name="a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_western_utf_16_without_a_mark_is_read(encoding):
    assert decode(SAMPLES["fr"][0].encode(encoding), name="a.txt") == SAMPLES["fr"][0]


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<html><head><meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<?xml version="1.0" encoding="iso-8859-1"?>', "cp1252"),
    ],
)
def test_markup_is_read_in_the_charset_it_declares_as_a_browser_reads_it(declaration, encoding):
    text = declaration + "<p>“Café” – 5 €</p>"
    assert decode(text.encode(encoding), name="a.html") == text


def test_markup_that_declares_wrong_but_is_utf_8_is_utf_8():
    text = '<meta charset="iso-8859-1"><p>Café</p>'
    assert decode(text.encode(), name="a.html") == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"\.doc"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"abc\x00\x01\x02def" * 9, "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
    ],
)
def test_binary_data_are_refused_with_what_they_look_like(data, says):
    with pytest.raises(InputError, match=rf"(?s)^a\.bin: .*{says}") as caught:
        decode(data, name="a.bin")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"caf\xe9", bytes(range(128, 256))])
def test_bytes_that_no_encoding_makes_readable_are_refused_with_a_remedy(data):
    with pytest.raises(InputError, match="convert it to UTF-8"):
        decode(data, name="a.txt")


@pytest.mark.parametrize(
    "sentence",
    [
        "She said that the mill – if it was one – had burned down.",
        "The band called itself “The Locks” and played twice a year.",
        "The museum lent the tools back — and asked for a film.",
        "El alcalde no quiso hablar de la reunión del martes pasado.",
        "Según los vecinos, aún falta un puente sobre el río seco.",
        "Le conseil a voté le budget de la bibliothèque en silence.",
    ],
)
def test_a_single_sentence_with_few_special_letters_is_read_right(sentence):
    assert decode(sentence.encode("cp1252"), name="a.txt") == sentence


def test_two_scripts_that_fit_alike_are_refused_rather_than_guessed():
    with pytest.raises(InputError, match="convert it to UTF-8"):
        decode("Общината отвори отново старата мелница след две години работ".encode("cp1251"), name="a.txt")


def test_noise_is_never_taken_for_text():
    with pytest.raises(InputError):
        decode(os.urandom(4096), name="a.bin")


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xff\xfe\x00\x00"])
def test_a_damaged_unicode_file_is_refused(mark):
    with pytest.raises(InputError, match="damaged UTF"):
        decode(mark + b"a\x00b", name="a.txt")
