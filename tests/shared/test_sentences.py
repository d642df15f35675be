"""Every foreseen refusal has a sentence a person can read."""

import importlib
import pkgutil

import kennisruil
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.sentences import has_sentence, sentence_for


def _every_refusal() -> set[type[Refusal]]:
    for module in pkgutil.walk_packages(kennisruil.__path__, "kennisruil."):
        # What the peers of a benchmark run stands in another program's environment.
        if not any(part in module.name for part in (".migrations.", ".cli", ".bench.peers.")):
            importlib.import_module(module.name)
    found: set[type[Refusal]] = set()
    waiting = [Refusal]
    while waiting:
        kind = waiting.pop()
        found |= set(kind.__subclasses__())
        waiting += kind.__subclasses__()
    return {kind for kind in found if kind.__module__.startswith("kennisruil.")}


def test_every_refusal_has_a_sentence() -> None:
    # A class others derive from is never raised itself.
    raised = {kind for kind in _every_refusal() if not kind.__subclasses__()}

    assert sorted(f"{kind.__module__}.{kind.__name__}" for kind in raised if not has_sentence(kind)) == []


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in _every_refusal() if not kind.__subclasses__()]

    assert sorted(code for code in set(codes) if codes.count(code) > 1) == []


def test_unknown_refusal_says_that_nothing_changed() -> None:
    assert sentence_for(Refusal()) != ""
