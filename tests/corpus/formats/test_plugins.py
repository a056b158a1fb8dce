"""Readers of other formats come from installed packages; a broken one costs only its own files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.document import Document, Failure
from corpus.formats.plugins import plugin_readers
from corpus.readers import READERS, count_inputs, read_paths, reader_for

Install = Callable[[str, str, str], None]

GOOD = """
from corpus.formats.record import documents
from corpus.read_errors import ReadError

def read(source):
    title, _, body = source.whole().decode().partition("|")
    if not body:
        raise ReadError("there is no | in it; write title|body")
    yield from documents({"title": title, "body": body, "date": "28/2/2023"}, source)
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install packages into a folder as pip does: a module, and the metadata beside it."""
    site = tmp_path / "site-packages"
    site.mkdir()
    monkeypatch.syspath_prepend(site)
    modules: list[str] = []
    plugin_readers.cache_clear()

    def install_package(name: str, entry_points: str, code: str) -> None:
        (site / f"{name}.py").write_text(code, "utf-8")
        metadata = site / f"{name}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(entry_points)
        modules.append(name)

    yield install_package
    plugin_readers.cache_clear()
    for name in modules:
        sys.modules.pop(name, None)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.TIN").write_text("Hội đàm|Hai bên", "utf-8")
    (folder / "b.txt").write_text("Tin\n\nHai bên", "utf-8")
    return folder


def read(folder: Path) -> tuple[list[Document], list[Failure]]:
    items = list(read_paths([folder]))
    return (
        [one for one in items if isinstance(one, Document)],
        [one for one in items if isinstance(one, Failure)],
    )


def test_an_installed_package_adds_a_format(install: Install, papers: Path) -> None:
    assert reader_for("a.tin") is None
    plugin_readers.cache_clear()
    install("songngu_tin", "[songngu.readers]\n.tin = songngu_tin:read\n", GOOD)
    documents, failures = read(papers)
    assert [one.title for one in documents] == ["Hội đàm", "Tin"]
    assert (documents[0].body, documents[0].date) == ("Hai bên", "2023-02-28")
    assert len(documents[0].id) == 16
    assert not failures
    assert count_inputs([papers]).files == 2


def test_packages_are_searched_once_and_imported_when_a_file_needs_them(
    install: Install, papers: Path
) -> None:
    install("songngu_tin", "[songngu.readers]\n.tin = songngu_tin:read\n", GOOD)
    assert reader_for("x.tin") is reader_for("y.tin")
    assert "songngu_tin" not in sys.modules
    read(papers)
    assert "songngu_tin" in sys.modules
    install("songngu_late", "[songngu.readers]\n.late = songngu_late:read\n", GOOD)
    assert reader_for("x.late") is None


def test_a_read_error_of_a_plugin_is_reported_as_it_is(install: Install, papers: Path) -> None:
    install("songngu_tin", "[songngu.readers]\n.tin = songngu_tin:read\n", GOOD)
    (papers / "a.TIN").write_text("x")
    documents, (failure,) = read(papers)
    assert [one.title for one in documents] == ["Tin"]
    assert failure.reason == "there is no | in it; write title|body"


DOCUMENT = "Document('x', 't', 'b', 'vi', path=source.shown)"
BEGIN = "from corpus.document import Document, Failure\ndef read(source):\n    "


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import no_such_module", "cannot be loaded: ModuleNotFoundError"),
        ("read = (", "cannot be loaded: SyntaxError"),
        ("raise RuntimeError('license')", "cannot be loaded: RuntimeError: license"),
        ("import sys; sys.exit('no license')", "cannot be loaded: SystemExit: no license"),
        ("raise RuntimeError('a' + chr(10) + 'b')", "cannot be loaded: RuntimeError: a b;"),
        ("other = 1", "cannot be loaded: AttributeError"),
        ("read = 5", "fails: TypeError"),
        (f"{BEGIN}return None", "fails: TypeError"),
        (f"{BEGIN}yield 1 / 0", "fails: ZeroDivisionError"),
        (f"{BEGIN}yield 'text'", "fails: TypeError: it gave a str"),
        (
            f"{BEGIN}yield {DOCUMENT.replace(chr(39) + 'b' + chr(39), '5')}",
            "body of a Document is a int",
        ),
        (f"{BEGIN}yield {DOCUMENT.replace('b', 'e' + chr(0x301))}", "body of a Document is not"),
        (f"{BEGIN}yield {DOCUMENT.replace('b', chr(92) + 'ud800')}", "body of a Document is not"),
        (f"{BEGIN}yield Failure('y', 1, 'bad')", "a Failure has the path 'y'"),
        (f"{BEGIN}yield Failure(source.shown, 1, None)", "reason of a Failure is a NoneType"),
        (f"{BEGIN}yield {DOCUMENT.replace('x', '')}", "has no id"),
        (f"{BEGIN}yield {DOCUMENT.replace('source.shown', repr('y'))}", "has the path 'y'"),
    ],
)
def test_a_broken_plugin_is_named_and_the_rest_is_read(
    install: Install, papers: Path, code: str, said: str
) -> None:
    install("songngu_bad", "[songngu.readers]\n.tin = songngu_bad:read\n", code)
    install("songngu_good", "[songngu.readers]\n.bao = songngu_good:read\n", GOOD)
    (papers / "c.bao").write_text("Báo|x", "utf-8")
    documents, (failure,) = read(papers)
    assert [one.title for one in documents] == ["Tin", "Báo"]
    assert failure.path.endswith("a.TIN")
    assert failure.lost
    assert "'songngu_bad' (songngu_bad:read)" in failure.reason
    assert said in failure.reason
    assert "update or uninstall" in failure.reason


def test_what_a_plugin_read_before_it_failed_is_kept(install: Install, papers: Path) -> None:
    code = f"{BEGIN}yield {DOCUMENT}\n    raise OSError('gone')"
    install("songngu_bad", "[songngu.readers]\n.tin = songngu_bad:read\n", code)
    documents, (failure,) = read(papers)
    assert [one.title for one in documents] == ["t", "Tin"]
    assert "OSError: gone" in failure.reason


def test_our_own_reader_is_used_before_a_plugin(install: Install, papers: Path) -> None:
    points = "".join(f"{suffix} = songngu_tin:no\n" for suffix in (*READERS, ".b.txt", "TIN"))
    install("songngu_tin", f"[songngu.readers]\n{points}", GOOD + "\nno = read\n")
    assert all(reader_for(f"b{suffix}") is READERS[suffix] for suffix in READERS)
    (papers / "c.b.txt").write_text("Tin c", "utf-8")
    assert [one.title for one in read(papers)[0]] == ["Hội đàm", "Tin", "Tin c"]


def test_of_two_plugins_the_longer_ending_then_the_first_name_counts(install: Install) -> None:
    install("songngu_b", "[songngu.readers]\n.tin = songngu_b:read\n", GOOD)
    install(
        "songngu_a", "[songngu.readers]\n.tin = songngu_a:read\n.x.tin = songngu_a:long\n", GOOD
    )
    assert "songngu_a:read" in repr(vars(reader_for("a.tin")))
    assert "songngu_a:long" in repr(vars(reader_for("a.x.tin")))


@pytest.mark.parametrize(
    "metadata", ["[songngu.readers\n", "[songngu.readers]\nno value\n", "\x00", ""]
)
def test_damaged_metadata_of_one_package_does_not_hide_another(
    install: Install, papers: Path, metadata: str
) -> None:
    install("songngu_a", metadata, "")
    install("songngu_tin", "[songngu.readers]\n.tin = songngu_tin:read\n", GOOD)
    assert [one.title for one in read(papers)[0]] == ["Hội đàm", "Tin"]


def test_an_unknown_format_is_reported_with_those_of_plugins(
    install: Install, papers: Path
) -> None:
    install("songngu_tin", "[songngu.readers]\n.tin = songngu_tin:read\n", GOOD)
    (papers / "c.xyz").write_text("x")
    (failure,) = read(papers)[1]
    assert all(suffix in failure.reason for suffix in (*READERS, ".tin"))
