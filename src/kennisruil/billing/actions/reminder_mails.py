"""The mails that remind: of what is due, and of who could use what somebody knows."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisruil.billing.actions.readers import Reader
from kennisruil.billing.models import Claim
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.reminders import DueClaim, DueReminder
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.numbers import shown_iban
from kennisruil.billing.rules.reminders import Idea
from kennisruil.network.models import Member, Party
from kennisruil.shared.amounts import format_coins, format_euro
from kennisruil.shared.days import written_day
from kennisruil.shared.links_to import url_for
from kennisruil.shared.mail import post_mail


def mail_due(*, house: House, due: DueReminder, readers: Sequence[Reader], key: str, at: datetime) -> None:
    """Mail what is due to who reads for the party, once per ``key`` and reader, in the tone of the furthest step."""
    for reader in readers:
        with override(reader.language):
            rows = "\n".join(_line(each, reader.language) for each in due.claims)
            blocks = [_first_words(due.step), rows, *_ways(house, due, reader.language), _last_words(house, due.step)]
            text = _letter(house, reader.name, [block for block in blocks if block])
            subject = _subject(house, due.step)
        post_mail(
            network_id=house.network_id,
            key=f"{key}:{reader.address}",
            to=reader.address,
            subject=subject,
            text=text,
            language=reader.language,
            about=("party", due.party.pk),
            at=at,
        )


def _subject(house: House, step: int) -> str:
    said = {
        1: _("%(network)s: something is still open"),
        2: _("%(network)s: may we remind you once more?"),
        3: _("%(network)s: shall we look at it together?"),
    }[step]
    return said % {"network": house.name}


def _first_words(step: int) -> str:
    return {
        1: _("Perhaps it slipped your mind: this is still open."),
        2: _("We wrote to you before about this. It is still open; can you look at it this week?"),
        3: _("This has been open for a while now. Does something stand in the way? Tell us, and we look for a way."),
    }[step]


def _last_words(house: House, step: int) -> str:
    if step == 3:
        said = _("We call you in the coming days.")
    else:
        said = _("Did you pay in the meantime? Then all is well, and you need not do anything.")
    address = str(house.settings.get("office.email") or house.operator.email or "")
    asks = _("Is something not right? Write to %(address)s.") % {"address": address} if address else ""
    return " ".join(each for each in (said, asks) if each)


def _line(due: DueClaim, language: str) -> str:
    values = {
        "number": due.number or _("Balance from before"),
        "amount": format_euro(due.cents, language=language),
        "day": written_day(due.due_on, pattern="d MMMM y", language=language),
    }
    if due.claim.part == Claim.Part.BASE:
        return "- " + _("%(number)s: %(amount)s without VAT, to give back or to pay by %(day)s") % values
    return "- " + _("%(number)s: %(amount)s of VAT, to pay by %(day)s") % values


def _ways(house: House, due: DueReminder, language: str) -> list[str]:
    """Say how each document is paid: VAT and what is due of its base together."""
    found = []
    for document in {each.claim.document: None for each in due.claims}:
        cents = sum(each.cents for each in due.claims if each.claim.document == document)
        payment = document.content.get("payment") if document and document.kind == DocumentKind.INVOICE_380 else None
        iban = payment["iban"] if payment else (house.operator.iban or "").replace(" ", "")
        if not iban:
            continue
        message = payment["structured_message"] if payment else due.party.name
        values = {"euro": format_euro(cents, language=language), "iban": shown_iban(iban), "message": message}
        said = _("Pay %(euro)s to %(iban)s, with the message %(message)s.") % values
        page = url_for("document", document.pk) if document else None
        found.append("\n".join([said, *([settings.BASE_URL + page] if page else [])]))
    return found


def mail_ideas(
    *, house: House, party: Party, member: Member, coins: int, ideas: Sequence[Idea], key: str, at: datetime
) -> None:
    """Tell somebody who could use what they know, once per ``key``; nothing in it asks for money."""
    with override(member.language):
        amount = f"{format_coins(coins, scale=house.scale, language=member.language)} {house.coin}"
        lines = [
            _("You were helped, and there is still %(coins)s to give. Somebody could use exactly what you know:")
            % {"coins": amount},
            *["\n".join(["- " + idea.text, *([f"  {idea.reason}"] if idea.reason else [])]) for idea in ideas],
            _("Does one of them appeal to you? Look here, and tell us. There is no hurry."),
        ]
        page = url_for("give_back", party.pk)
        if page:
            lines[-1] += "\n" + settings.BASE_URL + page
        text = _letter(house, member.given_name, lines)
        subject = _("%(network)s: who could use what you know") % {"network": house.name}
    post_mail(
        network_id=house.network_id,
        key=key,
        to=member.email,
        subject=subject,
        text=text,
        language=member.language,
        about=("party", party.pk),
        at=at,
    )


def _letter(house: House, name: str, blocks: Sequence[str]) -> str:
    greeting = _("Hello %(name)s,") % {"name": name}
    goodbye = _("Kind regards,") + f"\n{house.name}"
    return "\n\n".join([greeting, *blocks, goodbye]) + "\n"
