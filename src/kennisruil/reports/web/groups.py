"""Who gave to whom: party by party in a small network, by groups in a large one, and the list behind each stream."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kennisruil.reports import queries, rules
from kennisruil.reports.rules import Given, Grouping
from kennisruil.reports.web.coins import still_to_give_url
from kennisruil.reports.web.section import Asked, Section, asked_of
from kennisruil.shared import pictures
from kennisruil.shared.links_to import url_for
from kennisruil.shared.pictures import Picture
from kennisruil.shared.speaking import Count, language_now
from kennisruil.shared.templatetags.kr import coins, day_short
from kennisruil.shared.web.pages import office_page

# The list behind a stream has so many lines.
LINES_SHOWN = 300


def flows(asked: Asked) -> Section:
    """Show who gave to whom."""
    heading = _("Who gave to whom")
    next_text, next_url = _("See who still has to give, and what would suit them"), still_to_give_url()
    sides = queries.sides(network_id=asked.network_id, period=asked.period)
    found = rules.flows_of(sides)
    if not found:
        return Section(heading, _("In this period nobody gave anything to anybody."), next_text, next_url)
    tenths = rules.tenths_of_largest(found)
    picture = pictures.who_gave_to_whom(
        key="flows",
        title=_("Of every ten coins, %(count)s came from the three who gave most") % {"count": Count(tenths)},
        flows=[(flow.giver, flow.receiver, flow.minor) for flow in found],
        head=(_("Who gave"), _("Who received"), _("Coins")),
        write=coins,
        rest_text=_("the others"),
    )
    given = rules.given_of(sides)
    if rules.is_grouped(given):
        return _by_group(asked, given, Section(heading, "", next_text, next_url, file=picture))
    meaning = (
        _("A few carry a lot. Ask somebody who has not given yet, before they grow tired.")
        if tenths >= 5
        else _("Giving is well spread. Keep asking people who have not had their turn.")
    )
    return Section(heading, meaning, next_text, next_url, picture)


def _by_group(asked: Asked, given: Sequence[Given], section: Section) -> Section:
    grouping = _grouping(asked, given)
    streams = rules.group_flows(given, group_of=grouping.group_of)
    meaning = _meaning(grouping, parties=len({one for each in given for one in (each.giver_id, each.receiver_id)}))
    picture = _picture(asked, grouping, streams)
    return Section(section.heading, meaning, section.next_text, section.next_url, picture, file=section.file)


def _grouping(asked: Asked, given: Sequence[Given]) -> Grouping:
    return rules.grouping_of(
        given,
        themes_said=queries.themes_said(network_id=asked.network_id, start_on=asked.period.start_on),
        kinds=queries.kinds_of_parties(network_id=asked.network_id),
    )


def _picture(asked: Asked, grouping: Grouping, streams: Sequence[rules.GroupFlow]) -> Picture:
    names, across = group_names(), {"count": Count(rules.tenths_across(streams))}
    return pictures.groups_gave(
        key="flows",
        title=(
            _("Of every ten coins, %(count)s went from one field of know-how to another") % across
            if grouping.by == "field"
            else _("Of every ten coins, %(count)s went from people to organisations or back") % across
        ),
        flows=[
            pictures.GroupStream(
                names[flow.giver], names[flow.receiver], flow.minor, flow.times, _url(asked, flow.giver, flow.receiver)
            )
            for flow in streams
        ],
        head=(_("Who gave"), _("Who received"), _("Coins"), _("Times")),
        write=coins,
        rest_text=_("the others"),
    )


def _meaning(grouping: Grouping, *, parties: int) -> str:
    said = (
        _(
            "%(count)s parties gave or received: too many to draw one by one. Here they stand together by the field in "
            "which their people know most. "
            "Open a stream, or a line of the numbers, to see who and when; the CSV file names every party."
        )
        if grouping.by == "field"
        else _(
            "%(count)s parties gave or received: too many to draw one by one. Here people with an account of their own "
            "stand together, and organisations. "
            "Open a stream, or a line of the numbers, to see who and when; the CSV file names every party."
        )
    )
    return said % {"count": Count(parties)}


def group_names() -> Mapping[str, str]:
    """Name every group there can be, in the reader's language."""
    return {
        **rules.field_names(language_now()),
        "person": _("people with an account of their own"),
        "organisation": _("organisations"),
        rules.UNKNOWN: _("know-how not said yet"),
    }


def _url(asked: Asked, giver: str, receiver: str) -> str:
    return f"{reverse('reports:group_flow', args=[giver, receiver])}?period={asked.period.months}"


@require_safe
@office_page
def group_flow(request: HttpRequest, giver: str, receiver: str) -> HttpResponse:
    """Show every supply that went from one group to another in the period, the latest first."""
    names = group_names()
    if giver not in names or receiver not in names:
        raise Http404
    asked = asked_of(request)
    sides = queries.sides(network_id=asked.network_id, period=asked.period)
    given = rules.given_of(sides)
    found = _between(asked, given, giver=giver, receiver=receiver)
    lines = _lines(asked, found, names={side.party_id: side.name for side in sides})
    page = {
        "giver": names[giver],
        "receiver": names[receiver],
        "found": _found(asked, found),
        "lines": lines[:LINES_SHOWN],
        "left": max(len(lines) - LINES_SHOWN, 0),
        "period": asked.period,
    }
    return render(request, "reports/group_flow.html", page)


def _between(asked: Asked, given: Sequence[Given], *, giver: str, receiver: str) -> list[Given]:
    """Take the groups the picture draws; the kinds of party can be asked for in any network."""
    kinds = {"person", "organisation"}
    if kinds & {giver, receiver}:
        of_kind = queries.kinds_of_parties(network_id=asked.network_id)
        parties = {party for one in given for party in (one.giver_id, one.receiver_id)}
        group_of = {party: of_kind.get(party, rules.UNKNOWN) for party in parties}
    else:
        group_of = dict(_grouping(asked, given).group_of)
    return rules.between(given, group_of=group_of, giver=giver, receiver=receiver)


def _found(asked: Asked, found: Sequence[Given]) -> str:
    parties = len({one.giver_id for one in found})
    return ngettext("%(count)s party gave %(coins)s.", "%(count)s parties gave %(coins)s together.", parties) % {
        "count": Count(parties),
        "coins": asked.in_words(sum(one.minor for one in found)),
    }


def _lines(asked: Asked, found: Sequence[Given], *, names: Mapping[UUID, str]) -> list[dict[str, str]]:
    supplied = queries.supplied(network_id=asked.network_id, ids={one.supply_id for one in found})
    ordered = sorted(found, key=lambda one: (supplied[one.supply_id].on, one.supply_id), reverse=True)
    return [
        {
            "on": day_short(supplied[one.supply_id].on),
            "url": url_for(supplied[one.supply_id].ref_kind, supplied[one.supply_id].ref_id) or "",
            "giver": names[one.giver_id],
            "giver_url": url_for("party", one.giver_id) or "",
            "receiver": names[one.receiver_id],
            "receiver_url": url_for("party", one.receiver_id) or "",
            "coins": coins(one.minor),
        }
        for one in ordered
    ]
