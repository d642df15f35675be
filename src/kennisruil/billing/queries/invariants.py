"""What must always hold of money: the laws of lots, bases and documents, checked against ledger and journal."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Max, Sum

from kennisruil.billing.models import Claim, Document, DocumentLine, LotClosing, Movement, Series, Supply
from kennisruil.billing.queries.lots import lot_totals
from kennisruil.billing.queries.silent import silent_movements
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.postings import Rule
from kennisruil.billing.rules.series import MESSAGES
from kennisruil.bookkeeping.queries import party_balances
from kennisruil.ledger.queries import balances_now
from kennisruil.network.models import Party
from kennisruil.network.queries import network_by_id, operator_of
from kennisruil.shared.invariants import Invariant

_WITHOUT_SUPPLY = (DocumentKind.RECEIPT, DocumentKind.LETTER)


def invariants(*, network_id: UUID) -> list[Invariant]:
    """Check the money of one network, inside its scope: four laws of lots, claims, series, documents and supplies."""
    operator_id = operator_of(network_id=network_id).pk
    lots = lot_totals(network_id=network_id)
    bases = _open_bases(network_id)
    credits = {key: -cents for key, cents in party_balances(network_id=network_id, role="coin_liability").items()}
    return [
        _lots_are_balances(network_id, operator_id, lots),
        _euro_is_lots(network_id, operator_id, lots, bases, credits),
        _liability_is_credit(network_id, operator_id, bases, credits),
        _operator_mirrors(network_id, operator_id, lots),
        _brokered_is_nil(network_id, operator_id, credits),
        _claims_stand_in_books(network_id),
        _series_without_gaps(network_id),
        _documents_come_from_supplies(network_id),
        _supplies_are_documented(network_id),
    ]


def _lots_are_balances(network_id: UUID, operator_id: UUID, lots: dict[UUID, tuple[int, int]]) -> Invariant:
    """Law 1: the coins of a party's open lots are its coin balance."""
    coins = _coin_balances(network_id)
    wrong = [
        party_id
        for party_id in lots.keys() | coins.keys()
        if party_id != operator_id and lots.get(party_id, (0, 0))[0] != coins.get(party_id, 0)
    ]
    return _law("money_1_lots_are_the_balance", wrong)


def _euro_is_lots(
    network_id: UUID,
    operator_id: UUID,
    lots: dict[UUID, tuple[int, int]],
    bases: dict[UUID, int],
    credits: dict[UUID, int],
) -> Invariant:
    """Law 2: credit in the books less open bases, plus what is not in the books yet, is the euro of the lots."""
    waiting = _not_in_books(network_id)
    wrong = [
        party_id
        for party_id in lots.keys() | bases.keys() | credits.keys() | waiting.keys()
        if party_id != operator_id
        # What was brokered stands on 48x already, on both sides.
        and credits.get(party_id, 0) - bases.get(party_id, 0) + waiting.get(party_id, 0)
        != lots.get(party_id, (0, 0))[1]
    ]
    return _law("money_2_books_and_waiting_are_the_lots", wrong)


def _liability_is_credit(
    network_id: UUID, operator_id: UUID, bases: dict[UUID, int], credits: dict[UUID, int]
) -> Invariant:
    """Law 3: 48x is the credit lots in the books, the open bases are the lots still to give in the books, in total."""
    credit, still = _lots_in_books(network_id, operator_id)
    brokered = sum(_open_bases(network_id, account="coin_liability").values())
    liability = brokered + sum(cents for party_id, cents in credits.items() if party_id != operator_id)
    base = brokered + sum(cents for party_id, cents in bases.items() if party_id != operator_id)
    holds = (liability, base) == (credit, still)
    return Invariant(
        "money_3_liability_is_the_credit",
        holds,
        "" if holds else f"48x {liability} for {credit}, base {base} for {still}",
    )


def _operator_mirrors(network_id: UUID, operator_id: UUID, lots: dict[UUID, tuple[int, int]]) -> Invariant:
    """Law 4: the operator's own coins are what the others have the other way round, and carry no euro."""
    network = network_by_id(network_id=network_id)
    every = balances_now(network_id=network_id, book_id=network.book_id)
    own = every.get(network.operator_account_id, 0)
    others = sum(every.values()) - own
    claims = Claim.objects.filter(network_id=network_id, party_id=operator_id).exists()
    holds = own == -others and operator_id not in lots and not claims
    return Invariant("money_4_operator_mirrors_all", holds, "" if holds else f"{own} for {-others}")


def _brokered_is_nil(network_id: UUID, operator_id: UUID, credits: dict[UUID, int]) -> Invariant:
    """What was brokered is nothing of the operator: on each document in a provider's name, and over all notes."""
    rows = Movement.objects.filter(network_id=network_id, rule=Rule.BROKERED, posted__isnull=False).order_by("pk")
    open_side, on_documents = 0, dict[str, int]()
    values = rows.values_list("coins", "cents", "posted__document__number", "posted__document__counterparty_id")
    for coins, cents, number, counterparty_id in values:
        signed = cents if coins > 0 else -cents
        if counterparty_id:
            on_documents[number] = on_documents.get(number, 0) + signed
        else:
            open_side += signed
    wrong = sorted(number for number, sum_ in on_documents.items() if sum_)
    own = credits.get(operator_id, 0)
    holds = own == -open_side and not wrong
    return Invariant(
        "brokered_is_nil",
        holds,
        "" if holds else f"48x of the operator {own} for {-open_side}; {', '.join(wrong[:10])}",
    )


def _claims_stand_in_books(network_id: UUID) -> Invariant:
    """What is open per party is what stands on its customer and supplier accounts."""
    wrong: list[UUID] = []
    for role in ("customers", "suppliers"):
        booked = party_balances(network_id=network_id, role=role)
        rows = Claim.objects.filter(network_id=network_id, account=role).order_by("party_id").values("party_id")
        sums = rows.annotate(left=Sum((F("cents") - F("settled_cents")) * F("sign")))
        open_now = {row["party_id"]: row["left"] for row in sums if row["left"]}
        wrong += [key for key in booked.keys() | open_now.keys() if booked.get(key, 0) != open_now.get(key, 0)]
    return _law("claims_stand_in_the_books", wrong)


def _series_without_gaps(network_id: UUID) -> Invariant:
    """Each series runs from 1 to what was drawn, once each."""
    rows = Document.objects.filter(network_id=network_id, series_number__isnull=False).order_by("series")
    found = {row["series"]: (row["n"], row["top"]) for row in rows.values("series").annotate(
        n=Count("pk"), top=Max("series_number"))}  # fmt: skip
    drawn = dict(Series.objects.filter(network_id=network_id).exclude(name=MESSAGES).values_list("name", "last"))
    wrong = [
        name
        for name in sorted(found.keys() | drawn.keys())
        if found.get(name, (0, 0)) != (drawn.get(name, 0), drawn.get(name, 0))
    ]
    return Invariant("series_without_gaps", not wrong, ", ".join(wrong))


def _documents_come_from_supplies(network_id: UUID) -> Invariant:
    """Each invoice or note covers movements of supplies that add up to its base."""
    rows = Document.objects.filter(network_id=network_id, state=Document.State.ISSUED).exclude(kind__in=_WITHOUT_SUPPLY)
    bad = list(rows.filter(lines__isnull=True).order_by("number", "pk").values_list("number", flat=True))
    sums = _bases_on_documents(network_id)
    bad += [row.number for row in rows.order_by("number", "pk") if row.pk in sums and sums[row.pk] != row.base_cents]
    return Invariant("documents_come_from_supplies", not bad, ", ".join(bad[:10]))


def _supplies_are_documented(network_id: UUID) -> Invariant:
    """Each supply of a closed month has sides; each side is in the books, in a draft, or waits for a named reason."""
    bare = Supply.objects.filter(network_id=network_id, movements__isnull=True).count()
    missed = len(silent_movements(network_id=network_id))
    return Invariant("supplies_are_documented_or_wait", not (bare or missed), f"{bare} without sides, {missed} unseen")


def _coin_balances(network_id: UUID) -> dict[UUID, int]:
    network = network_by_id(network_id=network_id)
    accounts = dict(
        Party.objects.filter(network_id=network_id, account_id__isnull=False).values_list("account_id", "pk")
    )
    every = balances_now(network_id=network_id, book_id=network.book_id)
    return {accounts[account_id]: balance for account_id, balance in every.items() if account_id in accounts}


def _open_bases(network_id: UUID, *, account: str = "customers") -> dict[UUID, int]:
    """Give per party the open bases that stand on ``account``; those of what was brokered stand on 48x itself."""
    rows = (
        Claim.objects.filter(network_id=network_id, part=Claim.Part.BASE, sign=1, account=account)
        .order_by("party_id")
        .values("party_id")
    )
    sums = rows.annotate(left=Sum(F("cents") - F("settled_cents")))
    return {row["party_id"]: row["left"] for row in sums if row["left"]}


def _not_in_books(network_id: UUID) -> dict[UUID, int]:
    """Give per party the signed worth of movements not in the books, and of closings that wait for one of these."""
    found: dict[UUID, int] = {}
    movements = Movement.objects.filter(network_id=network_id, posted__isnull=True)
    for party_id, coins, cents in movements.order_by("pk").values_list("party_id", "coins", "cents"):
        found[party_id] = found.get(party_id, 0) + (cents if coins > 0 else -cents)
    closings = LotClosing.objects.filter(network_id=network_id, booked__isnull=True).order_by("pk")
    for party_id, lot_coins, lot_cents, cents in closings.values_list(
        "party_id", "lot__coins", "lot_cents", "movement_cents"
    ):
        # Closing takes the credit's worth from one side and the base's from the other: what stays is the revaluation.
        gain = lot_cents - cents if lot_coins > 0 else cents - lot_cents
        found[party_id] = found.get(party_id, 0) - gain
    return found


def _lots_in_books(network_id: UUID, operator_id: UUID) -> tuple[int, int]:
    """Give the euro of credit lots and of lots still to give, as far as both are in the books."""
    credit = still = 0
    rows = Movement.objects.filter(network_id=network_id, posted__isnull=False).exclude(party_id=operator_id)
    for coins, cents in rows.order_by("pk").values_list("coins", "cents"):
        credit, still = (credit + cents, still) if coins > 0 else (credit, still + cents)
    closings = LotClosing.objects.filter(network_id=network_id, booked__isnull=False).order_by("pk")
    for lot_coins, lot_cents, cents in closings.values_list("lot__coins", "lot_cents", "movement_cents"):
        credit -= lot_cents if lot_coins > 0 else cents
        still -= cents if lot_coins > 0 else lot_cents
    return credit, still


def _bases_on_documents(network_id: UUID) -> dict[UUID, int]:
    rows = DocumentLine.objects.filter(network_id=network_id, document__state=Document.State.ISSUED)
    # A document in a provider's own name covers both sides of its supplies; its base is one of them.
    rows = rows.filter(movement__party=F("document__party"))
    found: dict[UUID, int] = {}
    values = rows.order_by("pk").values_list(
        "document_id", "document__corrects_id", "movement__cents", "movement__reverses_id"
    )
    for document_id, corrects_id, cents, reverses_id in values:
        sign = -1 if reverses_id and not corrects_id else 1
        found[document_id] = found.get(document_id, 0) + sign * cents
    return found


def _law(name: str, wrong: Iterable[UUID]) -> Invariant:
    every = sorted(set(wrong), key=str)
    return Invariant(name, not every, f"{len(every)} parties, first {every[0]}" if every else "")
