"""Tell whether a heading that stayed in a script the target language is not written in is more than a name."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import regex

from translate_flow.domain.languages import primary

_LATIN = regex.compile(r"\p{sc=Latn}")
_LETTERS = 4
"""Letters from which a small word is no particle of a name."""

_ALONE = 5
"""Letters from which one that stands alone is no unit and no command."""

_NAME = 4
"""Words of the longest name, those of three letters or fewer left out: Dr. Martin Luther King Jr."""

_PARTICLES = frozenset({"dalla", "degli", "della", "delle", "dello", "dell", "sant", "zum", "zur"})
_ORDINARY = MappingProxyType(
    {
        "en": """
            a about after all an and annual archive archives area arts at background before books budget business by
            calendar center centre children city closed community conclusion conference contact contents council
            county culture daily day details directions download economy editorial education election elections
            entertainment environment event events exhibition families family features food for free friday from
            gallery gardens green guide health help high history holiday home hours house housing how in information
            interview introduction is it jobs join latest law letters library life lifestyle links list local main map
            market meeting meetings members menu method methods monday monthly more museum music national near new
            news newsletter next night notes of office old on open opening opinion our overview park parking people
            photos plan planning police politics press prices privacy program programme project public question
            questions reading recipes references related report reports results road saturday schedule school schools
            science search section services sources special sport sports spring staff starts station stories story
            street students summary summer sunday support tables team terms the theater theatre this thursday tickets
            tips to today tomorrow top tour town traffic training transport travel tuesday upcoming us use video
            village visit volunteer volunteers water we weather wednesday week weekend weekly welcome what when where
            who why will winter with women work world year years you young your youth
        """,
        "es": """
            a actividades agenda agua al anual archivo ayuda ayuntamiento barrio biblioteca calendario ciudad
            concierto conclusión contacto cultura de del deporte deportes economía el en entrevista escuela eventos
            exposición festival historia horario horarios información inicio introducción la las libros local locales
            los mercado museo más música noticias nueva nuevas nuevo nuevos opinión para política por portada programa
            pueblo que resultados resumen salud semana servicios sobre sociedad tiempo todos un una verano viajes vida
            y
        """,
        "fr": """
            accueil actualités agenda aide annuel après archives au aux bibliothèque calendrier concert conclusion
            conseil contact culture dans de des du eau en enquête entretien et exposition histoire horaires
            informations introduction la le les livres local locale locales mairie marché musique musée météo nos
            notre nouveau nouvelle nouvelles opinion par politique pour programme quartier résultats résumé santé
            semaine services société sport sports sur un une vie ville voyage à école économie été événements
        """,
        "de": """
            aktuell aktuelles allgemeine am an anfahrt angebot arbeit archiv auf aus bericht bibliothek bildung bücher
            das der die ein eine einführung einleitung ergebnisse familie für gemeinde geschichte gesundheit im in
            inhalt interview kalender kontakt kultur leben lokales markt meinung mit musik nachrichten neue neues
            politik programm rathaus region reisen schule sommer sport stadt startseite termine und unsere
            veranstaltungen vom von was wer wetter wie wir wirtschaft wissenschaft woche zum zur zusammenfassung
            öffnungszeiten über
        """,
    }
)
"""Words that headings are made of; what consists of nothing else is no name, however it is capitalised."""


def heading_stayed(words: Sequence[str], source_language: str, *, listed: bool) -> bool:
    """Whether words that stayed as they were say something: names, abbreviations and a capitalised word alone may stay.

    In scripts other than Latin nothing may, for nobody reads them. ``listed`` spares lists of names and commands.

    >>> heading_stayed(["Local", "News"], "en", listed=False), heading_stayed(["Kofi", "Annan"], "en", listed=False)
    (True, False)
    """
    if not any(map(_LATIN.search, words)):
        return sum(map(len, words)) >= _LETTERS
    if len(words) == 1:
        return words[0].islower() and len(words[0]) >= _ALONE
    known = _ORDINARY.get(primary(source_language), "").split()
    if all(word.casefold() in known for word in words):
        return True
    long = sum(len(word) >= _LETTERS for word in words) > _NAME
    return not listed and (long or any(map(_is_small, words)))


def _is_small(word: str) -> bool:
    return word.islower() and len(word) >= _LETTERS and word not in _PARTICLES
