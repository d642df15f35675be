"""The listings as XML, held against Intervat's own schemas, as a package for the tests carries them."""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kennisruil.billing.rules.kinds import PartyKind, VatKind
from kennisruil.billing.rules.listings import Client, client_listing_xml, intra_listing_xml
from kennisruil.billing.rules.quarters import Quarter
from kennisruil.billing.rules.values import PartyFacts

NUMBER = "BE0403019261"
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=260)


@cache
def schema(name: str) -> etree.XMLSchema:
    files = distribution("lino-xl").files or []
    path = next(file for file in files if file.name == name and file.parent.name == "XSD")
    return etree.XMLSchema(etree.parse(str(Path(str(path.locate())))))


def declarant(**other: str) -> PartyFacts:
    facts = {"name": "Kennisruil vzw", "street": "Kerkstraat 1", "postcode": "9000", "city": "Gent", "email": ""}
    return PartyFacts(
        vat_kind=VatKind.VAT_BUSINESS, kind=PartyKind.ORGANISATION, language="nl", vat_number=NUMBER, **(facts | other)
    )


def client(number: str, base: int, vat: int = 0) -> Client:
    return Client(vat_number=number, party_id=UUID(int=1), name="A", base_cents=base, vat_cents=vat)


def faults(name: str, xml: bytes) -> list[str]:
    found = schema(name)
    found.validate(etree.fromstring(xml))
    return [str(error.message) for error in found.error_log]


@given(
    bases=st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12)), max_size=3),
    name=TEXT,
    street=TEXT,
    email=st.one_of(TEXT, st.emails()),
)
def test_client_listing_keeps_to_the_schema(bases: list[tuple[int, int]], name: str, street: str, email: str) -> None:
    clients = [client("BE0428759497", base, vat) for base, vat in bases]
    said = declarant(name=name, street=street, email=email)

    xml = client_listing_xml(clients, year=2026, declarant=said, vat_number=NUMBER)

    assert faults("NewLK-in_v0_9.xsd", xml) == []


@pytest.mark.parametrize("number", ["NL004495445B01", "FR40303265045", "EL123456789", "DE136695976"])
def test_listing_of_services_in_the_eu_keeps_to_the_schema(number: str) -> None:
    said = declarant(email="kantoor@kennisruil.be")

    xml = intra_listing_xml([client(number, 75_00)], quarter=Quarter(2026, 1), declarant=said, vat_number=NUMBER)

    assert faults("NewICO-in_v0_9.xsd", xml) == []
    assert b"kantoor@kennisruil.be" in xml


def test_schema_finds_what_is_wrong() -> None:
    xml = client_listing_xml([client("BE0428759497", 5_00)], year=2026, declarant=declarant(), vat_number=NUMBER)

    assert faults("NewLK-in_v0_9.xsd", xml.replace(b"5.00", b"5,00")) != []
    assert faults("NewLK-in_v0_9.xsd", xml.replace(b"BE", b"NL")) != []
