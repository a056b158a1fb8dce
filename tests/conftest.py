"""One profile of Hypothesis for all tests."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline, and no check of how fast data is made: both are assertions on time, which fail on a
# busy machine. In CI the same examples each time: a red run is red again and tells of the change
# that was made; elsewhere others each time, so that every run of a developer looks further.
settings.register_profile(
    "songngu",
    deadline=None,
    derandomize=os.environ.get("SONGNGU_REQUIRE_SYSTEM") == "1",
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("songngu")
