"""Paper: documents, statements and letters as PDF/A with tags, and the payment QR for paper and page."""

from kennisruil.billing.paper.document import render_document
from kennisruil.billing.paper.letter import render_letter
from kennisruil.billing.paper.payment import epc_payload, payment_qr_svg
from kennisruil.billing.paper.statement import render_statement

__all__ = ["epc_payload", "payment_qr_svg", "render_document", "render_letter", "render_statement"]
