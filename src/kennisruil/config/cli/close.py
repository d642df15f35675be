"""``kennisruil close``: the month close, from a script."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .frame import Wrong, answer, as_json, chosen_network, program, progress, stop_here, with_network

if TYPE_CHECKING:
    from kennisruil.billing.rules.close import Objection


@click.command("close")
@click.argument("month", metavar="MONTH")
@with_network
@as_json
def close_command(month: str, network_slug: str | None, wants_json: bool) -> None:
    """Close MONTH (such as 2026-01): documents, settlement, statements, mails, lock.

    \b
    Examples:
      kennisruil close 2026-01
      kennisruil close 2026-01 --network sint-jan --json

    Killed half way and run again it goes on where it was; a closed month does nothing. Exits with 1 when sessions of
    the month still wait for an answer; nothing is closed then.
    """
    from kennisruil.shared.periods import Month, UnreadableMonth

    try:
        which = Month.parse(month)
    except UnreadableMonth as error:
        raise Wrong(f"“{month}” is not a month such as 2026-01.") from error
    with program():
        from kennisruil.billing.actions.close import HasObjections, close_month
        from kennisruil.network.queries import network_by_id
        from kennisruil.shared import clock
        from kennisruil.shared.actors import Actor
        from kennisruil.shared.periods import day_of

        network_id = chosen_network(network_slug)
        at = clock.now()
        today = day_of(at, network_by_id(network_id=network_id).time_zone)
        try:
            with progress(f"Closing {which}") as show:
                result = close_month(
                    network_id=network_id, month=which, today=today, by=Actor.command("close"), at=at, progress=show
                )
        except HasObjections as refusal:
            stop_here(_what_waits(which, refusal.objections), code=1)
    found = {
        "month": str(which),
        "run": str(result.run),
        "documents": result.documents,
        "statements": result.statements,
    }
    text = (
        f"{which} was closed already; nothing to do."
        if result.was_closed
        else f"{which} ({result.run} run): {result.documents} documents, {result.statements} statements."
    )
    answer({**found, "was_closed": result.was_closed}, wants_json=wants_json, text=text)


def _what_waits(month: object, objections: "Sequence[Objection]") -> str:
    lines = [f"{month} is not closed: {len(objections)} things still wait for an answer."]
    return "\n".join([*lines, *(f"  {objection.since_on}: {objection.text}" for objection in objections)])
