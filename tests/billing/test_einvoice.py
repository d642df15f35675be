"""Structured documents: each kind and category holds before three referees, and each defect is seen by its own rule."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kennisruil.billing.einvoice import build_ubl, cen_installed, has_ubl, plain_words, validate_cen, validate_ubl
from kennisruil.billing.einvoice.assertions import ASSERTIONS
from kennisruil.billing.einvoice.names import CAC, CBC, PROFILES
from kennisruil.billing.rules.documents import correction_of
from kennisruil.billing.rules.values import DocumentDraft, Finding, LegalRole, Profile, Side, VatKind
from tests.billing.drafts import ISSUED_ON, RULES, a_draft, a_line, a_party, zero_rated

Root = etree._Element
SPACES = {"cac": CAC, "cbc": CBC}
BUYERS = (VatKind.VAT_BUSINESS, VatKind.EU_BUSINESS, VatKind.OUTSIDE_EU)


def _every_document() -> Iterator[tuple[str, DocumentDraft]]:
    for kind in VatKind:
        for side in Side:
            yield f"{kind}-{side}", a_draft(kind, side)
        for buyer in BUYERS:
            counterparty = a_party(buyer, name="De koper")
            draft = a_draft(kind, Side.PROVIDER, legal_role=LegalRole.BROKER, counterparty=counterparty)
            yield f"{kind}-brokered-{buyer}", draft


STRUCTURED = [(name, draft) for name, draft in _every_document() if has_ubl(draft)]


def _rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_cen_rules_are_installed() -> None:
    assert cen_installed()


@pytest.mark.parametrize("draft", [draft for _, draft in STRUCTURED], ids=[name for name, _ in STRUCTURED])
def test_document_and_correction_hold_before_all_referees(draft: DocumentDraft) -> None:
    credit = correction_of(draft, number="C-7", issued_on=date(2026, 3, 1), rules=RULES)

    for each in (draft, credit):
        xml = build_ubl(each)

        assert validate_ubl(xml) == []
        assert validate_cen(xml) == []


def test_zero_rated_document_holds() -> None:
    xml = build_ubl(zero_rated(a_draft()))

    assert validate_ubl(xml) + validate_cen(xml) == []


def test_same_document_gives_same_bytes() -> None:
    assert build_ubl(a_draft()) == build_ubl(a_draft())


def test_document_without_electronic_address_has_no_structured_form() -> None:
    assert not has_ubl(a_draft(VatKind.PRIVATE_PERSON, email=None))


def test_settlement_note_has_no_structured_form() -> None:
    assert not has_ubl(a_draft(VatKind.ASSOCIATION, Side.PROVIDER))


def test_self_billed_document_carries_its_profile_and_provider_as_seller() -> None:
    root = etree.fromstring(build_ubl(a_draft(VatKind.SMALL_ENTERPRISE, Side.PROVIDER)))

    said = [
        root.findtext(path, namespaces=SPACES)
        for path in (
            "cbc:CustomizationID",
            "cbc:InvoiceTypeCode",
            "cac:AccountingSupplierParty/cac:Party/cac:PartyName/cbc:Name",
            "cac:AccountingCustomerParty/cac:Party/cac:PartyName/cbc:Name",
        )
    ]

    customization = PROFILES[Profile.SELF_BILLING].customization
    assert said == [customization, "389", "Bakkerij Brood & Co", "Kennisruil vzw"]


def test_line_that_is_no_round_product_becomes_one_piece() -> None:
    root = etree.fromstring(build_ubl(a_draft(lines=(a_line(coins=33, price=3333),))))

    line = [
        root.findtext(f"cac:InvoiceLine/{path}", namespaces=SPACES)
        for path in ("cbc:InvoicedQuantity", "cac:Price/cbc:PriceAmount", "cbc:LineExtensionAmount")
    ]

    assert line == ["1", "11.00", "11.00"]


@settings(max_examples=40, deadline=None)
@given(
    lines=st.lists(
        st.tuples(st.integers(1, 5000), st.integers(1, 20_000), st.integers(0, 400)), min_size=1, max_size=6
    ),
    kind=st.sampled_from([VatKind.VAT_BUSINESS, VatKind.EU_BUSINESS, VatKind.OUTSIDE_EU]),
    name=st.text(min_size=1, max_size=30),
)
def test_any_lines_and_names_hold(lines: list[tuple[int, int, int]], kind: VatKind, name: str) -> None:
    made = tuple(
        a_line(coins=coins, price=price, on=date.fromordinal(ISSUED_ON.toordinal() - days))
        for coins, price, days in lines
    )
    draft = a_draft(kind, lines=made, name="B" + name)

    findings = validate_ubl(build_ubl(draft))

    assert findings == []


@pytest.mark.parametrize(
    "xml", [b"", b"<a", b"<a/>", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>']
)
def test_what_is_no_invoice_is_refused(xml: bytes) -> None:
    assert _rules(validate_ubl(xml))[0] in ("XML", "XSD")


def test_each_rule_is_said_in_plain_words_in_each_language() -> None:
    rules = {assertion.rule for assertion in ASSERTIONS} | {"XML", "XSD"}

    said = {
        rule: [plain_words(Finding(rule=rule, message="?"), language=language) for language in ("nl", "fr", "en")]
        for rule in rules
    }

    assert [rule for rule, words in said.items() if "?" in words or len(set(words)) < 3] == []


def test_rule_without_words_gives_its_own_text() -> None:
    assert plain_words(Finding(rule="BR-99", message="Own text"), language="nl") == "Own text"
