"""The square a bank's app reads: what it holds, and how it stands on a page."""

from segno import helpers

from kennisruil.billing.paper import epc_payload, payment_qr_svg
from tests.billing.drafts import PAYMENT


def test_payment_qr_carries_the_vat_part() -> None:
    assert epc_payload(payment=PAYMENT).split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "",
        "Kennisruil vzw",
        "BE68539007547034",
        "EUR13.12",
        "",
        "",
        "+++000/0000/01212+++",
    ]


def test_payment_qr_is_the_one_of_the_standard_library() -> None:
    theirs = helpers._make_epc_qr_data(
        "Kennisruil vzw", "BE68539007547034", "13.12", text="+++000/0000/01212+++", encoding="utf-8"
    )

    assert epc_payload(payment=PAYMENT) == theirs.decode("utf-8").rstrip("\n")


def test_payment_qr_has_no_inline_style() -> None:
    svg = payment_qr_svg(payment=PAYMENT, title="QR")

    assert "style=" not in svg
    assert svg.startswith("<svg")
