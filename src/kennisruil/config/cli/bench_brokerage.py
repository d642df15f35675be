"""``kennisruil bench brokerage``: how well and how fast the right person is found."""

import os
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from kennisruil.config.bench.finding import (
    SETS,
    a_network,
    lines_of,
    names_only,
    rankings,
    tell_profiles,
)

from .frame import Wrong, answer, as_json, database, load_django, migrate, progress, say

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("brokerage")
@click.option("--profiles", type=_FILE, metavar="FILE", help="People, one JSON value a line; the development set's.")
@click.option("--needs", type=_FILE, metavar="FILE", help="Needs, one JSON value a line; the development set's.")
@click.option("--qrels", type=_FILE, metavar="FILE", help="Judgements, `need 0 person grade` a line.")
@click.option(
    "--run", "run_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a TREC run."
)
@click.option("--model", type=click.Choice(["use", "e5", "none"]), help="Instead of the best model that is installed.")
@click.option(
    "--people", type=click.IntRange(100, 200_000), multiple=True, help="How many to time a need among; 10000."
)
@as_json
def brokerage_bench(
    profiles: Path | None,
    needs: Path | None,
    qrels: Path | None,
    run_file: Path | None,
    model: str | None,
    people: tuple[int, ...],
    wants_json: bool,
) -> None:
    """Rank people for judged needs and time one need, in a temporary database that is removed afterwards.

    \b
    Examples:
      kennisruil bench brokerage
      kennisruil bench brokerage --profiles people.jsonl --needs needs.jsonl --run ours.run
      kennisruil bench brokerage --people 10000 --people 100000

    With --run only the ranking is made, unless --qrels or --people ask for more.
    """
    if (profiles is None) != (needs is None):
        raise Wrong("Name both --profiles and --needs, or neither.")
    if profiles is None and not SETS.is_dir():
        raise Wrong("The judged needs come with the source: name files with --profiles and --needs.")
    sets = _sets(profiles, needs, qrels)
    sizes = people or (() if run_file or profiles else (10_000,))
    with ExitStack() as held:
        folder = held.enter_context(tempfile.TemporaryDirectory(prefix="kennisruil-bench-"))
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_OPS_URL", "DATABASE_DIRECT_URL"):
            os.environ.pop(name, None)
        os.environ |= {"KENNISRUIL_HOME": folder, **({"KENNISRUIL_MODEL": model} if model else {})}
        held.enter_context(database())
        load_django()
        migrate()
        found = _ranked(sets, run_file)
        found["speed"] = [_timed(size, sets) for size in sizes]
        from django.db import connections

        connections.close_all()
    answer(found, wants_json=wants_json, text=_said(found))


def _sets(profiles: Path | None, needs: Path | None, qrels: Path | None) -> list[dict[str, Any]]:
    if profiles is not None and needs is not None:
        return [_set("asked", profiles, needs, qrels)]
    people = SETS / "development" / "profiles.jsonl"
    return [
        _set(name, people, SETS / name / "needs.jsonl", SETS / name / "qrels.txt") for name in ("development", "own")
    ]


def _set(name: str, profiles: Path, needs: Path, qrels: Path | None) -> dict[str, Any]:
    from kennisruil.matching.rules.measures import judged_from

    judged = judged_from(qrels.read_text(encoding="utf-8").splitlines()) if qrels else {}
    return {"name": name, "profiles": lines_of(profiles), "needs": lines_of(needs), "judged": judged}


def _ranked(sets: Sequence[Mapping[str, Any]], run_file: Path | None) -> dict[str, Any]:
    from kennisruil.matching.actions import rebuild_vectors
    from kennisruil.matching.rules import model
    from kennisruil.matching.rules.measures import run_lines
    from kennisruil.shared.scope import network_scope

    found: dict[str, Any] = {"model": model.active_name(), "sets": []}
    network = a_network("bench")
    with network_scope(network.pk):
        people = tell_profiles(network_id=network.pk, profiles=sets[0]["profiles"])
    with progress("Reading what people can do") as show:
        rebuild_vectors(network_id=network.pk, on_progress=lambda done, of: show("", done, of))
    for judged_set in sets:
        runs = _runs(network.pk, people, judged_set["needs"], only_usual=not judged_set["judged"])
        if run_file and judged_set is sets[0]:
            run_file.write_text("\n".join(run_lines(runs["usual"], tag="kennisruil")) + "\n", encoding="utf-8")
            say(f"The ranking is in {run_file}.")
        if judged_set["judged"]:
            found["sets"].append(_measured(judged_set, runs))
    return found


def _runs(network_id: UUID, people: dict[UUID, str], needs: list[Any], *, only_usual: bool) -> dict[str, Any]:
    from kennisruil.matching.queries.search import USUAL, Reach
    from kennisruil.shared.scope import network_scope

    ways = {
        "usual": USUAL,
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


def _timed(people: int, sets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    from kennisruil.config.bench.crowd import make_crowd
    from kennisruil.config.bench.machine import sha256s_per_second
    from kennisruil.matching.queries import asked_for, candidates_for
    from kennisruil.matching.queries.search import USUAL, Reach
    from kennisruil.matching.rules import model
    from kennisruil.shared.scope import network_scope

    if not model.installed():
        raise Wrong("Without a language model there is nothing to time here: leave --people out.")
    network = a_network(f"crowd-{people}")
    with progress(f"Making {people} people") as show:
        make_crowd(network_id=network.pk, people=people, on_progress=lambda done, of: show("", done, of))
    needs = [need for judged_set in sets for need in judged_set["needs"]][:150]
    asked_for(text="warm", language="nl")
    taken: list[float] = []
    kept: list[float] = []
    said: list[float] = []
    with network_scope(network.pk):
        candidates_for(network_id=network.pk, text="opwarmen", language="nl")
        for need in needs:
            arguments = {"network_id": network.pk, "text": need["text"], "language": need["lang"], "limit": 30}
            asked_for.cache_clear()
            began = time.perf_counter()
            asked_for(text=need["text"], language=need["lang"], sought="", reach=USUAL)
            said.append(time.perf_counter() - began)
            usual = candidates_for(**arguments)
            taken.append(time.perf_counter() - began)
            if len(kept) < 30:
                everybody = Reach(first=people, is_exact=True)
                whole = {found.member_id for found in candidates_for(**arguments, reach=everybody)[:10]}
                kept.append(len(whole & {found.member_id for found in usual[:10]}) / max(len(whole), 1))
    parts = statistics.quantiles(taken, n=20)
    return {
        "people": people,
        "needs": len(needs),
        "median_ms": parts[9] * 1000,
        "p95_ms": parts[18] * 1000,
        "program_ms": statistics.median(said) * 1000,
        "kept_by_first_stage": statistics.mean(kept),
        "sha256_per_second": sha256s_per_second(),
    }


def _said(found: Mapping[str, Any]) -> str:
    lines = [f"Model: {found['model'] or 'none, full text alone'}"]
    for one in found["sets"]:
        lines += _said_of(one)
    return "\n".join([*lines, *map(_said_of_speed, found["speed"])])


def _said_of(one: Mapping[str, Any]) -> list[str]:
    return [
        f"{one['set']}, {one['needs']} needs:",
        *(
            f"  {name:28} nDCG@10 {figures['ndcg']:.3f}  best among three {figures['best_in_3']:.0%}"
            f"  best first {figures['best_first']:.0%}  recall@10 {figures['recall']:.2f}"
            for name, figures in one["figures"].items()
        ),
        *(
            f"  better than {name}: {gap['mean']:+.3f} (95 % {gap['low']:+.3f} to {gap['high']:+.3f}, paired"
            f" bootstrap; not better in {gap['chance']:.1%} of draws)"
            for name, gap in one["better_than"].items()
        ),
    ]


def _said_of_speed(one: Mapping[str, Any]) -> str:
    return (
        f"{one['people']} people x 5 statements, {one['needs']} needs, one at a time: half within"
        f" {one['median_ms']:.0f} ms, 95 % within {one['p95_ms']:.0f} ms (of which reading the need"
        f" {one['program_ms']:.0f} ms); the first stage keeps {one['kept_by_first_stage']:.1%} of the best ten."
        f" This machine: {one['sha256_per_second'] / 1e6:.2f} million SHA-256 a second on one core."
    )
