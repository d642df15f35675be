"""What every mail of the room is made of: a greeting, the content, the house; who, when, what it means."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from babel.dates import format_datetime
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from kennisruil.brokerage.models import Session
from kennisruil.brokerage.queries.joint import recipients_of, together_with
from kennisruil.brokerage.queries.money import consequences_of
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.network.rules import ways_to_reach
from kennisruil.shared.amounts import format_coins, format_euro, locale_of
from kennisruil.shared.mail import post_mail


def post(
    member: Member,
    *,
    key: str,
    subject: str,
    lines: Sequence[str],
    about: tuple[str, UUID],
    at: datetime,
    attachments: Sequence[UUID] = (),
    unsubscribe_url: str = "",
) -> None:
    """Post one mail; a person without an address is phoned instead (the office sees who)."""
    if not member.email:
        return
    house = network.network_by_id(network_id=member.network_id).name
    text = "\n\n".join([_("Dear %(name)s") % {"name": member.given_name}, *(line for line in lines if line), house])
    post_mail(
        network_id=member.network_id,
        key=key,
        to=member.email,
        subject=subject,
        text=text,
        language=member.language,
        about=about,
        at=at,
        attachments=attachments,
        unsubscribe_url=unsubscribe_url,
    )


def when(instant: datetime, *, language: str) -> str:
    """Write the day with its weekday and the hour, as people of the network read their clocks."""
    form = {"nl": "EEEE d MMMM y 'om' H.mm 'uur'", "fr": "EEEE d MMMM y 'à' H'h'mm"}.get(
        language[:2], "EEEE d MMMM y 'at' H:mm"
    )
    return format_datetime(instant.astimezone(get_default_timezone()), form, locale=locale_of(language))


def addressed(sessions: Sequence[Session]) -> Iterator[tuple[Session, str]]:
    """Say whom to write to about the sessions of one step: each recipient, and who gives once."""
    for session in sessions:
        yield session, "recipient"
    yield sessions[0], "provider"


def partners(session: Session, side: str) -> list[Member]:
    """Give whom a side meets: who gives, or everybody who receives."""
    return [session.provider] if side == "recipient" else recipients_of(session)


def partner_names(session: Session, side: str) -> str:
    """Name whom a side meets."""
    *first, last = [member.name for member in partners(session, side)]
    if not first:
        return last
    return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last}


def contact(member: Member, *, have_met: bool) -> str:
    """Name a person with the ways of reaching them that the reader may know."""
    ways = ways_to_reach(member, have_met=have_met)
    return ", ".join([member.name, *(way for way in (ways.phone, ways.email) if way)])


def meaning(session: Session, side: str, *, language: str) -> str:
    """Say what a session means for a side: coins, and euro with VAT, per party."""
    sentences = []
    alive = [one for one in together_with(session) if one.state != "cancelled"] if side == "provider" else []
    if len(alive) > 1:
        return _meaning_of_all(alive, language=language)
    for one in consequences_of(network_id=session.network_id, session=session, side=side):
        values = {
            "party": one.party.name,
            "coins": format_coins(one.coins, language=language),
            "sign": network.setting(network_id=session.network_id, key="coin.sign", on=session.held_on),
            "base": format_euro(one.euro.base_cents, language=language),
            "vat": format_euro(one.euro.vat_cents, language=language),
            "gross": format_euro(one.euro.gross_cents, language=language),
        }
        if side == "provider":
            sentences.append(_("%(party)s earns %(coins)s %(sign)s, worth %(base)s.") % values)
        else:
            sentences.append(
                _(
                    "%(party)s: %(coins)s %(sign)s. Invoice %(base)s + %(vat)s VAT = %(gross)s. You pay the VAT in "
                    "euro; the %(base)s you give back with a session of your own, or you pay it."
                )
                % values
            )
    return "\n".join(sentences)


def _meaning_of_all(sessions: Sequence[Session], *, language: str) -> str:
    """Say what several recipients bring who gives, all together."""
    first = sessions[0]
    return _("%(party)s earns %(coins)s %(sign)s, worth %(base)s, from %(count)s people together.") % {
        "party": first.provider_party.name,
        "coins": format_coins(sum(one.provider_coins for one in sessions), language=language),
        "sign": network.setting(network_id=first.network_id, key="coin.sign", on=first.held_on),
        "base": format_euro(sum(one.provider_base_cents for one in sessions), language=language),
        "count": len(sessions),
    }


def facts(session: Session, side: str, *, language: str) -> list[str]:
    """Give the lines that say when, where, with whom and about what."""
    met = (contact(each, have_met=session.have_met) for each in partners(session, side))
    return [
        _("When: %(when)s") % {"when": when(session.starts_at, language=language)},
        _("Where: %(place)s") % {"place": session.place} if session.place else "",
        _("With: %(contact)s") % {"contact": "; ".join(met)},
        _("About: %(text)s") % {"text": session.text} if session.text else "",
    ]
