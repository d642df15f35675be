"""Who still has to give, the longest first, with what would fit them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kennisruil.brokerage.queries import Inviting
from kennisruil.office import queries
from kennisruil.office.queries import StillToGive
from kennisruil.shared.ages import Age
from kennisruil.shared.pictures import Picture, ages, csv_of
from kennisruil.shared.speaking import Count
from kennisruil.shared.templatetags.kr import coins
from kennisruil.shared.web.asking import today_of
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.words import AGES

A_PAGE = 20


@require_safe
@office_page
def still_to_give(request: HttpRequest) -> HttpResponse:
    """Show who still has to give, for how long, and which open needs fit the people behind it."""
    zone = request.network.time_zone  # type: ignore[attr-defined]  # set by the shell
    rows = queries.still_to_give(network_id=network_of(request), today=today_of(request), zone=zone)
    picture = ages_picture(rows)
    if "csv" in request.GET:
        return HttpResponse(csv_of(picture), content_type="text/csv; charset=utf-8")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    stands = queries.invitees_of(network_id=network_of(request), rows=list(page), today=today_of(request))
    shown = {
        "rows": [_shown(row, stands) for row in page],
        "page": page,
        "picture": picture,
        "may_invite": any(one.state == "ready" for one in stands.values()),
    }
    return render(request, "office/still_to_give.html", shown | {"today": today_of(request)})


def _shown(row: StillToGive, stands: Mapping[UUID, Inviting]) -> dict[str, Any]:
    fits = queries.fits_of_party(row=row, invitees=stands)
    invitees = [(person, stands[person.pk]) for person in row.people[: queries.PEOPLE_ASKED]]
    return {"row": row, "fits": fits, "invitees": invitees}


def ages_picture(rows: Sequence[StillToGive]) -> Picture:
    """Draw how much is still to give by how long it has been so; the title says what stands out."""
    sums = {age: [row for row in rows if row.age is age] for age in Age}
    bins = [
        (
            str(AGES[age]),
            sum(row.minor for row in own),
            ngettext("%(count)s party", "%(count)s parties", len(own)) % {"count": Count(len(own))},
        )
        for age, own in sums.items()
    ]
    old = sum(row.minor for row in sums[Age.YEAR])
    title = (
        _("%(coins)s has been waiting for a year or longer") % {"coins": coins(old)}
        if old
        else _("Nothing has been waiting for a year")
    )
    return ages(key="ages", title=title, bins=bins, head=(_("How long"), _("Coins"), _("Who")), write=coins)
