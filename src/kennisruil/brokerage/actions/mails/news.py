"""Mails with news, and about offers that have grown old: each with its way out or its one button."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.brokerage.actions import member_links
from kennisruil.brokerage.actions.mails.letter import post
from kennisruil.brokerage.rules.alerts import News
from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules.theming import name_of_theme
from kennisruil.network.models import Member
from kennisruil.shared.speaking import Count, quoted

_LONGEST = 400


def mail_news(member: Member, *, rhythm: str, news: Sequence[News], today: date, at: datetime) -> None:
    """Tell a person of one item at once, or of a week's items together."""
    first = news[0]
    network_id = member.network_id
    with translation.override(member.language):
        end = member_links.end_news_link(
            network_id=network_id,
            member_id=member.pk,
            what=str(first.alert.id) if rhythm == "now" else "weekly",
        )
        lines = [
            _intro(news, language=member.language, is_weekly=rhythm == "weekly"),
            *(_item(one, language=member.language) for one in news),
            _("You hear of this because you asked for it. To hear of it no longer:\n%(link)s") % {"link": end},
        ]
        key = f"{first.item.kind}:{first.item.id}" if rhythm == "now" else today.isoformat()
        post(
            member,
            key=f"news:{rhythm}:{member.pk}:{key}",
            subject=_subject(news, language=member.language),
            lines=lines,
            about=("member", member.pk),
            at=at,
            unsubscribe_url=end,
        )


def _subject(news: Sequence[News], *, language: str) -> str:
    if len(news) > 1:
        return _("News of this week: %(count)s questions and offers") % {"count": Count(len(news))}
    about = _about(news[0], language=language)
    if news[0].item.kind == "need":
        return _("Somebody asks for help: %(about)s") % {"about": about}
    return _("Somebody offers help: %(about)s") % {"about": about}


def _about(one: News, *, language: str) -> str:
    return name_of_theme(one.alert.theme, language) if one.alert.theme else one.alert.words


def _intro(news: Sequence[News], *, language: str, is_weekly: bool) -> str:
    if not is_weekly:
        return _("There is something new about “%(about)s”.") % {"about": _about(news[0], language=language)}
    return ngettext(
        "This week there is %(count)s new thing you asked to hear of.",
        "This week there are %(count)s new things you asked to hear of.",
        len(news),
    ) % {"count": Count(len(news))}


def _item(one: News, *, language: str) -> str:
    text = one.item.text if len(one.item.text) <= _LONGEST else f"{one.item.text[:_LONGEST].rstrip()}…"
    values = {"text": text, "about": _about(one, language=language)}
    if one.item.kind == "need":
        values["link"] = member_links.page("brokerage:need", one.item.id)
        return _("Asked (%(about)s): “%(text)s”\nCan you help? Read more:\n%(link)s") % values
    values["link"] = member_links.page("brokerage:directory_person", one.item.owner_id)
    return _("Offered (%(about)s): “%(text)s”\nRead more:\n%(link)s") % values


def mail_still_true(offer: KnowHow, *, said_on: date, at: datetime) -> None:
    """Ask an owner whether an old offer still stands: one link, one button; once for each time it was said."""
    member = offer.member
    with translation.override(member.language):
        link = member_links.offer_link(network_id=offer.network_id, know_how_id=offer.pk)
        post(
            member,
            key=f"offer-still:{offer.pk}:{said_on.isoformat()}",
            subject=_("Do you still offer this?"),
            lines=[
                _("Some time ago you offered this to the others here:"),
                quoted(offer.text),
                _("Does it still stand? One button is enough:\n%(link)s") % {"link": link},
                _("If we hear nothing, we note that it is old; later it leaves the lists. You can offer it again."),
            ],
            about=("know_how", offer.pk),
            at=at,
        )
