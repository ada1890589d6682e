"""The gettext catalogs that come along: which languages there are, and each one ready to use."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO

from translate_flow.resources import resource

DOMAIN = "translate_flow"
SOURCE = "en"


@cache
def available() -> tuple[str, ...]:
    """English, and every folder of ``locales`` that holds a catalog."""
    found = resource("locales").glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return (SOURCE, *sorted(path.parts[-3] for path in found))


def nearest(*codes: str) -> str:
    """The first of the codes that has a catalog, perhaps of its language without the region; else English.

    >>> nearest("es-MX"), nearest("xx", "de_AT"), nearest("")
    ('es', 'de', 'en')
    """
    from babel import negotiate_locale  # noqa: PLC0415 - heavy, and most commands say nothing in another language

    wanted = [code.replace("-", "_") for code in codes if code]
    return negotiate_locale(wanted, available(), sep="_") or SOURCE


@cache
def catalog(language: str) -> gettext.NullTranslations:
    """A catalog, compiled in memory: a changed .po shows at the next start, without a build step."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - as in nearest
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as in nearest

    path = resource("locales") / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
