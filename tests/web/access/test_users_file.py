"""The file of users: written, read, and read again when it changes."""

import os
import stat
from pathlib import Path

import pytest

from web.access.roles import Role
from web.access.users_file import (
    NO_PASSWORD,
    LiveUsers,
    User,
    UsersBroken,
    read_users,
    write_user,
)

LAN = User("lan", Role.CORRECTOR, NO_PASSWORD)


def test_what_is_written_is_read_again_and_replaced_by_name(tmp_path: Path) -> None:
    path = tmp_path / "users.tsv"
    other = User("Đỗ Hoà", Role.READER, NO_PASSWORD)
    assert not write_user(path, LAN)
    assert not write_user(path, other)
    assert read_users(path) == {"lan": LAN, "Đỗ Hoà": other}
    promoted = User("lan", Role.OPERATOR, NO_PASSWORD)
    assert write_user(path, promoted)
    assert read_users(path)["lan"] == promoted


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_new_file_is_its_owners_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "users.tsv"
    write_user(path, LAN)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    write_user(path, LAN)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lan\treader", "2 cells"),
        ("lan\tking\t-", "unknown role 'king'"),
        ("la:n\treader\t-", "no name"),
        ("lan\treader\tsecret", "songngu passwd"),
        ("lan\treader\t-\nlan\toperator\t-", "twice"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "users.tsv"
    path.write_text(f"# users\n{line}\n", "utf-8")
    with pytest.raises(UsersBroken, match=said) as error:
        read_users(path)
    assert f"{path}:" in str(error.value)


def test_a_change_is_seen_and_a_broken_file_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "users.tsv"
    write_user(path, LAN)
    live = LiveUsers(path)
    write_user(path, User("hoa", Role.READER, NO_PASSWORD))
    assert set(live.now()) == {"lan", "hoa"}
    path.write_text("what is this", "utf-8")
    assert set(live.now()) == {"lan", "hoa"}
    assert "stay as they were" in caplog.text
    path.unlink()
    assert set(live.now()) == {"lan", "hoa"}


@pytest.mark.parametrize("name", ["", "a:b", "a\tb", " a", "#a", "x" * 65, "a\nb"])
def test_what_can_be_no_name_is_not_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        write_user(tmp_path / "users.tsv", User(name, Role.READER, NO_PASSWORD))
    assert not (tmp_path / "users.tsv").exists()
