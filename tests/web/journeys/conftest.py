"""Readers of every setting (``settings.py``), one after the other, and the servers that they
visit: one that nobody is asked at, one with users, and one that takes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.pipeline.indexing import DEFAULT_ENGINE
from search.archive import Archive
from tests.web.conftest import served
from tests.web.journeys.indexing_here import IndexingHere
from tests.web.journeys.reader import Profile, Reader
from tests.web.journeys.settings import READERS, WITH_SCRIPTS
from web.access.login import Access
from web.access.passwords import hashed
from web.access.roles import NAMED
from web.access.users_file import LiveUsers, User, write_user
from web.app import create_app
from web.routes.deployment import Deployment
from web.uploads.upload_folder import UploadFolder
from web.uploads.uploads import Uploads

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PASSWORD = "mat khau chung"
"""Of all three users, each of whom is named for the role."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each journey its readers. Their profile is of the module, so that pytest lets each walk
    its journeys before the next comes. (A fixture of the folder would last as long as the process,
    for the folder is no package; and while a Playwright runs, no other can be started.)"""
    if "profile" in metafunc.fixturenames:
        readers = WITH_SCRIPTS if "scripted" in metafunc.fixturenames else READERS
        metafunc.parametrize("profile", readers, indirect=True, ids=str, scope="module")


@pytest.fixture(scope="module")
def profile(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Profile]:
    opened = Profile.opened(browser, address, request.param)
    yield opened
    opened.page.context.close()


@pytest.fixture
def reader(profile: Profile, address: str) -> Iterator[Reader]:
    """One for whom nothing is kept from the journey before, but style and scripts."""
    context = profile.page.context
    context.clear_cookies()
    context.set_extra_http_headers({})
    profile.heard.forget()
    walking = Reader(profile, address)
    yield walking
    walking.end()


@pytest.fixture
def scripted(reader: Reader) -> Reader:
    """One of those with scripts: for what only these can do."""
    assert reader.who.scripts
    return reader


@pytest.fixture(scope="module")
def demo(sample_index: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample corpus as ``make demo`` has it, without records that mean harm."""
    folder = tmp_path_factory.mktemp("demo") / "index"
    return Path(shutil.copytree(sample_index(DEFAULT_ENGINE), folder))


@pytest.fixture(scope="module")
def demo_address(demo: Path) -> Iterator[str]:
    """A server that asks nobody who they are, and was given no folder for files."""
    with served(create_app(Archive(demo))) as found:
        yield found


@dataclass(frozen=True)
class Staffed:
    """A server that asks who somebody is, and what indexes its files."""

    address: str
    indexing: IndexingHere

    def let_in(self, reader: Reader, role: str) -> None:
        """Have the reader go on here as the user of a role."""
        reader.visit(self.address, role, PASSWORD)


@pytest.fixture(scope="module")
def staffed(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staffed]:
    """A server with a user of each role that takes files."""
    home = tmp_path_factory.mktemp("staffed")
    index = home / "index"
    shutil.copytree(demo, index)
    for name, role in NAMED.items():
        write_user(home / "users.tsv", User(name, role, hashed(PASSWORD)))
    folder = UploadFolder(home / "added")
    indexing = IndexingHere(folder, index)
    access = Access(LiveUsers(home / "users.tsv"))
    deployment = Deployment(access=access, uploads=Uploads(folder, indexing))
    with served(create_app(Archive(index), deployment=deployment)) as found:
        yield Staffed(found, indexing)
