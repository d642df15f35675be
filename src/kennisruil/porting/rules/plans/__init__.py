"""The plan of each kind of import, a file per kind."""

from collections.abc import Callable, Iterable
from datetime import date

from kennisruil.porting.rules.known import Known
from kennisruil.porting.rules.planning import Planned
from kennisruil.porting.rules.plans.balances import plan_balances
from kennisruil.porting.rules.plans.organisations import plan_organisations
from kennisruil.porting.rules.plans.people import plan_people
from kennisruil.porting.rules.plans.sessions import plan_sessions
from kennisruil.porting.rules.plans.skills import plan_skills
from kennisruil.porting.rules.rows import ReadRow

_PLANS: dict[str, Callable[[Iterable[ReadRow], Known, date], list[Planned]]] = {
    "organisations": plan_organisations,
    "people": plan_people,
    "skills": plan_skills,
    "opening_balances": plan_balances,
    "sessions": plan_sessions,
}


def plan(*, kind: str, rows: Iterable[ReadRow], known: Known, today: date) -> list[Planned]:
    """Decide every row of a file of ``kind``, in order, against what the network holds on ``today``."""
    return _PLANS[kind](rows, known, today)
