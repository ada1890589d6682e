"""The interface language: gettext catalogs, numbers, language names and direction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import date as day
from enum import Enum

import streamlit as st
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta, get_timezone
from babel.numbers import format_decimal, format_percent

from translate_flow.catalogs import available, catalog, nearest
from translate_flow.domain import languages
from translate_flow.domain.languages import direction

__all__ = [
    "apply_direction", "autonym", "available", "choose", "current", "date", "day_of_month", "duration", "gettext",
    "language_name", "moment", "ngettext", "number", "percent", "relabel", "remember", "universal_moment",
]  # fmt: skip


COOKIE = "translate_flow_ui"
_YEAR_SECONDS = 365 * 24 * 3600


def current() -> str:
    """The interface language: as in the address, as chosen before, what the browser prefers, else English."""
    if "interface" not in st.session_state:
        asked = (st.query_params.get("ui", ""), st.context.cookies.get(COOKIE, ""), st.context.locale or "")
        st.session_state["interface"] = nearest(*asked)
    return str(st.session_state["interface"])


def choose(language: str) -> None:
    """Take a person's choice; an address that names another language gives way."""
    st.session_state["interface"] = language
    st.session_state["interface_chosen"] = st.session_state["interface_turned"] = True
    st.query_params.pop("ui", None)


def relabel() -> None:
    """After a change of language, before the page is drawn: a browser keeps a chosen label until its value is set."""
    if st.session_state.pop("interface_turned", False):
        for key, value in st.session_state.to_dict().items():
            if _is_choice(value):
                st.session_state[key] = value


def _is_choice(value: object) -> bool:
    """Whether a box of choices may hold it; what a button or an upload holds must not be set."""
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_is_choice, value))
    return isinstance(value, str | Enum)


def remember() -> None:
    """Keep the language that a person or an address chose in this browser, for the next visit."""
    if st.session_state.get("interface_chosen") or "ui" in st.query_params:
        st.session_state["interface_chosen"] = True
        # `current` is a name of `available`: nothing from outside reaches the script.
        cookie = f"{COOKIE}={current()}; path=/; max-age={_YEAR_SECONDS}; SameSite=Lax"
        st.html(f"<script>document.cookie = {cookie!r};</script>", unsafe_allow_javascript=True)


def gettext(message: str, **values: object) -> str:
    """A message in the interface language, its ``{placeholders}`` filled in."""
    text = catalog(current()).gettext(message)
    return text.format(**values) if values else text


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """A message that depends on a number, which fills ``{n}`` as the language writes it."""
    return catalog(current()).ngettext(one, many, n).format(n=number(n), **values)


def number(value: float) -> str:
    """A number as the interface language writes it."""
    return format_decimal(value, locale=current())


def percent(value: float) -> str:
    """A share of 0 to 100 as the interface language writes it, without decimals; only a whole hundred is 100 %."""
    return format_percent(int(value) / 100, locale=current())


def date(value: day) -> str:
    """A day as the interface language writes it."""
    return format_date(value, format="medium", locale=current())


def moment(value: datetime) -> str:
    """A day and time as the interface language writes them, by the clock of the browser."""
    try:
        zone = get_timezone(st.context.timezone or "UTC")
    except LookupError:
        zone = get_timezone("UTC")
    return format_datetime(value, format="medium", tzinfo=zone, locale=current())


def universal_moment(value: datetime) -> str:
    """A day and time as the interface language writes it, in UTC and with that said: for whoever is elsewhere."""
    return f"{format_datetime(value, 'medium', tzinfo=UTC, locale=current())} UTC"


def day_of_month(value: day) -> str:
    """A day without its year, short, as the interface language writes it."""
    return format_skeleton("MMMd", value, locale=current())


def duration(value: timedelta) -> str:
    """About how long, as the interface language writes it, in its one largest unit from minutes on."""
    return format_timedelta(value, granularity="minute", threshold=1.2, locale=current())


def language_name(code: str) -> str:
    """A language's name in the interface language."""
    return languages.display_name(code, current())


def autonym(code: str) -> str:
    """An interface language's name in itself, for the language switch."""
    return languages.autonym(code).capitalize()


_RIGHT_TO_LEFT = """<style>
[data-testid="stAppViewContainer"], [data-testid="stSidebar"], [data-testid="stHeader"], [role="dialog"],
[data-baseweb="popover"] { direction: rtl; }
[data-testid="stMarkdownContainer"], [data-testid="stMarkdownContainer"] :is(ul, ol, li), [data-testid="stText"],
[data-testid="stMetric"], label { text-align: start; }
[data-testid="stMarkdown"], [data-testid="stCaptionContainer"] { width: 100%; text-align: start; }
textarea, [data-testid="stTextInput"] input { unicode-bidi: plaintext; text-align: start; }
[data-testid="stDataFrame"], [data-testid="stCode"], [data-testid="stVegaLiteChart"] { direction: ltr; }
</style>"""


def apply_direction() -> None:
    """Turn the page around for interface languages that run right to left."""
    if direction(current()) == "rtl":
        st.html(_RIGHT_TO_LEFT)
