"""Euro in the world: a closed month, a payment, reminders, a statement of the bank, e-invoices."""

from datetime import date

from kennisruil.billing import actions as billing
from kennisruil.billing.actions.bank import bring_in_bank_file
from kennisruil.billing.actions.channel import hand_over
from kennisruil.billing.actions.channel_inbox import keep_incoming
from kennisruil.billing.actions.pay_batch import prepare_pay_batch
from kennisruil.billing.channel import Incoming
from kennisruil.network.models import Network
from kennisruil.shared.ids import new_id
from kennisruil.shared.periods import Month
from tests.billing.bank_files import Told, coda
from tests.brokerage.factories import Exchange, on_day
from tests.browser.world.days import EARLY, TODAY, moment
from tests.factories import BY, COMPANY, a_party


def close_january(network: Network) -> None:
    closed_at = moment(2026, 2, 3)
    billing.close_month(network_id=network.pk, month=Month(2026, 1), today=closed_at.date(), by=BY, at=closed_at)


def pay(exchange: Exchange) -> None:
    """Note that one euro of January's VAT came in."""
    paid_on = date(2026, 2, 25)
    billing.record_payment(
        id=new_id(),
        party_id=exchange.asker_party.pk,
        cents=1_00,
        paid_on=paid_on,
        today=paid_on,
        **exchange.write(on_day(paid_on)),
    )


def remind(exchange: Exchange) -> None:
    """Remind of January's VAT, which is due, and hold back what another party would hear."""
    today = TODAY.date()
    billing.send_payment_reminders(today=today, **exchange.write(TODAY))
    held = {"id": new_id(at=TODAY), "party_id": exchange.helper_party.pk, "reason": "Ze bellen ons volgende week"}
    billing.hold_reminders(today=today, **held, **exchange.write(TODAY))


def bring_in_bank_lines(exchange: Exchange) -> None:
    """A statement with a line of each sort and a part that breaks off; a batch that waits; e-invoices on their way."""
    name = exchange.asker_party.name
    moves = [
        Told(cents=700, message="voorschot", name=name, iban="", reference="R1"),
        Told(cents=1234, message="onbekend", name="Iemand Anders", iban="", reference="R2"),
        Told(cents=2100, message="factuur", name=name, reference="R3"),
    ]
    how = exchange.write(on_day(TODAY.date()))
    waits = a_party(exchange.network, name="Fanfare De Eendracht", facts=COMPANY)
    billing.record_opening_balance(
        id=new_id(),
        party_id=waits.pk,
        coins=100,
        cents=5000,
        vat_cents=-1050,
        on=EARLY.date(),
        today=TODAY.date(),
        **how,
    )
    content = coda(moves) + coda(moves, number=33)[:400]
    bring_in_bank_file(name="februari.cod", content=content, today=TODAY.date(), **how)
    prepare_pay_batch(id=new_id(), pay_on=TODAY.date(), today=TODAY.date(), **how)
    hand_over(**how)
    keep_incoming(
        exchange.network.pk,
        Incoming(external_id="in-1", sender="0208:0202239951", kind="invoice", received_at=EARLY, xml=b"<Invoice/>"),
        by=BY,
        at=EARLY,
    )
