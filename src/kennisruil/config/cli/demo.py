"""``kennisruil demo``: a network full of people to look around in, made by walking the program's own actions."""

import datetime
import os
from pathlib import Path

import click
import psycopg
from psycopg import sql

from kennisruil.config.server import DATABASE, home, read_card

from .frame import answer, as_json, program, progress, say

_SEED = 2026
# In the home while the first demo is being made: what a kill leaves behind is half a network.
_MARK = "demo-unfinished"


@click.command("demo")
@click.option("--small", is_flag=True, help="30 people and half a year, instead of 450 people and a year and a half.")
@click.option("--seed", type=int, default=_SEED, show_default=True, help="Another seed makes another network.")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day that is lived; today by default, in the network."
)
@as_json
def demo_command(small: bool, seed: int, until: datetime.datetime | None, wants_json: bool) -> None:
    """Make a demo network; beside it your own networks stay as they are.

    \b
    Examples:
      kennisruil demo --small
      kennisruil demo --seed 7 --until 2026-11-20

    The same seed, size and last day make the same network (see `kennisruil check --digest`).
    """
    with program():
        found = make(small=small, seed=seed, until=until.date() if until else None)
        answer(found, wants_json=wants_json, text=f"The demo network is made, up to {found['until']}.")


def make(*, small: bool, seed: int = _SEED, until: datetime.date | None = None) -> dict[str, object]:
    """Make the demo network with a progress bar; the program is loaded."""
    from kennisruil.porting.demo.generate import make_demo
    from kennisruil.porting.demo.sizes import FULL, SMALL
    from kennisruil.shared import clock
    from kennisruil.shared.periods import day_of

    last = until or day_of(clock.now(), "Europe/Brussels")
    with progress("Making the demo network") as show:
        made = make_demo(size=SMALL if small else FULL, seed=seed, until=last, progress=show)
    return {"network_id": made.network_id, "until": made.until.isoformat(), "seed": seed}


def make_first() -> None:
    """Fill an installation that has no network with the small demo; what a kill left half made was removed before."""
    from django.db import connections

    from kennisruil.network.queries import all_networks

    if all_networks():
        return
    say("Making a small demo network (once, under a minute)")
    mark = _mark()
    if mark is not None:
        mark.touch()
    make(small=True)
    if mark is not None:
        mark.unlink()
    connections.close_all()


def forget_unfinished() -> None:
    """Start again where a first demo was killed half way: an empty database instead of half a network.

    Only in a home of our own, only while its mark is there, and only when every network in it is a demo.
    """
    mark, card = _mark(), read_card(home())
    if mark is None or card is None or not mark.exists():
        return
    with psycopg.connect(card.url("kr_admin"), autocommit=True) as inside:
        own = inside.execute("SELECT count(*) FROM network_network WHERE NOT is_demo").fetchone()
    if own != (0,):
        return
    say("The demo network was not finished last time; making it again")
    from kennisruil.config import roles

    with psycopg.connect(card.url("kr_admin", "postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
    roles.prepare(card.url("kr_admin", "postgres"), passwords=card.passwords, database=DATABASE)


def _mark() -> Path | None:
    """Where the mark of an unfinished demo lies; nowhere in a database that is not ours."""
    return None if os.environ.get("DATABASE_URL") else home() / _MARK
