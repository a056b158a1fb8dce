"""Of what a record brings only addresses of the web become links."""

import pytest
from msgspec.structs import replace

from search.archive import Archive
from search.request import Request
from web.i18n.texts import all_texts
from web.pages.documents.document_page import DocumentPage


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http:/x", False),
        ("http://[", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_become_links(archive: Archive, url: str, is_link: bool) -> None:
    view = archive.document("mau-url", Request(""))
    view = replace(view, document=replace(view.document, url=url))
    page = DocumentPage(view, Request(""), all_texts()["en"])
    assert page.panel.original == (url if is_link else "")


@pytest.mark.parametrize(("language", "lead"), [("vi", "vi"), ("en", "vi"), ("zh", "zh")])
def test_a_name_beside_a_document_leads_in_the_language_of_the_page(
    archive: Archive, language: str, lead: str
) -> None:
    view = archive.document("mau-url", Request(""))
    page = DocumentPage(view, Request(""), all_texts()[language])
    names = [row.names for group in page.panel.named() for row in group.rows]
    both = [one for one in names if len(one) == 2]
    assert both
    assert {one[0][1] for one in both} == {lead}
