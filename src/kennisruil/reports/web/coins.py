"""Pictures of coins: given and received, what is still to give, what is in circulation."""

from dataclasses import replace
from itertools import dropwhile

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.reports import queries, rules
from kennisruil.reports.web.section import Asked, Section, month_label
from kennisruil.shared import pictures
from kennisruil.shared.links_to import url_for
from kennisruil.shared.speaking import Count
from kennisruil.shared.templatetags.kr import coins
from kennisruil.shared.web.words import AGES

# A picture stays readable with so many names.
NAMES_DRAWN = 12


def exchanged(asked: Asked) -> Section:
    """Show what each party gave and received."""
    heading = _("Given and received")
    next_text, next_url = _("Find somebody for an open need"), reverse("brokerage:needs")
    found = rules.exchanged_of(queries.sides(network_id=asked.network_id, period=asked.period))
    if not found:
        return Section(heading, _("In this period nobody gave or received anything."), next_text, next_url)
    only = sum(row.received > 0 and row.given == 0 for row in found)
    title = ngettext(
        "%(count)s of %(all)s received and has not given yet",
        "%(count)s of %(all)s received and have not given yet",
        only,
    ) % {"count": Count(only), "all": Count(len(found))}
    drawn = rules.most_out_of_step(found, most=NAMES_DRAWN)
    picture = pictures.given_received(
        key="exchanged",
        title=title if only else _("Everybody who received has given too"),
        people=[(row.name, row.given, row.received) for row in drawn],
        head=(_("Who"), _("Gave"), _("Received")),
        write=coins,
    )
    whole = replace(picture, rows=tuple((row.name, coins(row.given), coins(row.received)) for row in found))
    meaning = ngettext(
        "You see whoever is furthest out of step. A call works better than a reminder: ask what they enjoy doing.",
        "You see the %(count)s who are furthest out of step. A call works better than a reminder: ask what they enjoy "
        "doing.",
        len(drawn),
    ) % {"count": Count(len(drawn))}
    return Section(heading, meaning, next_text, next_url, whole)


def still_to_give(asked: Asked) -> Section:
    """Show how long what is still to give has been waiting, today."""
    heading = _("What is still to give")
    next_text, next_url = _("See who still has to give, and what would suit them"), still_to_give_url()
    found = queries.still_to_give(network_id=asked.network_id, today=asked.today, zone=asked.zone)
    if not any(row.minor for row in found):
        return Section(heading, _("Everybody has given as much as they received."), next_text, next_url)
    old = found[-1].minor
    bins = [
        (
            AGES[row.age],
            row.minor,
            ngettext("%(count)s party", "%(count)s parties", row.accounts) % {"count": Count(row.accounts)},
        )
        for row in found
    ]
    title = (
        _("%(coins)s has been waiting for a year or longer") % {"coins": asked.in_words(old)}
        if old
        else _("Nothing has been waiting for a year")
    )
    head = (_("How long"), _("Coins"), _("Who"))
    picture = pictures.ages(
        key="ages", title=title, bins=[(str(age), *rest) for age, *rest in bins], head=head, write=coins
    )
    meaning = _("This is today's state. What waits longest is hardest to give back: start there.")
    return Section(heading, meaning, next_text, next_url, picture)


def circulation(asked: Asked) -> Section:
    """Show the credit outstanding at each month's end."""
    heading = _("Coins in circulation")
    next_text, next_url = _("Look at the sessions that are planned"), reverse("brokerage:calendar")
    points = queries.circulation(network_id=asked.network_id, period=asked.period, zone=asked.zone)
    found = list(dropwhile(lambda point: not (point.credit or point.to_give), points))
    if not found:
        return Section(heading, _("No coins have moved yet."), next_text, next_url)
    now = found[-1]
    picture = pictures.balance_line(
        key="circulation",
        title=_grown(asked, now.credit - points[0].credit),
        points=[(month_label(point.month), point.credit) for point in found],
        head=(_("Month"), _("Credit")),
        write=coins,
        above_text=_("credit"),
        below_text=_("still to give"),
    )
    meaning = _(
        "Members can still ask for %(credit)s, and %(to_give)s is still to give. Credit that stands still loses its "
        "worth: plan sessions for those who have much of it."
    ) % {"credit": asked.in_words(now.credit), "to_give": asked.in_words(now.to_give)}
    return Section(heading, meaning, next_text, next_url, picture)


def still_to_give_url() -> str:
    """Give the page with who still has to give."""
    return url_for("still_to_give", "all") or reverse("brokerage:needs")


def _grown(asked: Asked, minor: int) -> str:
    if not minor:
        return _("As much credit as at the start of the period")
    words = {"coins": asked.in_words(abs(minor))}
    return (
        _("%(coins)s more credit than at the start") % words
        if minor > 0
        else _("%(coins)s less credit than at the start") % words
    )
