"""Founding: the network, its menu card, the people of its office."""

from uuid import UUID

from kennisruil.menu.actions import publish_shipped_card
from kennisruil.network import actions as network
from kennisruil.network.rules import PartyFactsInput, shipped_terms
from kennisruil.porting.demo import numbers
from kennisruil.porting.demo.walk import DEMO, Walk
from kennisruil.shared.actors import Actor
from kennisruil.shared.periods import Month

SLUG = "demo"
NAME = "Proeftuin Scheldeland"
OPERATOR = PartyFactsInput(
    legal_name="Leernetwerk Scheldeland vzw",
    vat_kind="vat_business",
    enterprise_number=numbers.enterprise_number(9_999),
    vat_number=f"BE{numbers.enterprise_number(9_999)}",
    street="Vaartkaai 12",
    postcode="9300",
    city="Aalst",
    iban=numbers.belgian_iban(9_999),
    email="boekhouding@demo.invalid",
    peppol_registered=True,
)
_STAFF = (
    ("office", "Noor", "Claes", "netwerkmakelaar", True, True),
    ("broker", "Karim", "Mansouri", "netwerkmakelaar", True, False),
    ("books", "Mia", "Goethals", "boekhouder", True, True),
)


def found(walk: Walk, *, slug: str) -> None:
    """Found the network on its first day; the staff can sign in as noor@, karim@ and mia@demo.invalid."""
    network.found_network(
        id=walk.network_id,
        slug=slug,
        name=NAME,
        languages=["nl", "fr", "en"],
        on=walk.today,
        by=DEMO,
        at=walk.at,
        is_demo=True,
        operator=OPERATOR,
        terms_version=_terms_version(walk),
    )
    # Thousands of papers nobody may ever open: each is made when somebody asks for it.
    network.change_setting(
        key="office.email", value="kantoor@demo.invalid", holds_from=walk.start_on, **walk.common(DEMO)
    )
    network.change_setting(key="close.papers", value="on_request", holds_from=walk.start_on, **walk.common(DEMO))
    for role, given, family, job, is_office, keeps_books in _STAFF:
        walk.staff[role] = walk.id()
        _employ(walk, walk.staff[role], given, family, job, is_office=is_office, keeps_books=keeps_books)
    publish_shipped_card(holds_from=walk.start_on, **walk.common(walk.office))


def _terms_version(walk: Walk) -> str:
    """Name the texts by the month in which this network begins: nobody says yes to a version of a later month."""
    shipped = max(text.version for text in shipped_terms())
    return min(shipped, str(Month.of(walk.start_on)))


def _employ(
    walk: Walk, member_id: UUID, given: str, family: str, job: str, *, is_office: bool, keeps_books: bool
) -> None:
    email = f"{given.lower()}@demo.invalid"
    network.invite_member(
        id=member_id,
        given_name=given,
        family_name=family,
        email=email,
        phone=numbers.phone(len(given)),
        job_title=job,
        organisation_name=OPERATOR.legal_name,
        joined_on=walk.today,
        **walk.common(DEMO),
    )
    network.say_how_to_reach(
        member_id=member_id,
        shows_phone=True,
        shows_email=True,
        shares_when_met=True,
        on=walk.today,
        **walk.common(Actor.member(member_id)),
    )
    network.give_login(
        member_id=member_id, email=email, is_office=is_office, may_keep_books=keeps_books, **walk.common(DEMO)
    )
