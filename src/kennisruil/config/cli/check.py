"""``kennisruil check``: whether everything holds that must always hold."""

import os
from typing import Any
from uuid import UUID

import click

from .frame import DOES_NOT_HOLD, answer, as_json, chosen_network, program, progress, with_network


@click.command("check")
@click.option(
    "--digest", "wants_digest", is_flag=True, help="Also print one hash over what each network's business came to."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 32),
    default=min(os.cpu_count() or 1, 4),
    show_default=True,
    help="How many connections check the ledger at the same time.",
)
@with_network
@as_json
def check_command(wants_digest: bool, workers: int, network_slug: str | None, wants_json: bool) -> None:
    """Check every invariant of every network, or of one; changes nothing.

    \b
    Examples:
      kennisruil check
      kennisruil check --digest --network sint-jan
      kennisruil check --json

    The last line says how many hold. Exits with 1 when one does not.
    """
    with program():
        from kennisruil.network.queries import all_networks

        chosen = chosen_network(network_slug) if network_slug else None
        networks = [network for network in all_networks() if chosen in (None, network.pk)]
        found = [_look_at(network.pk, network.slug, wants_digest=wants_digest, workers=workers) for network in networks]
    laws = [law for network in found for law in network["invariants"]]
    held = sum(law["holds"] for law in laws)
    lines = [line for network in found for line in _lines(network)]
    lines.append(f"{held} of {len(laws)} invariants hold.")
    answer({"networks": found, "held": held, "of": len(laws)}, wants_json=wants_json, text="\n".join(lines))
    raise SystemExit(0 if held == len(laws) else DOES_NOT_HOLD)


def _look_at(network_id: UUID, slug: str, *, wants_digest: bool, workers: int) -> dict[str, Any]:
    from kennisruil.billing.queries.digest import digest
    from kennisruil.ledger.queries.checking import checked_in_parallel
    from kennisruil.ledger.queries.invariants import ledger_invariants
    from kennisruil.shared.invariants import invariant_answers
    from kennisruil.shared.scope import network_scope

    with progress(f"Checking the ledger of {slug}") as show:
        laws = checked_in_parallel(
            network_id=network_id, workers=workers, on_progress=lambda done, of: show("", done, of)
        )
    with network_scope(network_id):
        others = [ask for ask in invariant_answers if ask is not ledger_invariants]
        laws += [law for ask in others for law in ask(network_id=network_id)]
        found: dict[str, Any] = {
            "network": slug,
            "invariants": [{"name": law.name, "holds": law.holds, "found": law.found} for law in laws],
        }
        if wants_digest:
            found["digest"] = digest(network_id=network_id)
    return found


def _lines(network: dict[str, Any]) -> list[str]:
    lines = [
        f"{'ok  ' if law['holds'] else 'FAIL'}  {network['network']}  {law['name']}"
        + ("" if law["holds"] else f": {law['found']}")
        for law in network["invariants"]
    ]
    return lines + ([f"digest  {network['network']}  {network['digest']}"] if "digest" in network else [])
