"""Accounts by command: the first is the admin, roles by language, who is kept out, what the log tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import Desk

GOOD = b"four big blue whales\n"


def test_the_first_person_is_the_admin_and_commands_keep_all_rights(desk: Desk, tmp_path: Path) -> None:
    assert "users add" in desk("users", "list").out
    first = desk("users", "add", "Ruth", "--password-stdin", stdin=GOOD)
    assert (first.out, "sign in" in first.err) == ("ruth: admin\n", True)
    asked = (
        "users",
        "add",
        "ann",
        "--language",
        "es=reviewer",
        "--display",
        "Ann B.",
        "--email",
        "Ann@b.example",
        "--json",
    )
    assert desk(*asked).json() == {
        "name": "ann",
        "role": "reader",
        "languages": {"es": "reviewer"},
        "display": "Ann B.",
        "email": "ann@b.example",
        "disabled": False,
    }
    article = tmp_path / "fair.txt"
    article.write_text("The spring fair\n\nIt opens at ten.\n", "utf-8")
    desk("import", str(article), "--to", "es", "--source", "en")


def test_roles_change_people_leave_and_the_log_tells_in_order(desk: Desk) -> None:
    desk("users", "add", "ruth", "--password-stdin", stdin=GOOD)
    desk("users", "add", "ann", "--password-stdin", stdin=GOOD)
    desk("users", "role", "ann", "translator", "--language", "fr=reviewer")
    desk("users", "four-eyes", "fr")
    desk("users", "remove", "ann")
    [ann, _] = desk("users", "list", "--json").json()
    assert (ann["role"], ann["languages"], ann["disabled"]) == ("translator", {"fr": "reviewer"}, True)
    told = [(entry["action"], entry["subject"], entry["detail"]) for entry in desk("users", "log", "--json").json()]
    assert told == [
        ("person disabled", "ann", ""),
        ("four eyes on", "fr", ""),
        ("roles changed", "ann", "reader -> translator, fr reviewer"),
        ("person added", "ann", "reader"),
        ("person added", "ruth", "admin"),
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("users", "add", "local", "--password-stdin"), "cannot be a person's name"),
        (("users", "add", "bea"), "--password-stdin"),
        (("users", "add", "bea", "--language", "es=admin", "--password-stdin"), "no role for one language"),
        (("users", "remove", "ruth"), "without an admin"),
        (("users", "role", "zoe", "reader"), "no person named zoe"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(desk: Desk, asked: tuple[str, ...], said: str) -> None:
    desk("users", "add", "ruth", "--password-stdin", stdin=GOOD)
    refused = desk(*asked, expect=1, stdin=GOOD)
    assert said in refused.err
    assert refused.err.count("\n") == 1


def test_a_desk_without_accounts_is_served_to_nobody_else_and_invites_nobody(desk: Desk) -> None:
    refused = desk("serve", "--host", "0.0.0.0", "--no-browser", expect=1)
    assert "users add" in refused.err
    assert "users add" in desk("users", "invite", expect=1).err


def test_an_invitation_is_a_path_to_put_behind_the_address(desk: Desk) -> None:
    desk("users", "add", "ruth", "--password-stdin", stdin=GOOD)
    path = desk("users", "invite", "--role", "translator").out
    assert path.startswith("/invitation?token=")
    assert len(path.strip()) > 40


def test_an_open_invitation_is_listed_and_can_be_taken_back(desk: Desk) -> None:
    desk("users", "add", "ruth", "--password-stdin", stdin=GOOD)
    desk("users", "invite", "--role", "translator", "--display", "Bea", "--language", "es=reviewer")
    (found,) = desk("users", "invitations", "--json").json()
    assert (found["for"], found["roles"]) == ("Bea", "translator, es reviewer")
    assert "users invitations" in desk("users", "withdraw", "zz", expect=1).err
    desk("users", "withdraw", found["id"])
    assert desk("users", "invitations").out == "no invitation is open\n"
    assert "invitation withdrawn" in desk("users", "log").out


def test_a_new_password_comes_by_a_link_and_an_address_can_be_changed(desk: Desk) -> None:
    desk("users", "add", "ruth", "--password-stdin", stdin=GOOD)
    assert desk("users", "password-link", "ruth").out.startswith("/new-password?token=")
    assert desk("users", "invitations", "--json").json() == []
    assert desk("users", "set", "ruth", "--email", "Ruth@example.org").out == "ruth: ruth@example.org\n"
    assert "e-mail address" in desk("users", "set", "ruth", "--email", "ruth", expect=1).err
