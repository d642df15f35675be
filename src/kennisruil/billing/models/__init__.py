"""Tables of the billing room, a file per noun."""

from kennisruil.billing.models.bank import BankFile, BankLine, BankPart
from kennisruil.billing.models.channel import InboxDocument, Submission, SubmissionEvent
from kennisruil.billing.models.close import CloseRun, Statement
from kennisruil.billing.models.document import Document, DocumentLine, Series
from kennisruil.billing.models.pay_batch import PayBatch, PayOrder
from kennisruil.billing.models.reminder import GivingReminder, PaymentReminder, ReminderHold
from kennisruil.billing.models.settlement import Allocation, Claim, ClosingBooked, Payment, Posted, SetOff
from kennisruil.billing.models.supply import Lot, LotClosing, Movement, MovementCounter, Supply
from kennisruil.billing.models.tax_number import TaxNumber
from kennisruil.billing.models.undoing import PaymentUndoing

__all__ = [
    "Allocation",
    "BankFile",
    "BankLine",
    "BankPart",
    "Claim",
    "CloseRun",
    "ClosingBooked",
    "Document",
    "DocumentLine",
    "GivingReminder",
    "InboxDocument",
    "Lot",
    "LotClosing",
    "Movement",
    "MovementCounter",
    "PayBatch",
    "PayOrder",
    "Payment",
    "PaymentReminder",
    "PaymentUndoing",
    "Posted",
    "ReminderHold",
    "Series",
    "SetOff",
    "Statement",
    "Submission",
    "SubmissionEvent",
    "Supply",
    "TaxNumber",
]
