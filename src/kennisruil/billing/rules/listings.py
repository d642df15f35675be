"""The yearly and quarterly listings for the tax office: who stands on them, and their XML.

The XML follows Intervat's schemas NewLK-in_v0_9 and NewICO-in_v0_9, which its technical documentation gives
(https://finances.belgium.be/fr/E-services/Intervat/documentation-technique). The tests hold every file against them, as
a package for the tests carries them; they are not shipped, and Intervat itself was never asked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from lxml import etree

from kennisruil.billing.rules.grids import TaxedDocument, where_is
from kennisruil.billing.rules.quarters import Quarter
from kennisruil.billing.rules.values import PartyFacts

_COMMON = "http://www.minfin.fgov.be/InputCommon"
_CLIENTS = "http://www.minfin.fgov.be/ClientListingConsignment"
_INTRA = "http://www.minfin.fgov.be/IntraConsignment"
_SIGNS = {"invoice_380": 1, "credit_note_381": -1}
# What InputCommon takes: longer text is cut, an address of mail of another shape is left to be typed there.
_LONGEST = {"Name": 200, "Street": 200, "PostCode": 15, "City": 184}
_MAIL = re.compile(r"[a-zA-Z0-9_.-]+@[a-zA-Z0-9_.-]+\.[a-zA-Z]{2,5}")
# Services between businesses (art. 44 of the Directive); a network of knowledge sells no goods across borders.
SERVICES = "S"


@dataclass(slots=True)
class Client:
    """What was invoiced to one VAT number, corrections taken off."""

    vat_number: str
    party_id: UUID
    name: str
    base_cents: int = 0
    vat_cents: int = 0


def clients_of(documents: Iterable[TaxedDocument], *, over_cents: int) -> list[Client]:
    """Give Belgian VAT numbers invoiced for more than ``over_cents`` without VAT (art. 53quinquies).

    Exempt sales do not count.
    """
    taxed = (each for each in documents if any(share[0] in ("S", "Z", "AE") for share in each.shares))
    found = _added(each for each in taxed if each.vat_number.startswith("BE"))
    return [client for client in found if client.base_cents > over_cents]


def intra_clients_of(documents: Iterable[TaxedDocument]) -> list[Client]:
    """Give VAT numbers elsewhere in the EU to which services went under reverse charge (art. 53sexies)."""
    reversed_ = (each for each in documents if any(share[0] == "AE" for share in each.shares))
    found = _added(each for each in reversed_ if each.vat_number and where_is(each.country) == "eu")
    return [client for client in found if client.base_cents]


def client_listing_xml(clients: Sequence[Client], *, year: int, declarant: PartyFacts, vat_number: str) -> bytes:
    """Write the annual client listing. Amounts in euro with a point."""
    root = _root(_CLIENTS, "ClientListingConsignment", ClientListingsNbr="1")
    listing = etree.SubElement(root, f"{{{_CLIENTS}}}ClientListing", SequenceNumber="1", ClientsNbr=str(len(clients)))
    listing.set("DeclarantReference", f"{_digits(vat_number)}{year}")
    listing.set("TurnOverSum", _euro(sum(client.base_cents for client in clients)))
    listing.set("VATAmountSum", _euro(sum(client.vat_cents for client in clients)))
    _declarant(listing, _CLIENTS, declarant, vat_number)
    etree.SubElement(listing, f"{{{_CLIENTS}}}Period").text = str(year)
    for number, client in enumerate(clients, start=1):
        row = etree.SubElement(listing, f"{{{_CLIENTS}}}Client", SequenceNumber=str(number))
        _vat_number(row, _CLIENTS, client)
        etree.SubElement(row, f"{{{_CLIENTS}}}TurnOver").text = _euro(client.base_cents)
        etree.SubElement(row, f"{{{_CLIENTS}}}VATAmount").text = _euro(client.vat_cents)
    return _written(root)


def intra_listing_xml(clients: Sequence[Client], *, quarter: Quarter, declarant: PartyFacts, vat_number: str) -> bytes:
    """Write the listing of services to businesses elsewhere in the EU; without any there is none to hand in."""
    assert clients, "an empty one is not taken"
    root = _root(_INTRA, "IntraConsignment", IntraListingsNbr="1")
    listing = etree.SubElement(root, f"{{{_INTRA}}}IntraListing", SequenceNumber="1", ClientsNbr=str(len(clients)))
    listing.set("DeclarantReference", f"{_digits(vat_number)}{quarter.year % 100:02}{quarter.number:02}")
    listing.set("AmountSum", _euro(sum(client.base_cents for client in clients)))
    _declarant(listing, _INTRA, declarant, vat_number)
    period = etree.SubElement(listing, f"{{{_INTRA}}}Period")
    etree.SubElement(period, f"{{{_INTRA}}}Quarter").text = str(quarter.number)
    etree.SubElement(period, f"{{{_INTRA}}}Year").text = str(quarter.year)
    for number, client in enumerate(clients, start=1):
        row = etree.SubElement(listing, f"{{{_INTRA}}}IntraClient", SequenceNumber=str(number))
        _vat_number(row, _INTRA, client)
        etree.SubElement(row, f"{{{_INTRA}}}Code").text = SERVICES
        etree.SubElement(row, f"{{{_INTRA}}}Amount").text = _euro(client.base_cents)
    return _written(root)


def _added(documents: Iterable[TaxedDocument]) -> list[Client]:
    found: dict[str, Client] = {}
    for each in documents:
        if each.kind not in _SIGNS:
            continue
        client = found.setdefault(
            each.vat_number, Client(vat_number=each.vat_number, party_id=each.party_id, name=each.party_name)
        )
        client.base_cents += _SIGNS[each.kind] * each.base_cents
        client.vat_cents += _SIGNS[each.kind] * each.vat_cents
    return [client for _number, client in sorted(found.items())]


def _root(space: str, name: str, **attributes: str) -> "etree._Element":
    # The stubs know no default name space.
    spaces: dict[str, str] = {None: _COMMON, "ns2": space}  # type: ignore[dict-item]  # None names the usual space
    return etree.Element(f"{{{space}}}{name}", attributes, nsmap=spaces)


def _declarant(listing: "etree._Element", space: str, declarant: PartyFacts, vat_number: str) -> None:
    node = etree.SubElement(listing, f"{{{space}}}Declarant")
    values = {
        "VATNumber": _digits(vat_number),
        "Name": declarant.name.strip(),
        "Street": declarant.street,
        "PostCode": declarant.postcode,
        "City": declarant.city,
        "CountryCode": declarant.country,
        "EmailAddress": declarant.email if _MAIL.fullmatch(declarant.email or "") else "",
    }
    for name, value in values.items():
        if value:
            etree.SubElement(node, f"{{{_COMMON}}}{name}").text = value[: _LONGEST.get(name)]


def _vat_number(row: "etree._Element", space: str, client: Client) -> None:
    node = etree.SubElement(row, f"{{{space}}}CompanyVATNumber", issuedBy=client.vat_number[:2])
    node.text = client.vat_number[2:]


def _written(root: "etree._Element") -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _digits(vat_number: str) -> str:
    return vat_number[2:] if vat_number[:2].isalpha() else vat_number


def _euro(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"
