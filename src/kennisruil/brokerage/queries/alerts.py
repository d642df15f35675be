"""What people wait for, and what there is to tell them."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from kennisruil.brokerage.models import Alert, Need, Told
from kennisruil.brokerage.queries.fits import avoided_by_each
from kennisruil.brokerage.queries.willing import paused_on
from kennisruil.brokerage.rules.alerts import NEWS_DAYS, Item, News, Peace, Wanted, is_met, may_be_told
from kennisruil.matching import queries as matching
from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules import model
from kennisruil.matching.rules.theming import shares_a_stem
from kennisruil.network import queries as network
from kennisruil.shared.periods import day_of

_MOST = 2000


def alerts_of(*, network_id: UUID, member_id: UUID) -> list[Alert]:
    """List what a member hears of by mail, the oldest first."""
    rows = Alert.objects.filter(network_id=network_id, member_id=member_id, ended_at=None)
    return list(rows.order_by("since_at", "pk")[:100])


def alert_by_id(*, network_id: UUID, alert_id: UUID) -> Alert:
    """Give an alert with its member. :raises Alert.DoesNotExist: not in this network."""
    return Alert.objects.select_related("member").get(network_id=network_id, pk=alert_id)


def wanted_now(*, network_id: UUID) -> list[Wanted]:
    """List what people wait for: who is here and has a mail address."""
    zone = network.network_by_id(network_id=network_id).time_zone
    rows = Alert.objects.filter(network_id=network_id, ended_at=None, member__left_on=None).exclude(member__email="")
    return [
        Wanted(
            id=row.pk,
            member_id=row.member_id,
            theme=row.theme,
            words=row.words,
            language=row.language,
            about=row.about,
            rhythm=row.rhythm,
            since_on=day_of(row.since_at, zone),
        )
        for row in rows.order_by("since_at", "pk")[:20_000]
    ]


def news_items(*, network_id: UUID, today: date, only: tuple[str, UUID] | None = None) -> list[Item]:
    """List the open needs and the offers of the last weeks, or one of them; ``only``: its kind and id."""
    return [
        *(_needs(network_id, today, only) if only is None or only[0] == "need" else []),
        *(_offers(network_id, today, only) if only is None or only[0] == "offer" else []),
    ]


def _needs(network_id: UUID, today: date, only: tuple[str, UUID] | None) -> list[Item]:
    zone = network.network_by_id(network_id=network_id).time_zone
    rows = Need.objects.filter(network_id=network_id, state="open", asked_at__date__gte=today - timedelta(NEWS_DAYS))
    rows = rows.filter(pk=only[1]) if only else rows
    needs = list(rows.order_by("asked_at", "pk")[:_MOST])
    themes = matching.themes_of(network_id=network_id, kind="need", ids=[need.pk for need in needs])
    return [
        Item(
            kind="need",
            id=need.pk,
            owner_id=need.member_id,
            text=need.text,
            language=need.language,
            since_on=day_of(need.asked_at, zone),
            themes=tuple(themes.get(need.pk, ())),
        )
        for need in needs
    ]


def _offers(network_id: UUID, today: date, only: tuple[str, UUID] | None) -> list[Item]:
    zone = network.network_by_id(network_id=network_id).time_zone
    rows: list[KnowHow] = matching.offers(network_id=network_id, today=today, limit=_MOST)
    rows = [row for row in rows if only is None or row.pk == only[1]]
    themes = matching.themes_of(network_id=network_id, kind="know_how", ids=[row.pk for row in rows])
    return [
        Item(
            kind="offer",
            id=row.pk,
            owner_id=row.member_id,
            text=row.text,
            language=row.language,
            since_on=day_of(row.said_at, zone),
            themes=tuple(themes.get(row.pk, ())),
        )
        for row in rows
    ]


def news_for(*, network_id: UUID, items: Sequence[Item], today: date) -> list[News]:
    """Bring together who waits for what and was not told of it yet; an offer that is renewed is no news again."""
    wanted = wanted_now(network_id=network_id) if items else []
    if not wanted:
        return []
    member_ids = {alert.member_id for alert in wanted}
    avoided = avoided_by_each(network_id=network_id, member_ids=member_ids)
    peace = Peace(
        paused=frozenset(paused_on(network_id=network_id, on=today, member_ids=member_ids)),
        avoided={member_id: frozenset(others) for member_id, others in avoided.items()},
    )
    rows = Told.objects.filter(network_id=network_id, about_id__in=[item.id for item in items])
    told = set(rows.order_by("pk").values_list("member_id", "about_id"))
    found = []
    for alert in wanted:
        possible = [
            item
            for item in items
            if (alert.member_id, item.id) not in told and may_be_told(alert=alert, item=item, peace=peace, today=today)
        ]
        found += [News(item=item, alert=alert) for item in _met_by(network_id, alert, possible)]
    return found


def _met_by(network_id: UUID, alert: Wanted, items: Sequence[Item]) -> list[Item]:
    near: dict[UUID, float] = {}
    if alert.words:
        ids = {kind: [item.id for item in items if item.kind == kind] for kind in ("need", "offer")}
        near = matching.near_questions(network_id=network_id, words=alert.words, ids=ids["need"])
        near |= matching.near_statements(
            network_id=network_id, words=alert.words, language=alert.language, ids=ids["offer"]
        )
    return [item for item in items if _meets(alert, item, near)]


def _meets(alert: Wanted, item: Item, near: dict[UUID, float]) -> bool:
    # With a model, an item whose vector is still being made waits for it, until the next round at the latest.
    how_near = near.get(item.id, 0.0) if model.installed() else None
    shares = how_near is None and shares_a_stem(
        alert.words, item.text, language=alert.language, other_language=item.language
    )
    return is_met(alert=alert, item=item, near=how_near, shares_a_word=shares)
