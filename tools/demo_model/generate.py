"""Write sentence pairs from the grammar: ``python generate.py 130000 pairs.tsv [--seed 7] [--without ARTICLE...]``."""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import lexicon
import rendering
from lexicon import Rule, Verb
from nounphrases import PRONOUNS, NounPhrases, Phrase

_MARK = re.compile(r"\{([^}]*)\}")
_COPULAS = {"COP": "A", "COPB": "B"}
"""The slots whose adjective chooses between *ser* and *estar*."""
_SYLLABLES = (lexicon.FOLDER / "syllables.txt").read_text(encoding="utf-8").split()
_TOWN_ENDINGS = ("", "", "ford", "ton", "ham", "wood", "field", "bury", "dale", "ville", "mouth", "port")

Value = Phrase | Verb | lexicon.Adjective | tuple[str, str]


@dataclass(frozen=True)
class DeadEndError(Exception):
    """A rule drew words that do not go together; the sentence is drawn anew."""

    reason: str


class Grammar:
    """A source of sentence pairs; the same seed gives the same sentences."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._nouns = NounPhrases(self._chance, self.expand)
        self._verbs: dict[str, list[Verb]] = defaultdict(list)
        for verb in lexicon.verbs():
            self._verbs[verb.frame].append(verb)
        self._auxiliaries = {verb.es["inf"]: verb for verb in self._verbs["aux"]}
        self._rules: dict[str, list[Rule]] = defaultdict(list)
        for rule in lexicon.rules():
            self._rules[rule.symbol].append(rule)
        self._fixed = {
            "named": self._named,
            "speak": self._speaker,
            "you": lambda: Phrase("you", "", "2s", kinds=frozenset({"person"})),
            "it": lambda: Phrase("it", ""),
            "surname": self._surname,
            "town": self._town,
            "site": self._site,
        }
        self._chosen = {
            "subj": self._subject,
            "full": self._full,
            "obj": self._object,
            "list": lambda kinds: self._nouns.several(kinds, role="object"),
        }

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Sentences without end, finished: contractions, spaces, capitals."""
        while True:
            try:
                en, es = self.expand("sentence")
            except DeadEndError:
                continue
            en, es = rendering.tidied(en), rendering.contracted(rendering.tidied(es))
            yield (en.replace("'", "’") if self._chance.random() < 0.5 else en), es

    def expand(self, symbol: str, bound: dict[str, Value] | None = None) -> tuple[str, str]:
        """Write ``symbol`` by one of its rules; ``bound`` slots are given from outside, such as a clause's subject."""
        rules = self._rules[symbol]
        if not rules:
            raise KeyError(f"the grammar has no rule for {symbol!r}")
        rule = self._chance.choices(rules, [rule.weight for rule in rules])[0]
        values = dict(bound or {})
        for name, spec in rule.slots:
            values[name] = self._slot(spec, values, role="subject" if name == "S" else "object")
        for name in dict.fromkeys(_MARK.findall(rule.en) + _MARK.findall(rule.es)):
            if _is_symbol(name, values):
                values[name] = self._nested(name, values)
        return self._side(rule.en, values, english=True), self._side(rule.es, values, english=False)

    def _nested(self, name: str, values: dict[str, Value]) -> tuple[str, str]:
        if name.endswith("?") and self._chance.random() < 0.5:
            return "", ""
        subject = {"S": values["S"]} if name.startswith("with.") else None
        return self.expand(name.rstrip("?123"), subject)

    def _slot(self, spec: str, values: dict[str, Value], *, role: str) -> Value:
        kind, _, rest = spec.partition(":")
        argument, _, determiner = rest.partition(":")
        if kind == "verb":
            return self._chance.choice(self._verbs[argument])
        if kind == "adj":
            return self._adjective(values[argument], comparative=determiner == "er")
        if kind == "number":
            low, high = argument.split("-")
            number = str(self._chance.randint(int(low), int(high)))
            return number, number
        if kind in self._fixed:
            return self._fixed[kind]()
        kinds = self._kinds(argument, values)
        if kind in self._chosen:
            return self._chosen[kind](kinds)
        return self._nouns.pick(kinds, determiner=determiner, role=role, tail=kind == "np")

    def _kinds(self, argument: str, values: dict[str, Value]) -> frozenset[str]:
        name, dot, attribute = argument.partition(".")
        if not dot:
            return frozenset(argument.split(","))
        kinds = getattr(values[name], attribute)
        if not self._nouns.fits(kinds):
            raise DeadEndError(f"no noun for {sorted(kinds)}")
        return kinds

    def _adjective(self, phrase: Value, *, comparative: bool) -> lexicon.Adjective:
        adjective = self._nouns.adjective(phrase, comparative=comparative) if isinstance(phrase, Phrase) else None
        if adjective is None:
            raise DeadEndError("no adjective fits")
        return adjective

    def _object(self, kinds: frozenset[str]) -> Phrase:
        if kinds & {"food", "goods", "part"} and self._chance.random() < 0.16:
            return self._nouns.several(kinds & {"food", "goods", "part"}, role="object")
        return self._nouns.pick(kinds)

    def _subject(self, kinds: frozenset[str]) -> Phrase:
        draw = self._chance.random()
        if "person" not in kinds:
            return self._full(kinds) if draw > 0.08 else Phrase("it", "", kinds=kinds)
        if draw < 0.14:
            return self._named()
        if draw < 0.3:
            pronoun, person = self._chance.choice(list(PRONOUNS.items()))
            return Phrase(pronoun, "", "2s" if pronoun == "you" else person, person, kinds=frozenset({"person"}))
        if draw < 0.33:
            en, es = self.expand("everyone")
            return Phrase(en, es, kinds=frozenset({"person"}))
        return self._full(kinds)

    def _full(self, kinds: frozenset[str]) -> Phrase:
        phrase = self._nouns.pick(kinds, role="subject")
        if self._chance.random() > 0.07:
            return phrase
        en, es = self.expand("with.who" if "person" in phrase.kinds else "with.which", {"S": phrase})
        return replace(phrase, en=f"{phrase.en} {en}", es=f"{phrase.es} {es}")

    def _named(self) -> Phrase:
        gender = self._chance.choice("mf")
        en, es = self.expand("first." + gender)
        if self._chance.random() < 0.45:
            surname, _ = self._surname()
            en, es = f"{en} {surname}", f"{es} {surname}"
        phrase = Phrase(en, es, gender=gender, kinds=frozenset({"person"}))
        added = self._added(phrase)
        return replace(phrase, en=f"{en}, {added[0]},", es=f"{es}, {added[1]},") if added else phrase

    def _added(self, person: Phrase) -> tuple[str, str] | None:
        draw = self._chance.random()
        if draw < 0.32:
            job = self._nouns.job(person.gender)
            return job.en, job.es
        return self.expand("with.who", {"S": person}) if draw < 0.42 else None

    def _speaker(self) -> Phrase:
        return self._named() if self._chance.random() < 0.5 else self._nouns.pick({"person"}, role="subject")

    def _surname(self) -> tuple[str, str]:
        surname = self._word(self._chance.choice((2, 2, 3))).capitalize()
        return surname, surname

    def _town(self) -> tuple[str, str]:
        town = (self._word(self._chance.choice((1, 1, 2))) + self._chance.choice(_TOWN_ENDINGS)).capitalize()
        return town, town

    def _site(self) -> tuple[str, str]:
        path = "/" + self._word(2) if self._chance.random() < 0.5 else ""
        site = self._chance.choice((f"https://{self._word(3)}.org{path}", f"{self._word(2)}@{self._word(2)}.org"))
        return site, site

    def _word(self, syllables: int) -> str:
        return "".join(self._chance.choice(_SYLLABLES) for _ in range(syllables))

    def _side(self, template: str, values: dict[str, Value], *, english: bool) -> str:
        return _MARK.sub(lambda mark: self._written(mark[1], values, english=english), template)

    def _written(self, mark: str, values: dict[str, Value], *, english: bool) -> str:
        if isinstance(values.get(mark), tuple):
            return values[mark][not english]
        name, _, controller = mark.partition("/")
        name, _, form = name.partition(".")
        phrase = values.get(controller or "S", Phrase("", ""))
        if name in rendering.OF_PHRASE:
            return rendering.OF_PHRASE[name](phrase)
        if name.startswith("~"):
            return lexicon.four_forms(name[1:])[phrase.form]
        value = self._value(name, values)
        if isinstance(value, Verb):
            return (
                rendering.english(value, form, phrase.en_person) if english else rendering.spanish(value, form, phrase)
            )
        if isinstance(value, Phrase):
            personal = "a " if form == "a" and value.personal else ""
            return value.en if english else personal + value.es
        return (value.comparative if form == "er" else value.en) if english else value.es[phrase.form]

    def _value(self, name: str, values: dict[str, Value]) -> Value:
        if name in _COPULAS:
            return self._auxiliaries[values[_COPULAS[name]].copula]
        return self._auxiliaries[name[1:]] if name.startswith("=") else values[name]


def _is_symbol(name: str, values: dict[str, Value]) -> bool:
    head = re.split(r"[./]", name)[0]
    return (
        not name.startswith(("=", "~"))
        and head not in {*values, *_COPULAS, *rendering.OF_PHRASE}
        and name not in values
    )


def main() -> None:
    """Write the pairs, no English sentence twice and none of the articles named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    kept_out = "\n".join(plain(path.read_text(encoding="utf-8")) for path in options.without)
    seen: set[str] = set()
    with options.file.open("w", encoding="utf-8") as file:
        for en, es in Grammar(options.seed).pairs():
            if len(seen) == options.count:
                break
            if en not in seen and plain(en) not in kept_out:
                seen.add(en)
                file.write(f"{en}\t{es}\n")


def plain(text: str) -> str:
    """Text as the comparison with the articles sees it: lower case, no markup, no quotes."""
    return re.sub(r"[*_“”\"’'>]", "", re.sub(r"\[([^\]]*)\](\([^)]*\))?", r"\1", text)).lower().strip(".")


if __name__ == "__main__":
    main()
