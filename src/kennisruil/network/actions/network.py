"""Founding a network: its coin book, its decisions, its texts, its operator."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from kennisruil.ledger import actions as ledger
from kennisruil.ledger.rules import Coin
from kennisruil.network import rules
from kennisruil.network.actions.facts import change_facts
from kennisruil.network.models import Network, Party, PartyCounter, Setting, TermsText
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal

EPOCH = date(2000, 1, 1)


class SlugTaken(Refusal):
    """Another network has this short name. ``slug``."""

    code = "slug_taken"

    def __init__(self, *, slug: str) -> None:
        self.slug = slug
        super().__init__(slug)


def found_network(
    *,
    id: UUID,
    slug: str,
    name: str,
    languages: Sequence[str],
    on: date,
    by: Actor,
    at: datetime,
    operator: rules.PartyFactsInput,
    is_demo: bool = False,
    time_zone: str = "Europe/Brussels",
    terms_version: str | None = None,
) -> Network:
    """Found a network: its book and coin, the shipped decisions and texts, the legal operator and its account.

    ``on`` is the civil day of founding. The operator's account has no limits. ``terms_version`` is the name under which
    the network publishes the shipped texts; as shipped without one. A second call with the same ``id`` gives the
    network as it is. :raises SlugTaken: nothing is made. :raises NumberRefused: a number of the operator is wrong.
    """
    checked = rules.checked_facts(operator)
    known = Network.objects.filter(pk=id).first()
    if known is not None:
        return known
    if Network.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    with action("network.found", network_id=id, by=by, at=at, about=("network", id)):
        network = Network.objects.create(
            id=id,
            slug=slug,
            name=name,
            languages=list(languages),
            is_demo=is_demo,
            founded_on=on,
            time_zone=time_zone,
            book_id=derived_id(id, "book"),
            operator_account_id=derived_id(id, "operator-account"),
        )
        _write_decisions(network)
        _publish_texts(network, version=terms_version)
        _open_book(network, by=by, at=at)
        party = _seat_operator(network, legal_name=checked.legal_name or name)
        change_facts(network_id=id, party_id=party.pk, holds_from=EPOCH, by=by, at=at, facts=checked)
    return network


def _write_decisions(network: Network) -> None:
    Setting.objects.bulk_create(
        Setting(
            id=derived_id(network.pk, "setting", shipped.key, shipped.holds_from),
            network_id=network.pk,
            key=shipped.key,
            holds_from=shipped.holds_from,
            value=shipped.value,
        )
        for shipped in rules.shipped_settings()
    )


def _publish_texts(network: Network, *, version: str | None) -> None:
    TermsText.objects.bulk_create(
        TermsText(
            id=derived_id(network.pk, "terms", text.kind, version or text.version, text.language),
            network_id=network.pk,
            kind=text.kind,
            version=version or text.version,
            language=text.language,
            holds_from=EPOCH,
            text=text.text,
        )
        for text in rules.shipped_terms()
    )


def _open_book(network: Network, *, by: Actor, at: datetime) -> None:
    """Open the book in the network's coin, and the network's own account: an alarm by the office, no limit."""
    shipped = {row.key: row.value for row in rules.shipped_settings()}
    coin = Coin(name=shipped["coin.sign"], sign=shipped["coin.sign"], scale=shipped["coin.scale"])
    ledger.open_book(
        network_id=network.pk, id=network.book_id, name=network.slug, coin=coin, zone=network.time_zone, by=by, at=at
    )
    ledger.open_account(
        network_id=network.pk, id=network.operator_account_id, book_id=network.book_id, kind="operator", by=by, at=at
    )


def _seat_operator(network: Network, *, legal_name: str) -> Party:
    """Make the legal operator the network's party number 1."""
    PartyCounter.objects.create(id=derived_id(network.pk, "party-counter"), network_id=network.pk, last=1)
    return Party.objects.create(
        id=derived_id(network.pk, "operator"),
        network_id=network.pk,
        number=1,
        kind="organisation",
        name=legal_name,
        account_id=network.operator_account_id,
        is_operator=True,
        joined_on=network.founded_on,
    )
