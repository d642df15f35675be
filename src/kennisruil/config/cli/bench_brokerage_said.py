"""What ``kennisruil bench brokerage`` found, in words and tables."""

from collections.abc import Mapping, Sequence
from typing import Any


def said(found: Mapping[str, Any]) -> str:
    """Write everything that was measured."""
    lines = [f"Model: {found['model'] or 'none, full text alone'}"] if "model" in found else []
    for one in found.get("sets", ()):
        lines += _quality(one)
    for one in found.get("speed", ()):
        lines += _speed(one)
    if "folds" in found:
        lines += _folds(found["folds"])
    if "rounds" in found:
        lines += _rounds(found["rounds"])
    return "\n".join(lines)


def _quality(one: Mapping[str, Any]) -> list[str]:
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


def _speed(one: Mapping[str, Any]) -> list[str]:
    worked = (
        f", worked half within {one['cpu_median_ms']:.0f} ms, 95 % within {one['cpu_p95_ms']:.0f} ms"
        if "cpu_p95_ms" in one
        else ""
    )
    scans = ", ".join(f"{name} {times:g}" for name, times in one["scans"].items())
    return [
        f"{one['people']} people x 5 statements, {one['needs']} needs, one at a time, database and program together:",
        f"  took half within {one['median_ms']:.0f} ms, 95 % within {one['p95_ms']:.0f} ms{worked}",
        (
            f"  of which reading the need {one['program_ms']:.0f} ms; the first stage keeps"
            f" {one['kept_by_first_stage']:.1%} of the best ten of an exact search"
        ),
        f"  a need asks each index, and reads each table from end to end, so often: {scans}",
        (
            f"  this machine: {one['sha256_per_second'] / 1e6:.2f} million SHA-256 a second on one core, load"
            f" {one['load']:.1f}"
        ),
    ]


def _folds(found: Mapping[str, Any]) -> list[str]:
    held_out = found["held_out"]
    needs = ", ".join(f"{name} {count}" for name, count in found["needs"].items())
    kept = found["kept"]
    return [
        f"Five folds over the needs ({needs}; each set counts alike), {found['settings']} settings, {found['model']}.",
        "nDCG@10, half as it is, half with the need's heaviest theme left out:",
        f"  fold needs {' '.join(f'{name:>8}' for name in found['names'])}  held out  as in use",
        *(
            f"  {nr:4} {fold['needs']:5} {_setting(fold['setting'])}     {fold['held_out']:.3f}     {fold['kept']:.3f}"
            for nr, fold in enumerate(found["folds"], 1)
        ),
        f"  best on all   {_setting(found['best'])[3:]}  {found['fitted']:.3f} on what it was chosen by",
        f"  in use        {_setting(kept['setting'])[3:]}  {kept['mean']:.3f}",
        (
            f"  held out {held_out[0]:.3f}; the needs dealt {len(held_out)} ways: {sum(held_out) / len(held_out):.3f}"
            f" ({min(held_out):.3f} to {max(held_out):.3f})"
        ),
        *(
            f"  {name}: held out {one['held_out']:.3f}, as in use {one['kept']:.3f}"
            for name, one in found["sets"].items()
        ),
        (
            "  Every fold chose the same: take it over."
            if found["is_stable"]
            else "  The folds do not agree: no setting is better than another by these needs."
        ),
    ]


def _setting(values: Sequence[float]) -> str:
    return " ".join(f"{value:8g}" for value in values)


def _rounds(found: Mapping[str, Any]) -> list[str]:
    time = found["time"]
    return [
        f"Exchange round, {time['needs']} needs x {time['people']} people, {time['possible']} possible pairs:",
        *(
            f"  {name:8} {plan['seconds']:.2f} s (worked {plan['cpu_seconds']:.2f} s), {plan['links']} links in"
            f" {plan['groups']} groups, plan {plan['digest']}"
            for name, plan in time["plans"].items()
        ),
        (
            f"  this machine: {found['sha256_per_second'] / 1e6:.2f} million SHA-256 a second on one core, load"
            f" {found['load']:.1f}"
        ),
        f"Both solvers, {found['solvers_people']} people:",
        *(
            f"  {name:8} {kind} {one['links']} links in {one['groups']} groups, fit {one['fit']:.3f},"
            f" plan {one['digest']}"
            for name, plans in found["solvers"].items()
            for kind, one in plans.items()
        ),
        "Chains beside the optimal direct meetings (sessions settled), median of the seeds:",
        *(
            f"  {way['network']:36} {way['median']:.2f} times; {way['beyond_a_limit']} beyond a limit"
            for way in found["ways"]
        ),
        *(line for way in found["ways"][:1] for line in _seeds(way)),
    ]


def _seeds(way: Mapping[str, Any]) -> list[str]:
    return [
        f"The seeds of the {way['network']} network:",
        "  seed people  needs to give in credit direct chains ratio beyond a limit",
        *(
            f"  {one['seed']:4} {one['people']:6} {one['needs']:6} {one['to_give']:7} {one['in_credit']:9}"
            f" {one['direct']:6} {one['chains']:6} {one['ratio']:5.2f} {one['beyond_a_limit']:14}"
            for one in way["seeds"]
        ),
    ]
