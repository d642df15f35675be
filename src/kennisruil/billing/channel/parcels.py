"""What travels through a channel: a document with its two electronic addresses, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime

from kennisruil.billing.einvoice.endpoints import endpoint_of
from kennisruil.billing.einvoice.names import CREDIT_NOTE, INVOICE, PROFILES
from kennisruil.billing.rules.documents import is_credit
from kennisruil.billing.rules.kinds import DocumentKind, Profile
from kennisruil.billing.rules.values import DocumentDraft

# UBL 2.1, as the identifiers of Peppol end (Peppol Policy for use of identifiers, 4).
_VERSION = "2.1"
_TYPES = {
    DocumentKind.INVOICE_380: "invoice",
    DocumentKind.CREDIT_NOTE_381: "creditNote",
    DocumentKind.SELF_BILLED_389: "selfBillingInvoice",
    DocumentKind.SELF_BILLED_CREDIT_261: "selfBillingCreditNote",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A document on its way. ``sender`` and ``receiver`` are ``scheme:number``; ``key`` is the same at every try.

    On a self-billed document the sender is the operator, who is its customer, and the receiver the provider.
    """

    key: str
    number: str
    document_type: str
    document_type_id: str
    process_id: str
    sender: str
    receiver: str
    xml: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a channel did with a document: ``sent``, ``delivered``, ``rejected``, or ``not_delivered`` for now."""

    state: str
    external_id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A document that came in. What its XML does not tell stays empty."""

    external_id: str
    sender: str
    kind: str
    received_at: datetime
    xml: bytes
    sender_name: str = ""
    number: str = ""
    issued_on: date | None = None
    total_cents: int | None = None


def parcel_of(draft: DocumentDraft, *, key: str, xml: bytes) -> Parcel:
    """Give a document as it travels: from who sends it to who reads it. It needs a structured form."""
    assert draft.profile
    sender, receiver = endpoint_of(draft.other), endpoint_of(draft.reader)
    assert sender and receiver, "a document with a structured form has two addresses"
    names = PROFILES[draft.profile]
    return Parcel(
        key=key,
        number=draft.number,
        document_type=document_type_of(draft.kind),
        document_type_id=document_type_id_of(draft.kind, draft.profile),
        process_id=names.process,
        sender=":".join(sender),
        receiver=":".join(receiver),
        xml=xml,
    )


def document_type_of(kind: DocumentKind) -> str:
    """Give the short name of a kind of document, as channels call it."""
    return _TYPES[kind]


def document_type_id_of(kind: DocumentKind, profile: Profile) -> str:
    """Give the whole identifier of a type of document, as the network registers receivers for it."""
    customization = PROFILES[profile].customization
    space, name = (CREDIT_NOTE, "CreditNote") if is_credit(kind) else (INVOICE, "Invoice")
    return f"{space}::{name}##{customization}::{_VERSION}"
