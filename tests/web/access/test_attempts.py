"""Wrong passwords are counted by address and forgotten after a minute."""

import pytest

from web.access.attempts import ADDRESSES, MOST, WINDOW, Attempts
from web.http.refusals import Refusal


def test_an_address_may_be_wrong_some_times_a_minute() -> None:
    now = [1_000.0]
    attempts = Attempts(lambda: now[0])
    for _ in range(MOST):
        attempts.check("192.0.2.1")
        attempts.count("192.0.2.1")
    with pytest.raises(Refusal, match="minute"):
        attempts.check("192.0.2.1")
    attempts.check("192.0.2.2")
    now[0] += WINDOW
    attempts.check("192.0.2.1")


def test_the_addresses_of_one_network_of_ipv6_count_as_one() -> None:
    attempts = Attempts()
    for number in range(MOST):
        attempts.count(f"2001:db8::{number}")
    with pytest.raises(Refusal):
        attempts.check("2001:db8::ffff")
    attempts.check("2001:db8:0:1::1")


def test_many_addresses_do_not_fill_the_memory() -> None:
    attempts = Attempts()
    for number in range(ADDRESSES * 2):
        attempts.count(f"a{number}")
    assert len(attempts._wrong) <= ADDRESSES
