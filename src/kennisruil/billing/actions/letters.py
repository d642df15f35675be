"""Letters and receipts: documents about coins or euro that have no invoice, in the reader's language."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisruil.billing.actions.numbering import draw_number
from kennisruil.billing.models import CloseRun, Document
from kennisruil.billing.queries.house import House, party_facts
from kennisruil.billing.queries.plan import PlannedDocument
from kennisruil.billing.rules.frozen import view_to_dict
from kennisruil.billing.rules.kinds import Channel, DocumentKind, PartyKind, VatKind
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.billing.rules.series import series_of, shown
from kennisruil.billing.rules.values import PartyFacts
from kennisruil.billing.rules.views import LetterRow, LetterView
from kennisruil.network.models import Party
from kennisruil.shared.amounts import format_coins, format_euro
from kennisruil.shared.ids import derived_id


def addressee_of(*, party: Party, on: date) -> PartyFacts:
    """Give who a letter goes to, also where the party's VAT status is unknown yet."""
    known = party_facts(party=party, on=on)
    if known is not None:
        return known
    return PartyFacts(name=party.name, vat_kind=VatKind.PRIVATE_PERSON, kind=PartyKind(party.kind), language="nl")


def grant_letter(*, house: House, planned: PlannedDocument, run: CloseRun | None, on: date) -> Document:
    """Write the letter that goes with coins granted in a month."""
    to = addressee_of(party=planned.party, on=on)
    coins = sum(item.coins for item in planned.items)
    with override(to.language):
        rows = tuple(
            LetterRow(label=item.movement.supply.text, amount=_coins(house, item.coins, to.language))
            for item in planned.items
        )
        subject = _("You receive %(coins)s") % {"coins": _coins(house, coins, to.language)}
        paragraphs = (_("You took part, and the network gives you coins for it. You can use them for a session."),)
    first = planned.items[0].movement
    return write_letter(
        house=house,
        id=derived_id(house.network_id, "document", first.pk, 0),
        party=planned.party,
        to=to,
        kind=DocumentKind.LETTER,
        subject=subject,
        paragraphs=paragraphs,
        rows=rows,
        on=on,
        base_cents=abs(planned.base_cents),
        month_on=planned.month.start_on,
        is_late=planned.is_late,
        run=run,
    )


def receipt(
    *, house: House, key: UUID, party: Party, cents: int, vat_cents: int, base_cents: int, coins: int, on: date
) -> Document:
    """Write the receipt of euro that came in: what it paid of the VAT, what of the base, what is kept for later."""
    to = addressee_of(party=party, on=on)
    with override(to.language):
        parts = [
            (_("VAT"), vat_cents),
            (_("Instead of a return service: %(coins)s") % {"coins": _coins(house, coins, to.language)}, base_cents),
            (_("Kept for what comes later"), cents - vat_cents - base_cents),
        ]
        rows = tuple(
            LetterRow(label=label, amount=format_euro(amount, language=to.language))
            for label, amount in parts
            if amount
        )
        subject = _("We received %(euro)s") % {"euro": format_euro(cents, language=to.language)}
        paragraphs = (_("Thank you. This is what your payment settled."),)
    return write_letter(
        house=house,
        id=derived_id(key, "receipt"),
        party=party,
        to=to,
        kind=DocumentKind.RECEIPT,
        subject=subject,
        paragraphs=paragraphs,
        rows=rows,
        on=on,
        base_cents=base_cents,
        month_on=on.replace(day=1),
    )


def settlement_letter(
    *, house: House, key: UUID, party: Party, kind: MoveKind, coins: int, cents: int, reason: str, on: date
) -> Document:
    """Write the letter about a balance that was paid out, given away or written off."""
    to = addressee_of(party=party, on=on)
    with override(to.language):
        values = {"coins": _coins(house, coins, to.language), "euro": format_euro(cents, language=to.language)}
        sentences = {
            MoveKind.PAY_OUT: _("We pay out %(coins)s: %(euro)s.") % values,
            MoveKind.GIVEN_AWAY: _("You gave %(coins)s to the network. Thank you.") % values,
            MoveKind.GIFT: _("You gave %(coins)s to somebody else in the network. Thank you.") % values,
            MoveKind.WRITE_OFF: _("You need not give back %(coins)s any more. VAT that was open stays open.") % values,
        }
        rows = (LetterRow(label=_("Reason"), amount=reason),) if reason else ()
        subject = _("Your balance in coins")
    return write_letter(
        house=house,
        id=derived_id(key, "letter"),
        party=party,
        to=to,
        kind=DocumentKind.LETTER,
        subject=subject,
        paragraphs=(sentences[kind],),
        rows=rows,
        on=on,
        base_cents=cents,
        month_on=on.replace(day=1),
    )


def vat_letter(*, house: House, key: UUID, party: Party, cents: int, reason: str, on: date) -> Document:
    """Write the letter about VAT that need not be paid any more."""
    to = addressee_of(party=party, on=on)
    with override(to.language):
        said = _("You need not pay the VAT of %(euro)s any more.") % {"euro": format_euro(cents, language=to.language)}
        rows = (LetterRow(label=_("Reason"), amount=reason),) if reason else ()
        subject = _("VAT that was still open")
    return write_letter(
        house=house,
        id=derived_id(key, "letter"),
        party=party,
        to=to,
        kind=DocumentKind.LETTER,
        subject=subject,
        paragraphs=(said,),
        rows=rows,
        on=on,
        base_cents=0,
        month_on=on.replace(day=1),
    )


def write_letter(
    *,
    house: House,
    id: UUID,
    party: Party,
    to: PartyFacts,
    kind: DocumentKind,
    subject: str,
    paragraphs: tuple[str, ...],
    rows: tuple[LetterRow, ...],
    on: date,
    base_cents: int,
    month_on: date,
    is_late: bool = False,
    run: CloseRun | None = None,
) -> Document:
    """Number and keep a letter; it needs no acceptance and has no structured form. Inside an action."""
    series = series_of(kind=kind, issued_on=on, provider_number=party.number)
    series_number = draw_number(network_id=house.network_id, series=series)
    number = shown(series=series, number=series_number)
    view = LetterView(
        number=number,
        kind=kind,
        operator=house.operator,
        addressee=to,
        network=house.name,
        issued_on=on,
        subject=subject,
        paragraphs=paragraphs,
        rows=rows,
        language=to.language,
    )
    return Document.objects.create(
        id=id,
        network_id=house.network_id,
        party=party,
        kind=kind,
        state=Document.State.ISSUED,
        series=series,
        series_number=series_number,
        number=number,
        drawn_on=on,
        issued_on=on,
        month_on=month_on,
        base_cents=base_cents,
        vat_cents=0,
        is_late=is_late,
        channel=Channel.PDF,
        content=view_to_dict(view),
        run=run,
    )


def _coins(house: House, minor: int, language: str) -> str:
    return f"{format_coins(minor, scale=house.scale, language=language)} {house.coin}"
