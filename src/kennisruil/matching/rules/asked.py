"""How a need becomes a question to the search: a vector, the words that belong to it, and the themes it is about."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kennisruil.matching.rules import themes
from kennisruil.matching.rules.model import Model, lengthened

if TYPE_CHECKING:
    from kennisruil.matching.rules.model import Vectors

# How much the nearest phrase, the theme as a whole and the words met count for a theme, in spreads over the themes.
# Soft on purpose: a need whose own theme is missing is then drawn little, and in several directions (docs/brokerage.md
# says how that was measured). Kept round.
_BY_PHRASE, _BY_THEME, _BY_WORDS = 0.35, 0.4, 0.4
# Themes lend and pull for half where none stands out, wholly from a share of a quarter for the heaviest.
_UNSURE, _SURER_BY = 0.5, 2.0
_RIDGE = 3.0
# Words alone speak for the themes of a statement from about one telling word on.
_LEAST_WORDS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The fixed sample of a model version: the vectors of every phrase of the themes.

    Needs are centred on the mean of phrases of who lacks, statements on that of who can; the spread of a need's
    products with the phrases of who can is the unit in which its products with statements are counted.
    """

    able: "Vectors"
    lacking: "Vectors"
    able_of: tuple[int, ...]
    lacking_of: tuple[int, ...]
    theme: "Vectors"
    both: "Vectors"
    able_mean: "Vectors"
    lacking_mean: "Vectors"
    step: "Vectors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """How far a need is drawn: ``towards`` the themes that it is about, and by the ``step`` learnt from all of them.

    What the themes have in common, how a trouble is said and how a craft is, is learnt as one linear step (ridge
    regression from every phrase to its theme). It carries a need a little also where no theme is about it.
    """

    towards: float = 0.75
    step: float = 0.15


USUAL_PULL = Pull()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as the search takes it. Without a model ``vector`` is empty and only the words speak."""

    text: str
    language: str
    vector: tuple[float, ...] = ()
    best_spread: float = 1.0
    whole_spread: float = 1.0
    terms: tuple[tuple[str, str, float], ...] = ()
    themes: dict[int, float] = field(default_factory=dict)


def asked(
    *,
    text: str,
    language: str,
    model: Model | None,
    sought: str = "",
    with_themes: bool = True,
    leave_out: int = 0,
    pull: Pull = USUAL_PULL,
) -> Asked:
    """Prepare a need: what is going on (``text``) and which know-how is sought (``sought``, may be empty).

    The themes that it is about pull its vector towards how people say that they can, and lend it their words. Other
    ways are there to be measured: not so without ``with_themes``; as if its ``leave_out`` heaviest themes were not
    written; drawn by another ``pull``.
    """
    import numpy as np

    whole = f"{text}\n{sought}".strip()
    met = np.asarray(themes.words_met(whole, language), dtype=np.float32)
    if model is None:
        weights = themes.weights_from(_spread(met).tolist(), past=leave_out) if met.any() and with_themes else {}
        return Asked(text=whole, language=language, terms=tuple(themes.terms(weights)), themes=weights)
    sample = sample_of(model)
    own = _own_vector([text, sought], model, sample)
    phrase = 0.5 * (_best(sample.lacking @ own, sample.lacking_of) + _best(sample.able @ own, sample.able_of))
    weights = themes.weights_from(_score(phrase, sample.both @ own, met), past=leave_out)
    sure = min(1.0, _UNSURE + _SURER_BY * max(weights.values())) if with_themes else 0.0
    # To the themes in both voices, of who can and of who lacks: so what they are about weighs more than how it is said.
    themed = np.asarray(sum(weight * sample.both[nr] for nr, weight in weights.items()), dtype=np.float32)
    if with_themes:
        own = lengthened(own + pull.step * lengthened(own @ sample.step))
    vector = lengthened(own + sure * pull.towards * lengthened(themed))
    return Asked(
        text=whole,
        language=language,
        vector=tuple(round(float(number), 5) for number in vector),
        best_spread=float((sample.able @ vector).std()),
        whole_spread=float((sample.theme @ vector).std()),
        terms=tuple(themes.terms(weights, share=sure)) if with_themes else (),
        themes=weights,
    )


def statement_vectors(texts: Sequence[str], *, model: Model) -> "Vectors":
    """Give the vectors of statements, centred and of length one, as they are kept."""
    return lengthened(model.encode(texts, False) - sample_of(model).able_mean)


def statement_weights(vectors: "Vectors", *, text: str, language: str, model: Model | None) -> dict[int, float]:
    """Weigh the themes that a statement is about, as those of a need: by its nearest phrases, whole themes and words.

    ``vectors``: those kept of it, of the whole and of each thing that it lists, which count alike; without a model, or
    while there are none yet, its words alone speak. Empty when nothing does.
    """
    import numpy as np

    met = np.asarray(themes.words_met(text, language), dtype=np.float32)
    if model is None or not len(vectors):
        return themes.weights_from(_spread(met).tolist()) if met.max() >= _LEAST_WORDS else {}
    sample = sample_of(model)
    phrase = np.mean([_best(sample.able @ one, sample.able_of) for one in vectors], axis=0)
    return themes.weights_from(_score(phrase, sample.both @ vectors.mean(axis=0), met))


def themes_of(vectors: "Vectors", *, model: Model, least: float = 0.35) -> list[int | None]:
    """Name for each statement vector the theme that it is nearest to; None when its product is under ``least``.

    With -1 always one: the cell in which the search looks for it. What people are shown it to be about is surer:
    ``statement_weights``.
    """
    if not len(vectors):
        return []
    products = vectors @ sample_of(model).able.T
    owners = sample_of(model).able_of
    best = products.argmax(axis=1)
    return [owners[place] if row[place] >= least else None for row, place in zip(products, best, strict=True)]


def _own_vector(texts: Sequence[str], model: Model, sample: Sample) -> "Vectors":
    said = [text for text in texts if text.strip()] or [""]
    rows = lengthened(model.encode(said, True) - sample.lacking_mean)
    own: Vectors = lengthened(rows.sum(axis=0))
    return own


def _score(phrase: "Vectors", theme: "Vectors", met: "Vectors") -> list[float]:
    """Put the three voices about each theme together, in spreads over the themes."""
    score: list[float] = (_BY_PHRASE * _spread(phrase) + _BY_THEME * _spread(theme) + _BY_WORDS * _spread(met)).tolist()
    return score


def _spread(values: "Vectors") -> "Vectors":
    """Count values in their own standard deviations from their mean."""
    counted: Vectors = (values - values.mean()) / (values.std() + 1e-9)
    return counted


def _best(products: "Vectors", owners: Sequence[int]) -> "Vectors":
    """Give per theme the highest of its phrases' products."""
    import numpy as np

    found = np.full(max(owners) + 1, -1.0, dtype=np.float32)
    np.maximum.at(found, np.asarray(owners), products)
    return found


def fingerprint(model: Model) -> str:
    """Say what a sample was made of: the model's version and the phrases."""
    said = repr([(theme.able, theme.lacking) for theme in themes.themes()])
    return f"{model.name} {hashlib.sha256(said.encode()).hexdigest()[:16]}"


@cache
def sample_of(model: Model) -> Sample:
    """Give the sample of a model: the one that comes with the program, or a new one (a minute) for another version."""
    import numpy as np

    kept = files("kennisruil.matching") / "data" / f"sample-{model.key}.npz"
    if kept.is_file():
        with np.load(io.BytesIO(kept.read_bytes())) as read:
            if str(read["fingerprint"]) == fingerprint(model):
                return _sample(read["able"].astype(np.float32), read["lacking"].astype(np.float32))
    return _sample(*encoded_phrases(model))


def encoded_phrases(model: Model) -> "tuple[Vectors, Vectors]":
    """Encode every phrase of the themes: of who can, and of who lacks. They are kept in half precision."""
    import numpy as np

    able = model.encode([phrase for theme in themes.themes() for phrase in theme.able], False)
    lacking = model.encode([phrase for theme in themes.themes() for phrase in theme.lacking], True)
    return able.astype(np.float16).astype(np.float32), lacking.astype(np.float16).astype(np.float32)


def _sample(able: "Vectors", lacking: "Vectors") -> Sample:
    import numpy as np

    able_of = tuple(theme.nr for theme in themes.themes() for _phrase in theme.able)
    lacking_of = tuple(theme.nr for theme in themes.themes() for _phrase in theme.lacking)
    able_mean, lacking_mean = able.mean(axis=0), lacking.mean(axis=0)
    able, lacking = lengthened(able - able_mean), lengthened(lacking - lacking_mean)
    can = np.array(
        [able[[at for at, own in enumerate(able_of) if own == theme.nr]].mean(axis=0) for theme in themes.themes()]
    )
    lack = np.array(
        [
            lacking[[at for at, own in enumerate(lacking_of) if own == theme.nr]].mean(axis=0)
            for theme in themes.themes()
        ]
    )
    theme = lengthened(can)
    return Sample(
        able=able,
        lacking=lacking,
        able_of=able_of,
        lacking_of=lacking_of,
        theme=theme,
        both=lengthened(theme + lengthened(lack)),
        able_mean=able_mean,
        lacking_mean=lacking_mean,
        step=_step(np.vstack([lacking, able]), theme[[*lacking_of, *able_of]]),
    )


def _step(said: "Vectors", meant: "Vectors") -> "Vectors":
    """Learn the linear step from phrases to their themes by ridge regression (Hoerl & Kennard 1970)."""
    import numpy as np

    rows = said.astype(np.float64)
    held = rows.T @ rows + _RIDGE * np.eye(rows.shape[1])
    found: Vectors = np.linalg.solve(held, rows.T @ meant.astype(np.float64)).astype(np.float32)
    return found
