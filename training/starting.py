"""Training starts from the word vectors of an earlier model: registered for the configs (``start_from``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.util import registry
from thinc.api import Model

#: One weight of a model: the layer that has it and its name there.
Weight = tuple[Model[Any, Any], str]


@registry.callbacks("newsbot.start_from.v1")  # type: ignore[untyped-decorator]
def start_from(path: str | None) -> Callable[[Language], Language]:
    """A callback that gives the last component of a new pipeline the first weights of the tok2vec saved at ``path``.

    The layers must come in the same order and shape; what the new model has beyond them keeps its random start.
    Without a path nothing is copied.
    """

    def callback(nlp: Language) -> Language:
        if path:
            source = cast(TrainablePipe, spacy.load(path, enable="tok2vec").get_pipe("tok2vec"))
            target = cast(TrainablePipe, nlp.get_pipe(nlp.pipe_names[-1]))
            copy_weights(source.model, target.model.get_ref("tok2vec"))
        return nlp

    return callback


def copy_weights(source: Model[Any, Any], target: Model[Any, Any]) -> int:
    """Copy all weights of ``source`` over the first ones of ``target``, layer by layer; how many.

    Raises:
        ValueError: a weight has another shape in ``target``.
    """
    pairs = list(zip(weights(source), islice(weights(target), len(list(weights(source)))), strict=True))
    for (old, name), (new, same) in pairs:
        value = old.get_param(name)
        if value.shape != new.get_param(same).shape:
            raise ValueError(f"{old.name}.{name} is {value.shape}, {new.name}.{same} is {new.get_param(same).shape}")
        new.set_param(same, value.copy())
    return len(pairs)


def weights(model: Model[Any, Any]) -> Iterator[Weight]:
    """All weights below ``model``, in the order that data flows through its layers."""
    for layer in model.walk(order="dfs_pre"):
        yield from ((layer, name) for name in layer.param_names if layer.has_param(name))
