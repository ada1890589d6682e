"""Many people at once on one SQLite file: python -m bench.crowd [--people N] [--seconds S] [--json].

Each person is a process of its own in a closed loop: think, take a segment, read it, approve a text of their own over
the version that they saw. All share one article of forty segments, so they meet. Afterwards every
text that was answered as saved must be in the history of its segment, once, in the order of the versions, and the last
one must be what stands: what is missing was lost. Beside it, in the same run, one person alone.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.domain.translation import Action
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import open_store
from translate_flow.workflow import accounts
from translate_flow.workflow.reviewing import Operation, Outcome, apply, units

SEGMENTS = 40
THINKS = 1.0
"""Seconds that a person thinks, on average (exponentially): faster than anybody reads."""


class Told(NamedTuple):
    """An answer: how long it took, what became of it, and which text stands at which version."""

    milliseconds: float
    outcome: str
    segment: int
    version: int
    text: str


@dataclass(frozen=True)
class Meeting:
    """What all share: the file, the wait until everybody is there, how long, and where to tell."""

    path: str
    begins: Barrier
    told: Queue[list[Told]]
    seconds: float
    thinks: float


def person(meeting: Meeting, name: str) -> None:
    """What one process does."""
    store, splitter, dice, answers = open_store(Path(meeting.path)), SrxSplitter(), random.Random(name), []
    thinks, seconds = meeting.thinks, meeting.seconds
    meeting.begins.wait()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        time.sleep(dice.expovariate(1 / thinks))
        unit = dice.choice(units(store, "market", "es").units)
        text = f"Texto de {name}, vez {len(answers)}."
        wanted = Operation(f"{name}-{len(answers)}", unit.id, "es", Action.APPROVE, text, unit.target.version)
        time.sleep(dice.expovariate(1 / thinks))
        started = time.perf_counter()
        (answer,) = apply(store, [wanted], by=name, splitter=splitter)
        spent = 1000 * (time.perf_counter() - started)
        answers.append(Told(spent, answer.outcome.value, unit.id, answer.version, text))
    store.close()
    meeting.told.put(answers)


def crowd(people: int, seconds: float, *, thinks: float) -> dict[str, float]:
    """So many people at one article; what they saw, and what was lost."""
    with tempfile.TemporaryDirectory(prefix="translate-flow-crowd-") as folder:
        path = Path(folder) / "desk.sqlite"
        _fill(path, people)
        context = multiprocessing.get_context("spawn")
        meeting = Meeting(str(path), context.Barrier(people), context.Queue(), seconds, thinks)
        workers = [context.Process(target=person, args=(meeting, f"person-{number}")) for number in range(people)]
        for worker in workers:
            worker.start()
        answers = [answer for _ in workers for answer in meeting.told.get(timeout=seconds + 120)]
        for worker in workers:
            worker.join()
        return {**_figures(answers), "lost": _lost(path, answers)}


def _fill(path: Path, people: int) -> None:
    store = open_store(path)
    segments = tuple(Segment(Kind.PARAGRAPH, f"Paragraph {number} of the market.") for number in range(SEGMENTS))
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", segments), languages=["es"], slug="market")
    accounts.add(store, "root", role=Role.ADMIN, by=LOCAL_OWNER)
    for number in range(people):
        accounts.add(store, f"person-{number}", role=Role.REVIEWER, by="root")
    store.close()


def _figures(answers: list[Told]) -> dict[str, float]:
    outcomes = Counter(answer.outcome for answer in answers)
    took = sorted(answer.milliseconds for answer in answers)
    return {
        "approvals": outcomes[Outcome.SAVED.value],
        "conflicts": outcomes[Outcome.CONFLICT.value],
        "refused": outcomes[Outcome.REFUSED.value],
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": round(took[int(0.95 * len(took))], 1),
        "max_ms": round(took[-1], 1),
    }


def _lost(path: Path, answers: list[Told]) -> int:
    """Saved answers that the history does not hold at their version, and histories that end elsewhere than the text."""
    store, saved = open_store(path), [answer for answer in answers if answer.outcome == Outcome.SAVED.value]
    with store.read() as uow:
        held = {unit.id: unit.target for unit in uow.targets.bitext("market", "es").units}
        past = {number: {each.version: each.text for each in uow.targets.history(number, "es")} for number in held}
    store.close()
    missing = sum(past[answer.segment].get(answer.version) != answer.text for answer in saved)
    wrong = sum(target.text != past[number].get(target.version, "") for number, target in held.items())
    return missing + wrong + abs(len(saved) - sum(map(len, past.values())))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--json", action="store_true", help="the last line is JSON")
    options = parser.parse_args()
    alone = crowd(1, options.seconds / 3, thinks=THINKS / 4)
    found = {"people": options.people, **crowd(options.people, options.seconds, thinks=THINKS)}
    found |= {"alone_p95_ms": alone["p95_ms"], "ratio_to_alone": round(found["p95_ms"] / alone["p95_ms"], 1)}
    print(json.dumps(found) if options.json else found)


if __name__ == "__main__":
    main()
