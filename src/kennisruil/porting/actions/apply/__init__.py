"""Doing what a row says, through the actions of the rooms it touches; a file per kind."""

from collections.abc import Callable

from kennisruil.porting.actions.apply.balances import apply_balance
from kennisruil.porting.actions.apply.context import Going
from kennisruil.porting.actions.apply.organisations import apply_organisation
from kennisruil.porting.actions.apply.people import apply_person
from kennisruil.porting.actions.apply.sessions import apply_session
from kennisruil.porting.actions.apply.skills import apply_skill
from kennisruil.porting.models import ImportRow

_APPLY: dict[str, Callable[[ImportRow, Going], str]] = {
    "organisations": apply_organisation,
    "people": apply_person,
    "skills": apply_skill,
    "opening_balances": apply_balance,
    "sessions": apply_session,
}


def apply_row(row: ImportRow, going: Going) -> str:
    """Do what the row says and give the id of what it made or changed."""
    return _APPLY[going.batch.kind](row, going)
