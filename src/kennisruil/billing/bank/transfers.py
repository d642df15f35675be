"""The payment file a bank takes: pain.001, version 03 or 09, checked against the schema before it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree
from sepaxml import SepaTransfer

VERSIONS = ("pain.001.001.03", "pain.001.001.09")
_MOST_NAME, _MOST_MESSAGE = 70, 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One payment: ``cents`` to ``name`` at ``iban``; ``end_to_end`` comes back on the statement."""

    name: str
    iban: str
    cents: int
    end_to_end: str
    message: str


class NotAPaymentFile(ValueError):
    """The file does not pass the schema; the message says why."""


def write_transfers(
    *,
    message_id: str,
    made_at: datetime,
    pay_on: date,
    name: str,
    iban: str,
    transfers: Sequence[Transfer],
    version: str,
) -> bytes:
    """Write the payment file of a batch; the same batch gives the same bytes.

    Each payment is booked by itself, so that the statement tells each with its own reference.

    :raises NotAPaymentFile: a name, account or amount does not fit the schema.
    """
    file = SepaTransfer({"name": name, "IBAN": iban, "batch": False, "currency": "EUR"}, schema=version, clean=True)
    for each in transfers:
        file.add_payment(
            {
                "name": each.name,
                "IBAN": each.iban,
                "amount": each.cents,
                "execution_date": pay_on,
                "description": each.message,
                "endtoend_id": each.end_to_end,
            }
        )
    root = etree.fromstring(file.export(validate=False))
    _settle(root, message_id, made_at)
    if not schema_of(version).validate(root):
        raise NotAPaymentFile(str(schema_of(version).error_log))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@cache
def schema_of(version: str) -> etree.XMLSchema:
    """Give the schema of a version, as the package that writes it carries it."""
    spec = find_spec("sepaxml")
    assert spec and spec.submodule_search_locations and version in VERSIONS
    return etree.XMLSchema(etree.parse(Path(spec.submodule_search_locations[0]) / "schemas" / f"{version}.xsd"))


def _settle(root: etree._Element, message_id: str, made_at: datetime) -> None:
    """Put our own numbers and instant where the package draws by chance and reads the clock."""
    head = root.find(".//{*}GrpHdr")
    assert head is not None
    _set(head, "MsgId", message_id)
    _set(head, "CreDtTm", f"{made_at:%Y-%m-%dT%H:%M:%S}")
    for number, payment in enumerate(root.findall(".//{*}PmtInf"), start=1):
        _set(payment, "PmtInfId", f"{message_id}-{number}"[:35])


def _set(node: etree._Element, name: str, text: str) -> None:
    found = node.find(f"{{*}}{name}")
    assert found is not None
    found.text = text
