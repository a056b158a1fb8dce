"""How a site stands in its surroundings: below which path, behind which proxies, for whom, and what
its operator is told."""

from __future__ import annotations

from typing import Final

from msgspec import Struct, field

from web.access.login import Access
from web.http.forwarded import Proxies
from web.operations.log_lines import LogLines
from web.operations.metrics import Metrics
from web.uploads.uploads import Uploads


class Deployment(Struct, frozen=True):
    """Without anything said: at the root of its address, no proxies, nobody is asked for a name.

    ``log`` takes a line a request, with what was asked if ``log_queries``. ``metrics`` are given
    to operators, and with ``metrics_open`` to everybody. ``token`` is the secret of forms that
    several processes share. ``uploads`` say where files are kept that operators add.
    """

    base: str = ""
    proxies: Proxies = field(default_factory=Proxies)
    access: Access = field(default_factory=Access)
    metrics: Metrics | None = None
    metrics_open: bool = False
    log: LogLines | None = None
    log_queries: bool = False
    token: str = ""
    uploads: Uploads | None = None


BY_ITSELF: Final = Deployment()
