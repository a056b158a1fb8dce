"""``songngu passwd`` writes what ``serve --users`` reads."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from songngu.__main__ import main
from web.access.passwords import matches
from web.access.roles import Role
from web.access.users_file import NO_PASSWORD, read_users


def passwd(monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["passwd", *arguments])


def test_a_password_of_standard_input_is_that_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = tmp_path / "users.tsv"
    given = ("lan", "--users", str(users), "--role", "corrector")
    assert passwd(monkeypatch, "mật khẩu của Lan\n", *given) == 0
    user = read_users(users)["lan"]
    assert user.role is Role.CORRECTOR
    assert matches("mật khẩu của Lan", user.password)
    assert passwd(monkeypatch, "", "lan", "--users", str(users), "--no-password") == 0
    assert read_users(users)["lan"].password == NO_PASSWORD


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [("lan", "short\n", "8 to 1024 characters"), ("l:n", "long enough\n", "no name of a user")],
)
def test_what_cannot_be_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    typed: str,
    said: str,
) -> None:
    users = tmp_path / "users.tsv"
    assert passwd(monkeypatch, typed, name, "--users", str(users)) == 1
    assert said in capsys.readouterr().err
    assert not users.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--base-path", "x"), "no base path"),
        (("--trusted-proxy", "proxy"), "proxy"),
        (("--trusted-header", "X-Remote-User"), "needs --trusted-proxy"),
        (("--log-queries",), "needs --log"),
        (("--users", "/nowhere/users.tsv"), "can't be read"),
        (("--log", "/nowhere/log"), "/nowhere/log"),
    ],
)
def test_serve_refuses_what_does_not_fit_together(
    given: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *given]) == 1
    assert said in capsys.readouterr().err
