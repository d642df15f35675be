"""A structured document as the assertions read it: short ways to texts, amounts and places."""

import re
from decimal import Decimal
from functools import cached_property

from lxml import etree

from kennisruil.billing.einvoice.names import CAC, CBC, CREDIT_NOTE, PROFILES, ProfileNames

_PATH = {"cac": CAC, "cbc": CBC}
Node = etree._Element


class Ubl:
    """A parsed document with short ways to what the assertions look at."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.is_credit = root.tag == f"{{{CREDIT_NOTE}}}CreditNote"

    def text(self, path: str, at: Node | None = None) -> str:
        """Give the trimmed text of the first node at ``path``, or nothing."""
        return ((self.root if at is None else at).findtext(path, namespaces=_PATH) or "").strip()

    def nodes(self, path: str, at: Node | None = None) -> list[Node]:
        """Give all nodes at ``path``."""
        return (self.root if at is None else at).findall(path, namespaces=_PATH)

    def amount(self, path: str, at: Node | None = None) -> Decimal:
        """Give the number at ``path``; an absent one counts as nothing."""
        return Decimal(self.text(path, at) or "0")

    def where(self, node: Node) -> str:
        """Give the path of ``node`` as people read it."""
        return re.sub(r"\{[^}]*\}", "", self.root.getroottree().getelementpath(node))

    @cached_property
    def lines(self) -> list[Node]:
        """The invoice or credit note lines."""
        return self.nodes("cac:CreditNoteLine" if self.is_credit else "cac:InvoiceLine")

    @cached_property
    def subtotals(self) -> list[Node]:
        """The VAT breakdown."""
        return self.nodes("cac:TaxTotal/cac:TaxSubtotal")

    @cached_property
    def profile(self) -> ProfileNames | None:
        """The profile the document says it follows; None for an unknown one."""
        said = self.text("cbc:CustomizationID")
        return next((names for names in PROFILES.values() if names.customization == said), None)
