"""Know-how for tests, told by the real action."""

from kennisruil.matching import actions
from kennisruil.matching.models import KnowHow
from kennisruil.network.models import Member, Network
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY, a_member


def knows(
    member: Member,
    text: str,
    *,
    is_in_job: bool = True,
    language: str = "nl",
    kind: str = "skill",
    readers: str = "members",
) -> KnowHow:
    """Let a member tell one thing."""
    return actions.tell_know_how(
        network_id=member.network_id,
        id=new_id(at=AT),
        member_id=member.pk,
        text=text,
        is_in_job=is_in_job,
        language=language,
        kind=kind,
        readers=readers,
        by=BY,
        at=AT,
    )


def some_people(network: Network) -> dict[str, Member]:
    """Let five people tell two things each, with their vectors; by first name."""
    said = {
        "Lieve": ("Ik beheer de voorraad in een ziekenhuis.", "Al twaalf jaar penningmeester van onze voetbalploeg."),
        "Wim": ("Ritten van vrachtwagens plannen.", "Ik film en monteer trouwvideo's."),
        "Pieter": ("Merken registreren, auteursrecht en licenties.", "Bas spelen in een groep."),
        "Leen": ("Burn-out op het werk herkennen.", "Improvisatietheater."),
        "Koen": ("Wachttijden korter maken in een fabriek.", "Bier brouwen."),
    }
    people = {}
    for name, (inside, outside) in said.items():
        people[name] = a_member(network, given_name=name)
        knows(people[name], inside)
        knows(people[name], outside, is_in_job=False)
    actions.make_vectors(network_id=network.pk, member_ids=[member.pk for member in people.values()])
    return people
