"""The payment QR of the European Payments Council (EPC069-12), for paper and for pages."""

import io

import segno

from kennisruil.billing.rules.values import Payment


def epc_payload(*, payment: Payment, amount_cents: int | None = None) -> str:
    """Give the text inside the QR: version 002, UTF-8; ``amount_cents`` (default: what is due now) is above nothing.

    The Belgian structured message is no ISO 11649 reference: banks read it from the free text, with its plus signs.
    """
    cents = payment.pay_now_cents if amount_cents is None else amount_cents
    assert cents > 0, "a payment QR asks for something"
    amount = f"EUR{cents // 100}.{cents % 100:02d}"
    lines = ["BCD", "002", "1", "SCT", "", payment.payee[:70], payment.iban, amount, "", "", payment.structured_message]
    return "\n".join(lines)


def payment_qr_svg(*, payment: Payment, amount_cents: int | None = None, title: str = "") -> str:
    """Draw the QR as an SVG element without script or style attribute, to stand in a page or on paper."""
    payload = epc_payload(payment=payment, amount_cents=amount_cents)
    code = segno.make_qr(payload.encode("utf-8"), error="m", boost_error=False)
    buffer = io.BytesIO()
    code.save(buffer, kind="svg", xmldecl=False, border=2, omitsize=True, title=title or None, light="#fff")
    return buffer.getvalue().decode("utf-8")
