"""Joining: people, the parties for which they act, what they agree to and can help with, the concepts they carry."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from kennisruil.matching import actions as matching
from kennisruil.network import actions as network
from kennisruil.network import queries as network_queries
from kennisruil.network.rules import PartyFactsInput
from kennisruil.pathway import actions as pathway
from kennisruil.pathway.rules import STAGES, Share
from kennisruil.porting.demo.cast import Concept, Organisation
from kennisruil.porting.demo.walk import DEMO, Walk

# Who needs help and who gives it, for looking around; the first two people of the cast take these parts.
FACES = {0: ("Bram", "Vercammen", "bram@demo.invalid"), 1: ("Anna", "Peeters", "anna@demo.invalid")}


def schedule(walk: Walk) -> None:
    """Spread the joining over the first two thirds of the walk; the first quarter of the people found the network."""
    people, days = len(walk.cast.people), (walk.until - walk.start_on).days
    founders = max(2, people // 4)
    for index in range(people):
        later = 0 if index < founders else int(days * 0.66 * (index - founders + 1) / max(1, people - founders))
        walk.on(walk.start_on + timedelta(days=later), join, index)
    for index, concept in enumerate(walk.cast.concepts):
        last = max(concept.people)
        later = 1 if last < founders else int(days * 0.66 * (last - founders + 1) / max(1, people - founders)) + 2
        walk.on(walk.start_on + timedelta(days=later), open_concept, index)


def join(walk: Walk, index: int) -> None:
    """Welcome a person, with their organisation when they are its first."""
    person = walk.person(index)
    if index in FACES:
        person.given_name, person.family_name, person.email = FACES[index]
        person.language = "nl"
    member_id = walk.members[index] = walk.id()
    organisation = None if person.organisation is None else walk.cast.organisations[person.organisation]
    network.welcome_member(
        id=member_id,
        email=person.email,
        given_name=person.given_name,
        family_name=person.family_name,
        phone=person.phone,
        language=person.language,
        job_title=person.job_title,
        organisation_name=organisation.name if organisation else "",
        is_outsider=person.is_outsider,
        joined_on=walk.today,
        **walk.common(walk.office),
    )
    _say_how_to_reach(walk, index)
    if organisation is not None:
        _act_for(walk, index, organisation)
    elif not person.is_outsider or walk.chance(0.5):
        _join_alone(walk, index)
    for said, text in person.said:
        matching.tell_know_how(
            id=walk.id(),
            member_id=member_id,
            text=text,
            is_in_job=said.is_in_job,
            language=said.language,
            **walk.common(walk.by(index)),
        )


def _say_how_to_reach(walk: Walk, index: int) -> None:
    """Most let all members see both ways; one in ten the phone alone, one neither, and one has not said yet."""
    turn = index % 10
    if turn != 8:
        network.say_how_to_reach(
            member_id=walk.members[index],
            shows_phone=turn != 6,
            shows_email=turn not in (3, 6),
            shares_when_met=True,
            on=walk.today,
            **walk.common(walk.by(index)),
        )


def _act_for(walk: Walk, index: int, organisation: Organisation) -> None:
    place = walk.person(index).organisation
    assert place is not None
    if place not in walk.parties:
        walk.parties[place] = walk.id()
        network.join_party(
            id=walk.parties[place],
            kind="organisation",
            name=organisation.name,
            on=walk.today,
            facts=_first_facts(walk, walk.parties[place], _facts(organisation)),
            **walk.common(walk.by(index)),
        )
        _agree(walk, walk.parties[place], index)
    network.act_for(
        member_id=walk.members[index], party_id=walk.parties[place], from_on=walk.today, **walk.common(walk.office)
    )


def _first_facts(walk: Walk, party_id: UUID, whole: PartyFactsInput) -> PartyFactsInput:
    """Give what the law asks; now and then something is open, stands on the to-do page, and is filled in later."""
    turn = walk.rng.random()
    if turn > 0.1:
        return whole
    lacks = "vat_kind" if turn < 0.02 else "iban"
    walk.after(walk.rng.randrange(12, 45), _fill_in, party_id, walk.today, {lacks: getattr(whole, lacks)})
    return replace(whole, vat_kind="") if lacks == "vat_kind" else replace(whole, iban="")


def _fill_in(walk: Walk, party_id: UUID, holds_from: date, answers: dict[str, Any]) -> None:
    network.change_facts(party_id=party_id, holds_from=holds_from, **walk.common(walk.office), **answers)


def _facts(organisation: Organisation) -> PartyFactsInput:
    return PartyFactsInput(
        legal_name=organisation.name,
        vat_kind=organisation.vat_kind,
        enterprise_number=organisation.enterprise_number,
        vat_number=organisation.vat_number,
        street=organisation.street,
        postcode=organisation.postcode,
        city=organisation.city,
        country=organisation.country,
        iban=organisation.iban,
        email=organisation.email,
        language=organisation.language,
        peppol_registered=organisation.peppol,
    )


def _join_alone(walk: Walk, index: int) -> None:
    person = walk.person(index)
    town = walk.deal("homes", [one for one in walk.cast.organisations if one.country == "BE"])
    walk.own_parties[index] = walk.id()
    facts = PartyFactsInput(
        legal_name=person.name,
        vat_kind="private_person",
        street=f"{town.street} bus {1 + index % 9}",
        postcode=town.postcode,
        city=town.city,
        iban=town.iban,
        email=person.email,
        language=person.language,
    )
    network.join_party(
        id=walk.own_parties[index],
        kind="person",
        name=person.name,
        on=walk.today,
        facts=_first_facts(walk, walk.own_parties[index], facts),
        member_id=walk.members[index],
        **walk.common(walk.by(index)),
    )
    _agree(walk, walk.own_parties[index], index)


def _agree(walk: Walk, party_id: UUID, index: int) -> None:
    """Say yes to the texts; one in sixteen leaves self-billing for later."""
    _say_yes(walk, party_id, index, "exchange_terms")
    if index > 1 and walk.chance(0.06):
        walk.after(walk.rng.randrange(15, 60), _say_yes, party_id, index, "self_billing")
    else:
        _say_yes(walk, party_id, index, "self_billing")


def _say_yes(walk: Walk, party_id: UUID, index: int, kind: str) -> None:
    if index in walk.members:
        language = walk.person(index).language
        text = network_queries.terms_text(network_id=walk.network_id, kind=kind, language=language, on=walk.today)
        network.agree(kind=kind, version=text.version, on=walk.today, party_id=party_id, **walk.common(walk.by(index)))


def open_concept(walk: Walk, index: int) -> None:
    """Open a concept for the people who carry it and the parties they act for."""
    concept: Concept = walk.cast.concepts[index]
    present = [person for person in concept.people if person in walk.members]
    owners = list(dict.fromkeys(party for person in present if (party := walk.party_of(person))))
    walk.concepts[index] = walk.id()
    pathway.open_concept(
        id=walk.concepts[index],
        name=concept.idea.name,
        summary=concept.idea.summary,
        stage=STAGES[min(int(walk.rng.random() ** 1.6 * len(STAGES)), len(STAGES) - 1)],
        started_on=walk.today,
        owners=[Share(party_id=party, parts=1) for party in owners],
        member_ids=[walk.members[person] for person in present],
        **walk.common(walk.by(present[0]) if present else DEMO),
    )
