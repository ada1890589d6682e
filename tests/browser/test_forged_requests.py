"""Every role against every write, sent from the browser it is signed in with, whatever its page offers: no leak."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.driving import Editor
from browser.served import Desk
from translate_flow.domain.people import IN_LANGUAGES, Role

GOOD = "four big blue whales"
RANK = list(Role)

# What is asked of the target in each row of an article, how the admin prepared that row, and the least role that may.
ASKED = {
    "edit": ("edit", (), Role.PROPOSER),
    "confirm": ("confirm", ("edit",), Role.TRANSLATOR),
    "edit a translation": ("edit", ("confirm",), Role.TRANSLATOR),
    "approve": ("approve", ("confirm",), Role.REVIEWER),
    "send back": ("send_back", ("confirm",), Role.REVIEWER),
    "edit what is approved": ("edit", ("approve",), Role.REVIEWER),
    "confirm what is approved": ("confirm", ("approve",), Role.REVIEWER),
    "send back what is approved": ("send_back", ("approve",), Role.REVIEWER),
}

SEND = """async ({article, language, actions, text}) => {
  const bitext = await (await fetch(`/api/segments?article=${article}&language=${language}`)).json();
  const outcomes = [];
  for (const [place, action] of actions) {
    const row = bitext.rows[place];
    const operation = {id: `${article}-${language}-${place}-${text.length}`, segment: row.id, language, action, text,
      base: row.version};
    const answer = await fetch('/api/ops', {method: 'POST', body: JSON.stringify({operations: [operation]}),
      headers: {'Content-Type': 'application/json', 'x-translate-flow-token': bitext.token,
        'x-translate-flow-person': 'root'}});
    outcomes.push((await answer.json()).answers[0].outcome);
  }
  return outcomes;
}"""
"""What a page of ours would send, whatever it shows, in the name of somebody else; one row after the other."""


@pytest.fixture(scope="module")
def people(desk: Desk) -> dict[str, tuple[Role, tuple[str, ...]]]:
    """One person of each role everywhere, and of those that may be had in Spanish alone: role and languages."""
    team = {"root": (Role.ADMIN, ("es", "fr"))}
    desk.run("users", "add", "root", "--password-stdin", stdin=GOOD.encode())
    for role in Role:
        desk.run("users", "add", f"{role}-all", "--role", role, "--password-stdin", stdin=GOOD.encode())
        team[f"{role}-all"] = (role, ("es", "fr"))
    for role in IN_LANGUAGES:
        desk.run("users", "add", f"{role}-es", "--language", f"es={role}", "--password-stdin", stdin=GOOD.encode())
        team[f"{role}-es"] = (role, ("es",))
    return team


@pytest.fixture(scope="module")
def root(desk: Desk, people, chromium: Browser) -> Iterator[Page]:
    """The admin's browser."""
    context = chromium.new_context()
    yield signed_in(context.new_page(), desk, "root")
    context.close()


def signed_in(page: Page, desk: Desk, name: str) -> Page:
    page.goto(desk.url)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(GOOD)
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_text(f"Signed in as {name}")).to_be_visible(timeout=60_000)
    return page


NAMES = [f"{role}-all" for role in Role] + [f"{role}-es" for role in IN_LANGUAGES]


@pytest.mark.parametrize("name", NAMES)
def test_a_forged_write_does_what_the_role_may_in_its_languages_and_nothing_else(
    page: Page, desk: Desk, people, root: Page, name: str
) -> None:
    text = "\n\n".join(f"The boat number {place} came in before six." for place in range(len(ASKED)))
    desk.run("import", "-", "--to", "es", "--to", "fr", "--source", "en", "--as", name, stdin=text.encode())
    signed_in(page, desk, name)
    role, languages = people[name]
    for language in ("es", "fr"):
        may = [language in languages and RANK.index(role) >= RANK.index(least) for _, _, least in ASKED.values()]
        asked = {"article": name, "language": language}
        before = [[place, action] for place, (_, made, _) in enumerate(ASKED.values()) for action in made]
        assert set(root.evaluate(SEND, {**asked, "actions": before, "text": "algo"})) == {"saved"}
        forged = [[place, action] for place, (action, _, _) in enumerate(ASKED.values())]
        outcomes = page.evaluate(SEND, {**asked, "actions": forged, "text": "otra cosa"})
        assert dict(zip(ASKED, outcomes, strict=True)) == {
            wanted: "saved" if allowed else "refused" for wanted, allowed in zip(ASKED, may, strict=True)
        }


def test_a_reviewer_s_own_correction_is_saved_as_translated_where_somebody_else_has_to_approve_it(
    page: Page, desk: Desk, people, root: Page
) -> None:
    desk.run("import", "-", "--to", "es", "--source", "en", "--as", "eyes", stdin=b"The boat\n\nIt came in before six.")
    desk.run("users", "four-eyes", "es")
    asked = {"article": "eyes", "language": "es", "actions": [[1, "confirm"]], "text": "Llegaron a las seis."}
    assert root.evaluate(SEND, asked) == ["saved"]
    signed_in(page, desk, "reviewer-all")
    page.goto(f"{desk.url}/review?article=eyes&language=es&seg=2")
    editor = Editor(page).wait()
    editor.end()
    page.keyboard.type(" Todos.")
    page.keyboard.press("Control+Enter")
    expect(editor.row(2).get_by_text("second reviewer")).to_be_visible(timeout=30_000)
    editor.saved()
    row = root.evaluate("async () => (await (await fetch('/api/segments?article=eyes&language=es')).json()).rows[1]")
    assert (row["text"], row["state"]) == ("Llegaron a las seis. Todos.", "translated")
