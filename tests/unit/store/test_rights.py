"""Every role against every write, in a language of one's own and in another: checked where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.assignment import WHOLE, Assignment
from translate_flow.domain.collections import Collection
from translate_flow.domain.dismissals import Place
from translate_flow.domain.efforts import Spent
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import IN_LANGUAGES, LOCAL_OWNER, Invitation, Person, Role
from translate_flow.domain.ports import UnitOfWork
from translate_flow.domain.revisions import Rewrite
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import Action, State
from translate_flow.errors import NotAllowedError
from translate_flow.store import SqlStore, open_store

ARTICLE = Article("en", (Segment(Kind.TITLE, "Market day"), *(Segment(Kind.PARAGRAPH, text) for text in "ABCDE")))
DRAFT, TRANSLATED, APPROVED, NEEDS_WORK, UNTRANSLATED = range(1, 6)
"""The places of segments, each named after the state that its Spanish target is in."""

Write = Callable[[UnitOfWork], object]


def target(place: int, action: Action, state: State, text: str = "otra cosa") -> Write:
    """A write to the Spanish target at a place; an empty text leaves the one that is there."""

    def write(uow: UnitOfWork) -> None:
        unit = uow.targets.bitext("market", "es").units[place]
        said = {"text": text or unit.target.text, "source_hash": unit.segment.source_hash}
        wanted = replace(unit.target, **said, state=state, origin=BY_PERSON)
        uow.targets.write(wanted, base=unit.target.version, action=action)

    return write


def machine(uow: UnitOfWork) -> None:
    unit = uow.targets.bitext("market", "es").units[UNTRANSLATED]
    uow.targets.write_drafts([replace(unit.target, text="x", state=State.DRAFT, source_hash=unit.segment.source_hash)])


TERM = Term("mill", "molino", "en", "es")
KEPT = Term("quay", "muelle", "en", "es")
LATER = datetime.now(UTC) + timedelta(days=1)
INVITATION = Invitation(Role.READER, {}, LATER)
UNIT = MemoryUnit("Mill", "Molino", "en", "es")


def settle(uow: UnitOfWork) -> None:
    uow.comments.resolve(uow.comments.listed("market", "es")[0].id)


def silence(uow: UnitOfWork) -> None:
    uow.comments.remove(uow.comments.listed("market", "es")[0].id)


def say(uow: UnitOfWork) -> None:
    uow.comments.add(uow.targets.bitext("market", "es").units[DRAFT].id, "es", "Why?")


def dismiss(uow: UnitOfWork) -> None:
    segment = uow.targets.bitext("market", "es").units[DRAFT].id
    uow.dismissals.add(segment, "es", Place("end_mark", 0, 4), digest="0" * 32)


def recall(uow: UnitOfWork) -> None:
    uow.dismissals.remove(uow.targets.bitext("market", "es").units[DRAFT].id, "es", Place("end_mark", 0, 4))


def spend(uow: UnitOfWork) -> None:
    uow.efforts.add(uow.targets.bitext("market", "es").units[DRAFT].id, "es", Spent(1000, typed=2), base=1)


# What the write is, the least role that may, and whether a role in Spanish alone is enough.
WRITES: dict[str, tuple[Write, Role, bool]] = {
    "type where there is nothing": (target(UNTRANSLATED, Action.EDIT, State.DRAFT), Role.PROPOSER, True),
    "change a draft": (target(DRAFT, Action.EDIT, State.DRAFT), Role.PROPOSER, True),
    "mend what was sent back": (target(NEEDS_WORK, Action.EDIT, State.NEEDS_WORK), Role.PROPOSER, True),
    "empty a draft": (target(DRAFT, Action.EDIT, State.UNTRANSLATED, " "), Role.PROPOSER, True),
    "confirm a draft": (target(DRAFT, Action.CONFIRM, State.TRANSLATED), Role.TRANSLATOR, True),
    "change a translation": (target(TRANSLATED, Action.EDIT, State.DRAFT), Role.TRANSLATOR, True),
    "restore a translation": (target(DRAFT, Action.RESTORE, State.TRANSLATED), Role.TRANSLATOR, True),
    "draft by machine": (machine, Role.TRANSLATOR, True),
    "approve": (target(TRANSLATED, Action.APPROVE, State.APPROVED, ""), Role.REVIEWER, True),
    "send back": (target(TRANSLATED, Action.SEND_BACK, State.NEEDS_WORK, ""), Role.REVIEWER, True),
    "change what is approved": (target(APPROVED, Action.EDIT, State.DRAFT), Role.REVIEWER, True),
    "restore what was approved": (target(DRAFT, Action.RESTORE, State.APPROVED), Role.REVIEWER, True),
    "set a term": (lambda uow: uow.terms.add([TERM]), Role.REVIEWER, True),
    "remove a term": (lambda uow: uow.terms.remove("mill", source="en", language="es"), Role.REVIEWER, True),
    "discard a term": (lambda uow: uow.terms.discard(KEPT), Role.REVIEWER, True),
    "assign": (lambda uow: uow.assignments.put(Assignment("market", "es", translator="root")), Role.COORDINATOR, True),
    "take an assignment back": (lambda uow: uow.assignments.clear("market", "es", WHOLE), Role.COORDINATOR, True),
    "comment": (say, Role.PROPOSER, True),
    "resolve another's comment": (settle, Role.PROPOSER, True),
    "dismiss a finding": (dismiss, Role.TRANSLATOR, True),
    "tell a finding again": (recall, Role.TRANSLATOR, True),
    "note what was spent": (spend, Role.PROPOSER, True),
    "let comments follow their text": (lambda uow: uow.comments.follow(1, 2), Role.COORDINATOR, False),
    "take out another's comment": (silence, Role.COORDINATOR, True),
    "add an article": (lambda uow: uow.articles.add(ARTICLE, languages=["es"]), Role.COORDINATOR, False),
    "revise an article": (
        lambda uow: uow.articles.revise("market", Rewrite(ARTICLE, [None] * 6)),
        Role.COORDINATOR,
        False,
    ),
    "open a language": (lambda uow: uow.articles.add_language("market", "fr"), Role.COORDINATOR, False),
    "archive an article": (lambda uow: uow.shelves.archive("market"), Role.COORDINATOR, False),
    "delete an article": (lambda uow: uow.shelves.delete("market", until=LATER), Role.COORDINATOR, False),
    "restore an article": (lambda uow: uow.shelves.restore("market"), Role.COORDINATOR, False),
    "purge an article": (lambda uow: uow.shelves.purge("market"), Role.ADMIN, False),
    "make a collection": (lambda uow: uow.collections.add(Collection("new")), Role.COORDINATOR, False),
    "change a collection": (
        lambda uow: uow.collections.change(Collection("spring"), seen=Collection("spring")),
        Role.COORDINATOR,
        False,
    ),
    "remove a collection": (lambda uow: uow.collections.remove("spring"), Role.COORDINATOR, False),
    "put into a collection": (lambda uow: uow.collections.put("spring", "market"), Role.COORDINATOR, False),
    "take out of a collection": (lambda uow: uow.collections.take("market"), Role.COORDINATOR, False),
    "clear a collection's terms": (lambda uow: uow.terms.clear("autumn"), Role.REVIEWER, True),
    "add to the memory": (lambda uow: uow.memory.add([UNIT]), Role.COORDINATOR, False),
    "tidy the memory": (lambda uow: uow.memory.tidy(), Role.COORDINATOR, False),
    "add a person": (lambda uow: uow.people.add(Person("new", Role.READER)), Role.ADMIN, False),
    "give a role": (lambda uow: uow.people.assign("ann", Role.READER, {}), Role.ADMIN, False),
    "keep somebody out": (lambda uow: uow.people.disable("ann"), Role.ADMIN, False),
    "set another's password": (lambda uow: uow.people.set_password("ann", "hash"), Role.ADMIN, False),
    "invite somebody": (lambda uow: uow.sessions.invite("fresh", INVITATION), Role.ADMIN, False),
    "withdraw an invitation": (lambda uow: uow.sessions.withdraw("open"), Role.ADMIN, False),
    "set four eyes": (lambda uow: uow.people.set_four_eyes("es", on=True), Role.ADMIN, False),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an article whose targets are in every state, and one person of each role."""
    path = tmp_path_factory.mktemp("rights") / "desk.sqlite"
    store = open_store(path)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="market")
        states = (
            (DRAFT, Action.EDIT, State.DRAFT),
            (TRANSLATED, Action.CONFIRM, State.TRANSLATED),
            (APPROVED, Action.APPROVE, State.APPROVED),
            (NEEDS_WORK, Action.SEND_BACK, State.NEEDS_WORK),
        )
        for place, action, state in states:
            target(place, action, state, "algo")(uow)
        uow.collections.add(Collection("spring"))
        uow.collections.add(Collection("autumn"))
        uow.terms.add([KEPT, replace(KEPT, collection="autumn")])
        say(uow)
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        uow.people.add(Person("ann", Role.READER))
        for role in Role:
            uow.people.add(Person(f"{role.value}-all", role))
        for role in IN_LANGUAGES:
            uow.people.add(Person(f"{role.value}-es", Role.READER, {"es": role}))
            uow.people.add(Person(f"{role.value}-fr", Role.READER, {"fr": role}))
        uow.sessions.invite("open", INVITATION)
    store.close()
    return path


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    opened = open_store(path)
    yield opened
    opened.close()


class _UndoneError(Exception):
    """Ends a transaction that went through, so that the next case finds what this one found."""


def allowed(store: SqlStore, write: Write, by: str) -> bool:
    try:
        _try(store, write, by)
    except NotAllowedError:
        return False
    except _UndoneError:
        return True
    raise AssertionError(by)


def _try(store: SqlStore, write: Write, by: str) -> None:
    with store.write(by=by) as uow:
        write(uow)
        raise _UndoneError


@pytest.mark.parametrize("what", WRITES)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_it_is_for_and_nothing_else(store: SqlStore, what: str, role: Role) -> None:
    write, least, _ = WRITES[what]
    order = list(Role)
    assert allowed(store, write, f"{role.value}-all") == (order.index(role) >= order.index(least))


@pytest.mark.parametrize("what", WRITES)
@pytest.mark.parametrize("role", IN_LANGUAGES)
def test_a_role_in_one_language_ends_there(store: SqlStore, what: str, role: Role) -> None:
    write, least, per_language = WRITES[what]
    order = list(Role)
    own = per_language and order.index(role) >= order.index(least)
    assert allowed(store, write, f"{role.value}-es") == own
    assert not allowed(store, write, f"{role.value}-fr")


@pytest.mark.parametrize("what", WRITES)
@pytest.mark.parametrize("by", ["", "stranger", LOCAL_OWNER])
def test_nobody_else_may_anything_once_there_are_accounts(store: SqlStore, what: str, by: str) -> None:
    assert not allowed(store, WRITES[what][0], by)


@pytest.mark.parametrize("what", WRITES)
def test_whoever_holds_the_files_may_everything_by_command(path: Path, what: str) -> None:
    owned = open_store(path, owned=True)
    assert allowed(owned, WRITES[what][0], LOCAL_OWNER)
    owned.close()


def test_a_disabled_person_may_nothing(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.add(Person("gone", Role.ADMIN))
        uow.people.disable("gone")
    assert not any(allowed(store, write, "gone") for write, _, _ in WRITES.values())


def test_what_was_approved_for_an_older_source_a_translator_may_mend(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        numbers = [item.id for item in uow.articles.segments("market")]
        other = replace(ARTICLE.segments[APPROVED], text="It says something else.")
        changed = (*ARTICLE.segments[:APPROVED], other, *ARTICLE.segments[APPROVED + 1 :])
        uow.articles.revise("market", Rewrite(replace(ARTICLE, segments=changed), numbers))
    mend = target(APPROVED, Action.CONFIRM, State.TRANSLATED)
    assert allowed(store, mend, "translator-es")
    assert not allowed(store, mend, "proposer-es")
    assert not allowed(store, target(APPROVED, Action.APPROVE, State.APPROVED), "translator-es")


def test_nobody_approves_their_own_sentence_because_a_revision_put_it_elsewhere(tmp_path):
    store = open_store(tmp_path / "desk.sqlite", owned=True)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="market")
        for name, role in (("root", Role.ADMIN), ("rose", Role.REVIEWER), ("tim", Role.REVIEWER)):
            uow.people.add(Person(name, role))
    with store.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
    with store.write(by="rose") as uow:
        target(DRAFT, Action.EDIT, State.DRAFT)(uow)
    with store.write(by="root") as uow:
        put = {(0, "es"): replace(uow.targets.bitext("market", "es").units[DRAFT].target, text="otra")}
        shorter = replace(ARTICLE, segments=ARTICLE.segments[1:2])
        uow.articles.revise("market", Rewrite(shorter, [None], targets=put))
    with pytest.raises(NotAllowedError, match="nobody approves their own"), store.write(by="rose") as uow:
        target(0, Action.APPROVE, State.APPROVED, "")(uow)
    with store.write(by="tim") as uow:
        target(0, Action.APPROVE, State.APPROVED, "")(uow)
    store.close()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Callable[[str, Action, State, str], None]]:
    """Does something to one segment under four eyes, as one of a reviewer, a translator and a proposer."""
    store = open_store(tmp_path / "desk.sqlite", owned=True)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="market")
        people = (("root", Role.ADMIN), ("rose", Role.REVIEWER), ("rob", Role.REVIEWER), ("ana", Role.TRANSLATOR))
        for name, role in (*people, ("pia", Role.PROPOSER)):
            uow.people.add(Person(name, role))
    with store.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)

    def do(by: str, action: Action, state: State, text: str) -> None:
        with store.write(by=by) as uow:
            unit = uow.targets.bitext("market", "es").units[DRAFT]
            wanted = replace(unit.target, text=text, state=state, source_hash=unit.segment.source_hash)
            uow.targets.write(wanted, base=unit.target.version, action=action)

    yield do
    store.close()


def test_a_letter_that_others_add_lets_nobody_approve_their_own(watched) -> None:
    watched("rose", Action.EDIT, State.DRAFT, "Programa")
    watched("pia", Action.EDIT, State.DRAFT, "Programas")
    watched("pia", Action.EDIT, State.DRAFT, "Programa")
    with pytest.raises(NotAllowedError, match="nobody approves their own"):
        watched("rose", Action.APPROVE, State.APPROVED, "Programa")
    watched("rob", Action.APPROVE, State.APPROVED, "Programa")


def test_what_somebody_else_confirmed_its_first_author_may_approve(watched) -> None:
    watched("rose", Action.EDIT, State.DRAFT, "Programa")
    watched("ana", Action.CONFIRM, State.TRANSLATED, "Programa")
    watched("rose", Action.APPROVE, State.APPROVED, "Programa")


@pytest.mark.parametrize(
    ("action", "state", "text"),
    [
        (Action.RESTORE, State.DRAFT, "antes"),
        (Action.RESTORE, State.UNTRANSLATED, ""),
        (Action.EDIT, State.UNTRANSLATED, ""),
    ],
)
def test_who_may_only_propose_does_not_end_that_something_was_sent_back(watched, action, state, text) -> None:
    watched("ana", Action.CONFIRM, State.TRANSLATED, "Programa")
    watched("rose", Action.SEND_BACK, State.NEEDS_WORK, "Programa")
    with pytest.raises(NotAllowedError):
        watched("pia", action, state, text)
    watched("pia", Action.EDIT, State.NEEDS_WORK, "Programas")
    watched("ana", action, state, text)
