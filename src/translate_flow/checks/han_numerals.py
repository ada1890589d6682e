"""Read numbers that are written in words in Chinese, Japanese and Korean."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import regex

LANGUAGES = frozenset({"zh", "ja", "ko", "yue"})

_DIGITS = MappingProxyType(
    {
        char: value
        for value, chars in enumerate(
            ("〇零영공", "一壱일", "二两兩弐이", "三参삼", "四사", "五伍오", "六육륙", "七칠", "八팔", "九구")
        )
        for char in chars
    }
)
_UNITS = MappingProxyType(
    {"十": 10, "십": 10, "廿": 20, "百": 100, "백": 100, "千": 1000, "천": 1000}
    | {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
)
_RUN = regex.compile("[" + "".join([*_DIGITS, *_UNITS]) + "]{1,30}")
_NATIVE_TENS = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_NATIVE_ONES = ("하나|한", "둘|두", "셋|세", "넷|네", "다섯", "여섯", "일곱", "여덟", "아홉")
_ONES = "|".join(f"(?P<o{value}>{words})" for value, words in enumerate(_NATIVE_ONES, start=1))
_NATIVE = regex.compile(f"(?P<tens>{'|'.join(_NATIVE_TENS)}|스무)(?:{_ONES})?")


_OTHER_WORDS = MappingProxyType(
    {
        "ja": (
            "両|双|対|ふた|ツー|ダブル|ツイン|ペア|カップル|コンビ|デュ|セカンド|倍|次|夫妻|夫婦|再来|明後日|一昨",
            "みっ|みつ|スリー|サード|トリ",
            "よっ|よつ|フォー|クア|クォ|カルテット",
            "いつつ|いつか|ファイブ|クインテット",
            "むっ|むいか|シックス|半年",
            "なな|なのか|セブン|週",
            "やっつ|やつ|ようか|エイト",
            "ここの|ナイン",
        ),
        "zh": (
            "双|雙|对|對|俩|倆|倍|次|夫妻|夫妇|夫婦|亚军|亞軍|后天|後天|前天",
            "仨|季",
            "刻",
            "",
            "半年",
            "周|週|星期|礼拜|禮拜",
            "",
            "",
        ),
    }
)
"""What else says 2 to 9: the languages' own counting, borrowed words, and spans such as half a year."""


def han_says(number: int, text: str, short: str) -> bool | None:
    """Whether a text says 2 to 9 in any way known here; None for other numbers and for Korean.

    >>> han_says(3, "人々が来た。", "ja"), han_says(3, "二三人が来た。", "ja"), han_says(2, "両市", "ja")
    (False, True, True)
    >>> han_says(1, "人が来た。", "ja") is None
    True
    """
    words = _OTHER_WORDS.get("zh" if short == "yue" else short)
    if words is None or not 2 <= number <= 9:
        return None
    if any(_DIGITS.get(char) == number for char in text):
        return True
    return bool(words[number - 2]) and regex.search(words[number - 2], text) is not None


def han_numbers(text: str) -> set[int]:
    """The whole numbers that a text may say in words; syllables of other words are read along, for none knows better.

    >>> sorted(han_numbers("二十五个人和三百万元")), han_numbers("一九八四年"), han_numbers("스물다섯 명")
    ([25, 3000000], {1984}, {25})
    """
    return {_value(match[0]) for match in _RUN.finditer(text)} | set(_native(text))


def _value(run: str) -> int:
    """Digits in a row as they stand, else by Unihan's units: a myriad and its square multiply all that went before."""
    if not any(char in _UNITS for char in run):
        return int("".join(str(_DIGITS[char]) for char in run))
    total = section = digit = 0
    for char in run:
        unit = _UNITS.get(char, 0)
        if not unit:
            digit = _DIGITS[char]
        elif unit < 10**4:
            section, digit = section + (digit or 1) * unit, 0
        else:
            total, section, digit = _raised(total, section + digit, unit), 0, 0
    return total + section + digit


def _raised(total: int, section: int, unit: int) -> int:
    """万 raises what came since the last such unit; 亿 after it raises all of it, as in 三万亿."""
    return (total + section or 1) * unit if total and total < unit else total + (section or 1) * unit


def _native(text: str) -> Iterator[int]:
    """Korean's own words from ten to ninety-nine."""
    for match in _NATIVE.finditer(text):
        tens = 20 if match["tens"] == "스무" else 10 * (1 + _NATIVE_TENS.index(match["tens"]))
        yield tens + next((n for n in range(1, 10) if match[f"o{n}"]), 0)
