"""What another rule book would change: open supplies that get another document, and parties that will."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kennisruil.billing.models import Document, DocumentLine, Movement
from kennisruil.billing.queries.draft import draft_of
from kennisruil.billing.queries.house import House, facts_value
from kennisruil.billing.queries.plan import PlannedDocument, PlannedItem, drawable, plan
from kennisruil.billing.rules.examples import example_buyer
from kennisruil.billing.rules.kinds import DocumentKind, LegalRole, Side, VatCategory
from kennisruil.billing.rules.postings import MoveKind
from kennisruil.billing.rules.rulebook import RuleBook, RuleMissing
from kennisruil.billing.rules.values import PartyFacts, Treatment
from kennisruil.billing.rules.vat import decide_treatment
from kennisruil.network.models import Party
from kennisruil.network.queries import facts_of_parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What somebody gets: the kind of document, its VAT, its road, and what it still waits for.

    ``words`` are all sentences on it; two outcomes that differ in nothing else get other words.
    """

    kind: DocumentKind | None
    category: VatCategory | None
    rate_basis_points: int
    channel: str
    missing: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


# The document of the other side stands for this one as well.
COVERED = Outcome(kind=None, category=None, rate_basis_points=0, channel="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One party that gets another document: for supplies that are open, or (``supplies`` 0) from the day on."""

    party: Party
    side: Side
    before: Outcome
    after: Outcome
    supplies: int = 0
    base_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """All that would change. ``open`` are supplies without a document yet, ``parties`` everybody else from the day.

    ``drafts`` are those that wait for an answer: accepted, they are drawn anew where it changes what they come to.
    """

    open: tuple[Effect, ...]
    drafts: tuple[Effect, ...]
    parties: tuple[Effect, ...]


def effects_of(*, house: House, after: RuleBook, from_on: date) -> Effects:
    """Work out what ``after`` would change against the rules of ``house``: supplies now open, and from ``from_on``."""
    movements, then = drawable(network_id=house.network_id, until=date.max), replace(house, rules=after)
    return Effects(
        open=tuple(_open_effects(house, then, movements)),
        drafts=tuple(_open_effects(house, then, _in_drafts(house.network_id))),
        parties=tuple(_party_effects(house, after, max(from_on, house.on))),
    )


def _in_drafts(network_id: UUID) -> list[Movement]:
    """Give the movements of supplies on drafts that wait for an answer."""
    lines = DocumentLine.objects.filter(network_id=network_id, is_live=True, document__state=Document.State.DRAFT)
    rows = Movement.objects.filter(pk__in=lines.values("movement_id"), kind=MoveKind.SUPPLY).select_related("supply")
    return list(rows.order_by("party_id", "position", "pk"))


def _open_effects(before: House, after: House, movements: list[Movement]) -> Iterable[Effect]:
    now, then = _outcomes(before, movements), _outcomes(after, movements)
    groups: dict[tuple[object, ...], list[PlannedItem]] = {}
    shown: dict[tuple[object, ...], tuple[PlannedDocument, Outcome, Outcome]] = {}
    for key in {**now, **then}:
        planned, item, _ = now.get(key) or then[key]
        outcome = now[key][2] if key in now else COVERED
        other = then[key][2] if key in then else COVERED
        if outcome != other:
            group: tuple[object, ...] = (planned.party.pk, planned.side, outcome, other)
            groups.setdefault(group, []).append(item)
            shown.setdefault(group, (planned, outcome, other))
    for alike, items in groups.items():
        planned, outcome, other = shown[alike]
        yield Effect(
            party=planned.party,
            side=planned.side,
            before=outcome,
            after=other,
            supplies=len(items),
            base_cents=sum(item.cents for item in items),
        )


def _outcomes(house: House, movements: list[Movement]) -> dict[UUID, tuple[PlannedDocument, PlannedItem, Outcome]]:
    """Give what each movement gets; one that the document of the other side covers is not in the answer."""
    found: dict[UUID, tuple[PlannedDocument, PlannedItem, Outcome]] = {}
    for planned in plan(house=house, movements=movements):
        outcome = _outcome(house, planned)
        found |= {item.movement.pk: (planned, item, outcome) for item in planned.items}
    return found


def _outcome(house: House, planned: PlannedDocument) -> Outcome:
    treatment = planned.treatment
    if treatment is None or planned.facts is None or not planned.base_cents:
        return Outcome(kind=planned.kind, category=None, rate_basis_points=0, channel="", missing=planned.missing)
    found = replace(_of_treatment(treatment), missing=planned.missing)
    if planned.missing:
        return found
    draft = draft_of(house=house, planned=planned, number="", issued_on=house.on, message_seed=None)
    reasons = tuple(share.vat.reason for share in draft.vat.shares)
    return replace(found, words=(*reasons, *draft.notes, draft.terms))


def _of_treatment(treatment: Treatment) -> Outcome:
    return Outcome(
        kind=treatment.document_kind,
        category=treatment.vat_category,
        rate_basis_points=treatment.rate_basis_points,
        channel=treatment.channel,
        missing=treatment.missing,
    )


def _party_effects(house: House, after: RuleBook, on: date) -> Iterable[Effect]:
    rows = Party.objects.filter(network_id=house.network_id, is_operator=False, left_on__isnull=True)
    parties = {party.pk: party for party in rows.order_by("number", "pk")}
    facts = facts_of_parties(network_id=house.network_id, party_ids=parties, on=on)
    for party_id, party in parties.items():
        row = facts.get(party_id)
        if row is None or not row.vat_kind:
            continue
        known = facts_value(party=party, facts=row)
        for side in Side:
            before = _future(house, house.rules, known, side, on)
            then = _future(house, after, known, side, on)
            if before != then:
                yield Effect(party=party, side=side, before=before, after=then)


def _future(house: House, rules: RuleBook, facts: PartyFacts, side: Side, on: date) -> Outcome:
    """Give what a party will get from a day on; brokered with a business across, as most are."""
    across = example_buyer() if house.legal_role is LegalRole.BROKER else None
    treatment = decide_treatment(
        side=side, facts=facts, legal_role=house.legal_role, on=on, rules=rules, counterparty=across
    )
    found = _of_treatment(treatment)
    return replace(found, words=_words(rules, treatment, facts.language, on))


def _words(rules: RuleBook, treatment: Treatment, language: str, on: date) -> tuple[str, ...]:
    keys = [*treatment.note_keys, *([treatment.exemption_wording_key] if treatment.exemption_wording_key else [])]
    try:
        said = [rules.wording_on(key=key, language=language, on=on).text for key in keys]
        terms = rules.terms_on(on=on, key=treatment.terms_key)
    except RuleMissing:
        return ()
    return (*said, str(terms.vat_due_days), str(terms.return_months))
