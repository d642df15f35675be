"""What an incoming UBL document says of itself, as far as it can be read."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from lxml import etree

from kennisruil.billing.channel.parcels import Incoming


def read_incoming(*, xml: bytes, external_id: str, sender: str, kind: str, received_at: datetime) -> Incoming:
    """Read number, day, sender and total; what is no UBL is kept all the same, with less said of it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return Incoming(
            external_id=external_id, sender=sender, kind=kind or "unknown", received_at=received_at, xml=xml
        )
    endpoint = root.find(".//{*}AccountingSupplierParty/{*}Party/{*}EndpointID")
    told = f"{endpoint.get('schemeID')}:{endpoint.text}" if endpoint is not None else ""
    return Incoming(
        external_id=external_id,
        sender=(sender or told)[:80],
        kind=(kind or etree.QName(root).localname)[:30],
        received_at=received_at,
        xml=xml,
        sender_name=_text(root, "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName")[:200],
        number=_text(root, "ID")[:60],
        issued_on=_day(_text(root, "IssueDate")),
        total_cents=_cents(_text(root, "LegalMonetaryTotal/PayableAmount")),
    )


def _text(root: etree._Element, path: str) -> str:
    found = root.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    return (found.text or "").strip().replace("\x00", "") if found is not None else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _cents(text: str) -> int | None:
    try:
        cents = Decimal(text) * 100
    except InvalidOperation:
        return None
    return int(cents) if cents.is_finite() and abs(cents) < 10**15 else None
