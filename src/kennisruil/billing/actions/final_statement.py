"""The last statement of a party that leaves: since the one before, up to its last day, ending in nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Max, Min
from django.utils.translation import override

from kennisruil.billing.actions.mails import mail_some_statements
from kennisruil.billing.actions.numbering import draw_number
from kennisruil.billing.models import Movement, Statement
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.statement import months_of_parties, statement_view
from kennisruil.billing.queries.statement_words import last_words
from kennisruil.billing.rules.frozen import view_to_dict
from kennisruil.billing.rules.series import MESSAGES
from kennisruil.billing.rules.views import LastDays, StatementView
from kennisruil.network.models import Party
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import Month


def make_final_statement(*, house: House, party: Party, at: datetime) -> Statement:
    """Write and mail the final statement of a party whose coins were settled, up to the day of ``house``.

    It takes the place of the month's statement, which the close then leaves out. Once per party and month. Inside an
    action that holds the books.
    """
    month = Month.of(house.on)
    known = Statement.objects.filter(network_id=house.network_id, party=party, month_on=month.start_on).first()
    if known is not None:
        return known
    view = _view(house, party, month)
    statement = Statement.objects.create(
        id=derived_id(house.network_id, "statement", month, party.pk),
        network_id=house.network_id,
        party=party,
        month_on=month.start_on,
        until_on=house.on,
        number=view.number,
        opening_coins=view.opening_coins,
        closing_coins=view.closing_coins,
        content=view_to_dict(view),
    )
    mail_some_statements(house=house, statements=[statement], at=at)
    return statement


def _view(house: House, party: Party, month: Month) -> StatementView:
    days = LastDays(month=month, start_on=_start(house, party, month), end_on=house.on + timedelta(days=1))
    known = months_of_parties(house=house, parties=[party], month=days, issued_on=house.on)[party.pk]
    seed = draw_number(network_id=house.network_id, series=MESSAGES) if known.open_vat_cents > 0 else None
    view = statement_view(house=house, party=party, month=days, issued_on=house.on, known=known, message_seed=seed)
    with override(view.language):
        story = last_words()
    return replace(view, until_on=house.on, story=(*(view.story if view.lines else ()), story), invitation="")


def _start(house: House, party: Party, month: Month) -> date:
    """Give the day after the last statement, or the first of the month in which coins first moved."""
    last = Statement.objects.filter(network_id=house.network_id, party=party).aggregate(on=Max("month_on"))["on"]
    if last is not None:
        return Month.of(last).end_on
    first = Movement.objects.filter(network_id=house.network_id, party=party).aggregate(on=Min("booked_on"))["on"]
    return min(Month.of(first).start_on, month.start_on) if first else month.start_on
