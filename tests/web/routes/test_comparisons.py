"""Comparisons for programs have the shapes that their description promises."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from search.comparison.compared import CompareRequest, compared
from search.comparison.serializers import comparison_json, sides_json
from search.comparison.two_sides import SidesRequest, two_sides
from web.routes.api_models import ErrorAnswer
from web.routes.comparison_models import CompareAnswer, SidesAnswer


def test_answers_have_the_promised_shape_and_the_numbers_of_the_archive(
    client: TestClient, archive: Archive
) -> None:
    answer = client.get("/api/compare?e=huu-nghi&e=刘宁&e=mong+cai&e=").json()
    CompareAnswer.model_validate(answer)
    asked = CompareRequest(("huu-nghi", "刘宁", "mong cai"))
    assert answer == comparison_json(compared(archive, asked))
    for address, named in (("/api/sides", ""), ("/api/sides?e=liu-ning", "liu-ning")):
        answer = client.get(address).json()
        SidesAnswer.model_validate(answer)
        assert answer == sides_json(two_sides(archive, SidesRequest(named)))
    SidesAnswer.model_validate(client.get("/api/sides?e=zxqvw").json())


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/compare?" + "&".join(f"e=a{number}" for number in range(6)), 400, "too_many_values"),
        ("/api/compare?side=left", 400, "bad_side"),
        ("/api/compare-table?format=doc", 400, "bad_format"),
        ("/api/sides?from=x", 400, "bad_date"),
        ("/api/sides?with=nobody+at+all", 404, "no_entity"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    client: TestClient, address: str, status: int, code: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert ErrorAnswer.model_validate(answer.json()).error.code == code
