"""E-invoice channels: one way to hand over a document, to ask what became of it, and to see what came in."""

from kennisruil.billing.channel.adapter import Adapter, Known, Silent
from kennisruil.billing.channel.choosing import adapter_for, documentation_of, has_secrets
from kennisruil.billing.channel.parcels import Incoming, Outcome, Parcel, document_type_of, parcel_of

__all__ = [
    "Adapter",
    "Incoming",
    "Known",
    "Outcome",
    "Parcel",
    "Silent",
    "adapter_for",
    "document_type_of",
    "documentation_of",
    "has_secrets",
    "parcel_of",
]
