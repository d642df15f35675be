"""Tables of the billing room, a file per noun."""

from kennisruil.billing.models.close import CloseRun, Statement
from kennisruil.billing.models.document import Document, DocumentLine, Series
from kennisruil.billing.models.settlement import Allocation, Claim, ClosingBooked, Payment, Posted
from kennisruil.billing.models.supply import Lot, LotClosing, Movement, MovementCounter, Supply

__all__ = [
    "Allocation",
    "Claim",
    "CloseRun",
    "ClosingBooked",
    "Document",
    "DocumentLine",
    "Lot",
    "LotClosing",
    "Movement",
    "MovementCounter",
    "Payment",
    "Posted",
    "Series",
    "Statement",
    "Supply",
]
