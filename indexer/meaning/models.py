"""Find models: ours, and those of installed packages by the entry points ``songngu.models``.

A package that has

    [project.entry-points."songngu.models"]
    mine = "my_package.model:MyModel"

adds the model ``mine``. It keeps ``indexer/meaning/model.py`` and is made without arguments. A
model is imported only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from indexer.index_errors import NoModel
from indexer.meaning.model import Model
from indexer.meaning.nano_model import NAME

GROUP: Final = "songngu.models"
"""The group of the entry points."""

DEFAULT: Final = NAME

MODELS: Final = {DEFAULT: "indexer.meaning.nano_model:NanoModel"}
"""Our own models."""

_NEEDED: Final = ("name", "dimensions", "passages", "queries")
"""What a model must have; see ``Model``."""


def models() -> dict[str, EntryPoint]:
    """Return all models by name, ours first; a plug-in cannot take the name of another model."""
    found = {name: EntryPoint(name, value, GROUP) for name, value in MODELS.items()}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, point)
    return found


def open_model(name: str) -> Model:
    """Load a model. Raises ``NoModel`` where there is none of this name, it is not installed, or it
    is a plug-in that does not work."""
    found = models()
    if name not in found:
        raise NoModel(f"There is no model {name!r} here: install it, or use {', '.join(found)}.")
    point = found[name]
    if name in MODELS:
        try:
            return _made(point)
        except ModuleNotFoundError as error:
            raise NoModel(
                f"The model {name} is not installed here ({error.name} is missing): "
                "pip install songngu[meaning]"
            ) from None
        except (ImportError, OSError) as error:
            raise NoModel(
                f"The model {name} can't be loaded here ({error}): install it again with "
                "pip install --force-reinstall songngu[meaning]"
            ) from error
    try:
        made = _made(point)
    except Exception as error:
        # Whatever a package of others does wrong when it is imported.
        raise _broken(point, f"can't be loaded: {error!r}") from error
    lacking = [one for one in _NEEDED if not hasattr(made, one)]
    if lacking:
        raise _broken(point, f"is no model: it lacks {', '.join(lacking)}")
    if made.name != name:
        raise _broken(point, f"calls itself {made.name!r}")
    return made


def _made(point: EntryPoint) -> Model:
    make: Callable[[], Model] = point.load()
    return make()


def _broken(point: EntryPoint, what: str) -> NoModel:
    package = point.dist.name if point.dist is not None else point.value
    return NoModel(
        f"The model {point.name} of the package {package} {what}. Mend or remove that package."
    )
