"""``kennisruil bench brokerage``: how well and how fast the right person is found, and what a round settles."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from kennisruil.config.bench.finding import (
    SETS,
    UnusableFile,
    a_network,
    judged_of,
    lines_of,
    names_only,
    needs_of,
    rankings,
    tell_profiles,
)

from .bench_brokerage_said import said
from .frame import Wrong, answer, as_json, database, load_django, migrate, progress, say

# Nothing is ever chosen by this set.
HELD_OUT = "second"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SOLVERS_AT = 1000


@click.command("brokerage")
@click.option("--profiles", type=_FILE, metavar="FILE", help="People, one JSON object a line; the development set's.")
@click.option("--needs", type=_FILE, metavar="FILE", help="Needs, one JSON object a line; the development set's.")
@click.option("--qrels", type=_FILE, metavar="FILE", help="Judgements, `need 0 person grade` a line.")
@click.option(
    "--run", "run_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a TREC run."
)
@click.option("--model", type=click.Choice(["use", "e5", "none"]), help="Instead of the best model that is installed.")
@click.option(
    "--people", type=click.IntRange(100, 200_000), multiple=True, help="How many to time a need among; 10000."
)
@click.option("--rounds/--no-rounds", "with_rounds", default=None, help="Exchange rounds too; as with no other option.")
@click.option("--folds", "with_folds", is_flag=True, help="Choose the weights of the search by cross-validation.")
@as_json
def brokerage_bench(
    profiles: Path | None,
    needs: Path | None,
    qrels: Path | None,
    run_file: Path | None,
    model: str | None,
    people: tuple[int, ...],
    with_rounds: bool | None,
    with_folds: bool,
    wants_json: bool,
) -> None:
    """Rank people for judged needs, time one need, draw exchange rounds; in a temporary database, removed afterwards.

    \b
    Examples:
      kennisruil bench brokerage
      kennisruil bench brokerage --profiles people.jsonl --needs needs.jsonl --run ours.run
      kennisruil bench brokerage --people 10000 --people 100000 --no-rounds
      kennisruil bench brokerage --folds

    With --run or files of your own only the ranking is made, unless --people or --rounds ask for more. With --folds the
    weights are chosen on four fifths of the needs and measured on the fifth, five times, without the held-out set.
    """
    if (profiles is None) != (needs is None):
        raise Wrong("Name both --profiles and --needs, or neither.")
    if profiles is None and not SETS.is_dir():
        raise Wrong("The judged needs come with the source: name files with --profiles and --needs.")
    found: dict[str, Any] = {}
    is_whole = not (run_file or profiles or with_folds)
    try:
        sets = _sets(profiles, needs, qrels)
        if with_folds and not _to_fold(sets):
            raise Wrong("Name the judgements with --qrels.")
        with ExitStack() as held:
            _temporary_database(held, model)
            if run_file or not with_folds:
                found |= _ranked(sets, run_file)
            if with_folds:
                found["folds"] = _folded(sets)
            found["speed"] = [_timed(size, sets) for size in people or ((10_000,) if is_whole else ())]
            from django.db import connections

            connections.close_all()
    except UnusableFile as error:
        raise Wrong(f"{error}.") from error
    if with_rounds if with_rounds is not None else is_whole:
        found["rounds"] = _rounds()
    answer(found, wants_json=wants_json, text=said(found))


def _temporary_database(held: ExitStack, model: str | None) -> None:
    folder = held.enter_context(tempfile.TemporaryDirectory(prefix="kennisruil-bench-"))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL", "DATABASE_DIRECT_URL"):
        os.environ.pop(name, None)
    os.environ |= {"KENNISRUIL_HOME": folder, **({"KENNISRUIL_MODEL": model} if model else {})}
    held.enter_context(database())
    load_django()
    migrate()


def _sets(profiles: Path | None, needs: Path | None, qrels: Path | None) -> list[dict[str, Any]]:
    if profiles is not None and needs is not None:
        return [_set("asked", profiles, needs, qrels)]
    people = {"development": "development", "own": "development", HELD_OUT: HELD_OUT}
    return [
        _set(name, SETS / whose / "profiles.jsonl", SETS / name / "needs.jsonl", SETS / name / "qrels.txt")
        for name, whose in people.items()
    ]


def _set(name: str, profiles: Path, needs: Path, qrels: Path | None) -> dict[str, Any]:
    """:raises UnusableFile: also when the judgements name needs that are not there."""
    asked, judged = needs_of(needs), judged_of(qrels) if qrels else {}
    unknown = sorted(set(judged) - {need["id"] for need in asked})
    if unknown:
        raise UnusableFile(f"{qrels}: judges {len(unknown)} needs that {needs} does not have, {unknown[0]} for one")
    return {"name": name, "people": profiles, "profiles": lines_of(profiles), "needs": asked, "judged": judged}


def _ranked(sets: Sequence[Mapping[str, Any]], run_file: Path | None) -> dict[str, Any]:
    from kennisruil.matching.rules import model
    from kennisruil.matching.rules.measures import run_lines

    found: dict[str, Any] = {"model": model.active_name(), "sets": []}
    told: dict[Path, tuple[UUID, dict[UUID, str]]] = {}
    for judged_set in sets:
        if judged_set["people"] not in told:
            told[judged_set["people"]] = _told(f"bench-{len(told)}", judged_set["profiles"])
        network_id, people = told[judged_set["people"]]
        runs = _runs(network_id, people, judged_set["needs"], only_usual=not judged_set["judged"])
        if run_file and judged_set is sets[0]:
            lines = run_lines(runs["usual"], tag="kennisruil")
            run_file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            say(f"The ranking is in {run_file}.")
        if judged_set["judged"]:
            found["sets"].append(_measured(judged_set, runs))
    return found


def _told(slug: str, profiles: list[Any]) -> tuple[UUID, dict[UUID, str]]:
    """Let people tell what they can do in a network of their own: its id, and the file's name for each of them."""
    from kennisruil.matching.actions import rebuild_vectors
    from kennisruil.shared.scope import network_scope

    network = a_network(slug)
    with network_scope(network.pk):
        people = tell_profiles(network_id=network.pk, profiles=profiles)
    with progress("Reading what people can do") as show:
        rebuild_vectors(network_id=network.pk, on_progress=lambda done, of: show("", done, of))
    return network.pk, people


def _runs(network_id: UUID, people: dict[UUID, str], needs: list[Any], *, only_usual: bool) -> dict[str, Any]:
    from kennisruil.matching.queries.search import USUAL, Reach
    from kennisruil.shared.scope import network_scope

    ways = {
        "usual": USUAL,
        "its heaviest theme left out": Reach(leave_out=1),
        "without themes": Reach(with_themes=False),
        "words and themes, no model": Reach(by_words_alone=True),
        "full text alone": Reach(by_words_alone=True, with_themes=False),
    }
    with network_scope(network_id):
        return {
            name: rankings(network_id=network_id, people=people, needs=needs, reach=reach)
            for name, reach in ways.items()
            if name == "usual" or not only_usual
        }


def _measured(judged_set: Mapping[str, Any], runs: Mapping[str, Any]) -> dict[str, Any]:
    from dataclasses import asdict

    from kennisruil.matching.rules.measures import mean, paired_bootstrap, per_need

    figures = {name: per_need(names_only(run), judged_set["judged"]) for name, run in runs.items()}
    return {
        "set": judged_set["name"],
        "needs": len(judged_set["judged"]),
        "figures": {name: asdict(mean(one)) for name, one in figures.items()},
        "better_than": {
            name: asdict(paired_bootstrap(figures["usual"], one)) for name, one in figures.items() if name != "usual"
        },
    }


def _to_fold(sets: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [one for one in sets if one["judged"] and one["name"] != HELD_OUT]


def _folded(sets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    from kennisruil.config.bench.folding import WAYS, folded, values_of
    from kennisruil.matching.rules import model
    from kennisruil.shared.scope import network_scope

    if not model.installed():
        raise Wrong("Without a language model there is nothing to choose here.")
    judged = _to_fold(sets)
    found, ways = {}, iter(range(1, WAYS * len(judged) + 1))
    for nr, one in enumerate(judged):
        network_id, people = _told(f"folds-{nr}", one["profiles"])
        asked = {"network_id": network_id, "people": people, "needs": one["needs"], "judged": one["judged"]}
        with network_scope(network_id), progress(f"Ranking for {one['name']} in {WAYS} ways") as show:
            found[one["name"]] = values_of(**asked, on_progress=lambda: show("", next(ways), WAYS * len(judged)))
    return {"model": model.active_name(), **folded(found)}


def _timed(people: int, sets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    from kennisruil.config.bench.crowd import make_crowd
    from kennisruil.config.bench.searching import timed
    from kennisruil.matching.rules import model
    from kennisruil.shared.scope import network_scope

    if not model.installed():
        raise Wrong("Without a language model there is nothing to time here: leave --people out.")
    network = a_network(f"crowd-{people}")
    with progress(f"Making {people} people") as show:
        make_crowd(network_id=network.pk, people=people, on_progress=lambda done, of: show("", done, of))
    needs = [need for judged_set in sets for need in judged_set["needs"]][:150]
    with network_scope(network.pk):
        return timed(network_id=network.pk, people=people, needs=needs)


def _rounds() -> dict[str, Any]:
    from kennisruil.config.bench import circles
    from kennisruil.config.bench.machine import sha256s_per_second

    ways = []
    with progress("Drawing exchange rounds") as show:
        for name, ones in circles.shares():
            ways.append(circles.told(name, ones))
            show("", len(ways), len(circles.WAYS))
    return {
        "time": circles.timed(max(circles.SIZES)),
        "solvers": circles.both_solvers(_SOLVERS_AT),
        "solvers_people": _SOLVERS_AT,
        "ways": ways,
        "sha256_per_second": sha256s_per_second(),
        "load": os.getloadavg()[0],
    }
