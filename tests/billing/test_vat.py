"""The rule table: every row, on both sides, in both legal roles; and VAT itself."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisruil.billing.rules.rulebook import RuleMissing, rule_book_from
from kennisruil.billing.rules.values import Channel, DocumentKind, Issuer, LegalRole, Side, Treatment, VatKind
from kennisruil.billing.rules.vat import decide_treatment, vat_breakdown, vat_class, vat_of
from tests.billing.drafts import PERFORMED_ON, RULES, a_line, a_party

# Party, then as recipient and as provider: document, category, rate, channel, self-assessed rate.
OWN_NAME = """
vat_business      invoice_380 S 2100 peppol 0    | self_billed_389 S 2100 peppol 0
small_enterprise  invoice_380 S 2100 peppol 0    | self_billed_389 E 0 peppol 0
exempt_activity   invoice_380 S 2100 peppol 0    | self_billed_389 E 0 peppol 0
public_body       invoice_380 S 2100 peppol 0    | self_billed_389 E 0 peppol 0
association       invoice_380 S 2100 peppol 0    | settlement_note - 0 pdf 0
private_person    invoice_380 S 2100 pdf 0       | settlement_note - 0 pdf 0
eu_business       invoice_380 AE 0 peppol 0      | self_billed_389 AE 0 peppol 2100
eu_without_vat    invoice_380 S 2100 pdf 0       | self_billed_389 AE 0 pdf 2100
outside_eu        invoice_380 O 0 pdf 0          | settlement_note - 0 pdf 2100
"""

# Provider, then what a Belgian business, an EU business and one outside the EU get from it through a broker.
BROKERED = """
vat_business      invoice_380 S 2100    | invoice_380 AE 0      | invoice_380 O 0
small_enterprise  invoice_380 E 0       | invoice_380 E 0       | invoice_380 E 0
exempt_activity   invoice_380 E 0       | invoice_380 E 0       | invoice_380 E 0
public_body       invoice_380 E 0       | invoice_380 E 0       | invoice_380 E 0
association       settlement_note - 0   | settlement_note - 0   | settlement_note - 0
private_person    settlement_note - 0   | settlement_note - 0   | settlement_note - 0
eu_business       invoice_380 AE 0      | invoice_380 AE 0      | settlement_note - 0
eu_without_vat    settlement_note - 0   | settlement_note - 0   | settlement_note - 0
outside_eu        settlement_note - 0   | settlement_note - 0   | settlement_note - 0
"""
_BUYERS = (VatKind.VAT_BUSINESS, VatKind.EU_BUSINESS, VatKind.OUTSIDE_EU)


def _own_name_rows() -> list[tuple[VatKind, Side, str]]:
    rows = []
    for row in OWN_NAME.strip().splitlines():
        kind, rest = row.split(maxsplit=1)
        for side, expected in zip((Side.RECIPIENT, Side.PROVIDER), rest.split("|"), strict=True):
            rows.append((VatKind(kind), side, " ".join(expected.split())))
    return rows


def _brokered_rows() -> list[tuple[VatKind, VatKind, str]]:
    rows = []
    for row in BROKERED.strip().splitlines():
        kind, rest = row.split(maxsplit=1)
        for buyer, expected in zip(_BUYERS, rest.split("|"), strict=True):
            rows.append((VatKind(kind), buyer, " ".join(expected.split())))
    return rows


def _decide(kind: VatKind, side: Side, on: date = PERFORMED_ON, **changes: object) -> Treatment:
    return decide_treatment(
        side=side, facts=a_party(kind, **changes), legal_role=LegalRole.OWN_NAME, on=on, rules=RULES
    )


def _brokered(side: Side, party: VatKind, counterparty: VatKind) -> Treatment:
    return decide_treatment(
        side=side,
        facts=a_party(party),
        counterparty=a_party(counterparty, name="De andere"),
        legal_role=LegalRole.BROKER,
        on=PERFORMED_ON,
        rules=RULES,
    )


@pytest.mark.parametrize(("kind", "side", "expected"), _own_name_rows())
def test_treatment_in_own_name(kind: VatKind, side: Side, expected: str) -> None:
    treatment = _decide(kind, side)

    said = (
        f"{treatment.document_kind} {treatment.vat_category or '-'} {treatment.rate_basis_points}"
        f" {treatment.channel} {treatment.self_assessed_basis_points}"
    )
    assert said == expected
    assert treatment.missing == ()
    assert treatment.issuer is Issuer.OPERATOR


@pytest.mark.parametrize(("provider", "buyer", "expected"), _brokered_rows())
def test_treatment_as_broker(provider: VatKind, buyer: VatKind, expected: str) -> None:
    given_out = _brokered(Side.PROVIDER, provider, buyer)
    received = _brokered(Side.RECIPIENT, buyer, provider)

    invoiced = given_out.document_kind is DocumentKind.INVOICE_380
    said = f"{given_out.document_kind} {given_out.vat_category or '-'} {given_out.rate_basis_points}"
    assert said == expected
    assert given_out.issuer is (Issuer.PROVIDER if invoiced else Issuer.OPERATOR)
    assert received.document_kind is (None if invoiced else DocumentKind.SETTLEMENT_NOTE)


def test_table_has_a_row_for_each_kind_side_and_role() -> None:
    rows = {(row.legal_role, row.side, row.vat_kind) for row in RULES.rows}

    assert rows == {(role, side, kind) for role in LegalRole for side in Side for kind in VatKind}


@pytest.mark.parametrize(
    ("kind", "side", "changes", "missing"),
    [
        (VatKind.VAT_BUSINESS, Side.PROVIDER, {"enterprise_number": None}, ("vat_number",)),
        (VatKind.VAT_BUSINESS, Side.RECIPIENT, {"enterprise_number": "0403170702"}, ("vat_number",)),
        (VatKind.EXEMPT_ACTIVITY, Side.PROVIDER, {"enterprise_number": None}, ("enterprise_number",)),
        (VatKind.SMALL_ENTERPRISE, Side.PROVIDER, {"street": " "}, ("address",)),
        (VatKind.ASSOCIATION, Side.PROVIDER, {"street": ""}, ()),
    ],
)
def test_treatment_says_what_is_missing(
    kind: VatKind, side: Side, changes: dict[str, object], missing: tuple[str, ...]
) -> None:
    treatment = _decide(kind, side, **changes)

    assert treatment.missing == missing


def test_eu_business_without_number_is_charged_vat() -> None:
    treatment = _decide(VatKind.EU_BUSINESS, Side.RECIPIENT, vat_number=None)

    assert treatment == replace(
        _decide(VatKind.EU_WITHOUT_VAT, Side.RECIPIENT), warnings=("treated_as_eu_without_vat",)
    )


def test_eu_provider_without_any_number_gets_a_settlement_note() -> None:
    treatment = _decide(VatKind.EU_BUSINESS, Side.PROVIDER, vat_number=None, enterprise_number=None)

    assert treatment.document_kind is DocumentKind.SETTLEMENT_NOTE
    assert treatment.operator_self_assesses
    assert treatment.warnings == ("ask_accountant", "treated_as_eu_without_vat", "treated_as_outside_eu")


def test_business_not_on_peppol_gets_pdf_and_office_a_warning() -> None:
    treatment = _decide(VatKind.VAT_BUSINESS, Side.RECIPIENT, peppol_registered=False)

    assert (treatment.channel, treatment.warnings) == (Channel.PDF, ("not_on_peppol",))


def test_association_not_on_peppol_gets_pdf_without_warning() -> None:
    treatment = _decide(VatKind.ASSOCIATION, Side.RECIPIENT, peppol_registered=False)

    assert (treatment.channel, treatment.warnings) == (Channel.PDF, ())


def test_rate_follows_the_date() -> None:
    raised = rule_book_from({"rates": [{"key": "standard", "holds_from": "2027-01-01", "basis_points": 2200}]})
    rules = RULES.overridden_by(raised)

    rates = [rules.rate_on(key="standard", on=on) for on in (date(2026, 12, 31), date(2027, 1, 1))]

    assert rates == [2100, 2200]


def test_rate_before_the_first_is_missing() -> None:
    with pytest.raises(RuleMissing):
        RULES.rate_on(key="standard", on=date(1990, 1, 1))


def test_own_row_of_a_network_wins_over_the_shipped_one() -> None:
    own = rule_book_from(
        {"wordings": [{"key": "self_billed", "language": "nl", "holds_from": "1900-01-01", "text": "Eigen"}]}
    )

    rules = RULES.overridden_by(own)

    assert rules.wording_on(key="self_billed", language="nl", on=PERFORMED_ON).text == "Eigen"


def test_wordings_exist_in_three_languages() -> None:
    spoken: dict[str, set[str]] = {}
    for wording in RULES.wordings:
        spoken.setdefault(wording.key, set()).add(wording.language)

    assert {key: languages for key, languages in spoken.items() if languages != {"nl", "fr", "en"}} == {}


def test_exempt_class_says_why() -> None:
    treatment = _decide(VatKind.SMALL_ENTERPRISE, Side.PROVIDER)

    vat = vat_class(treatment=treatment, rules=RULES, language="fr", on=PERFORMED_ON)

    assert vat is not None
    assert vat.reason == "Régime particulier de franchise des petites entreprises"


@pytest.mark.parametrize(
    ("base", "rate", "vat"),
    [
        (10000, 2100, 2100),
        (250, 2100, 53),
        (50, 2100, 11),
        (2, 2100, 0),
        (3, 2100, 1),
        (-250, 2100, -53),
        (7575, 600, 455),
    ],
)
def test_vat_rounds_half_up(base: int, rate: int, vat: int) -> None:
    assert vat_of(base_cents=base, rate_basis_points=rate) == vat


@settings(deadline=None)
@given(base=st.integers(0, 10**9), rate=st.sampled_from([0, 600, 1200, 2100, 550]))
def test_vat_is_within_half_a_cent(base: int, rate: int) -> None:
    vat = vat_of(base_cents=base, rate_basis_points=rate)

    # half up: vat - exact lies in (-0.5, 0.5]
    assert -5_000 < vat * 10_000 - base * rate <= 5_000


@settings(deadline=None)
@given(nets=st.lists(st.integers(1, 10**6), min_size=1, max_size=12))
def test_breakdown_takes_vat_once_on_the_sum(nets: list[int]) -> None:
    treatment = _decide(VatKind.VAT_BUSINESS, Side.RECIPIENT)
    vat = vat_class(treatment=treatment, rules=RULES, language="nl", on=PERFORMED_ON)
    lines = tuple(replace(a_line(net=net), vat=vat) for net in nets)

    breakdown = vat_breakdown(lines)

    assert breakdown.net_cents == sum(nets)
    assert breakdown.vat_cents == vat_of(base_cents=sum(nets), rate_basis_points=2100)
    assert sum(share.base_cents for share in breakdown.shares) == breakdown.net_cents
