"""The networks of the story: one in each language, with a broker, somebody who needs help and somebody who can give."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from kennisruil.matching import actions as matching
from kennisruil.menu.actions import publish_shipped_card
from kennisruil.network.models import Member, Network
from kennisruil.shared.ids import new_id
from kennisruil.shared.scope import network_scope
from tests.factories import AT, BY, ON, a_login, a_member, a_network, a_party, an_office_member

ASKED_AT = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)
SESSION_ON = date(2026, 2, 17)
HELD_AT = datetime(2026, 2, 18, 9, 0, tzinfo=UTC)
CLOSED_AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
MONTH = "2026-02"

NEED = {
    "nl": "Onze buurtkeuken groeit en niemand van ons schreef ooit een subsidiedossier.",
    "fr": "Notre cuisine de quartier grandit et personne n'a jamais rédigé un dossier de subside.",
    "en": "Our neighbourhood kitchen grows and nobody has ever written a grant application.",
}
KNOW_HOW = {
    "nl": "Ik schreef zes subsidiedossiers voor sociale ondernemingen.",
    "fr": "J'ai rédigé six dossiers de subside pour des entreprises sociales.",
    "en": "I wrote six grant applications for social enterprises.",
}


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who plays in the story of one language."""

    network: Network
    broker: Member
    asker: Member
    helper: Member
    language: str


def a_cast(language: str, *, slug: str = "story") -> Cast:
    """Found the network of a language; only who asks has an organisation yet."""
    network = a_network(slug=f"{slug}-{language}", name=f"Netwerk {language.upper()}")
    broker = an_office_member(network, given_name="Karin", language=language)
    asker = a_member(network, given_name="Aïsha", family_name="Benali", language=language)
    helper = a_member(network, given_name="Bart", family_name="Claes", language=language)
    other = a_member(network, given_name="Chloé", family_name="Dubois", language=language)
    with network_scope(network.pk):
        publish_shipped_card(network_id=network.pk, holds_from=ON, by=BY, at=AT)
        for member in (asker, helper):
            a_login(network, member)
        for member in (helper, other):
            matching.tell_know_how(
                id=new_id(at=AT),
                network_id=network.pk,
                member_id=member.pk,
                text=KNOW_HOW[language],
                is_in_job=member is helper,
                language=language,
                by=BY,
                at=AT,
            )
    a_party(network, name="Buurtkeuken bv", member=asker)
    return Cast(network=network, broker=broker, asker=asker, helper=helper, language=language)
