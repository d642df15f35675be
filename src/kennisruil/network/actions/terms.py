"""Texts people agree to, and their yes."""

from datetime import date, datetime
from uuid import UUID

from kennisruil.network.models import Agreement, TermsText
from kennisruil.network.rules import TERMS_KINDS
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal


class TermsUnknown(Refusal):
    """There is no such version of this text. ``kind``, ``version``."""

    code = "terms_unknown"

    def __init__(self, *, kind: str, version: str) -> None:
        self.kind, self.version = kind, version
        super().__init__(kind)


def publish_terms(
    *,
    network_id: UUID,
    id: UUID,
    kind: str,
    version: str,
    language: str,
    holds_from: date,
    text: str,
    by: Actor,
    at: datetime,
) -> TermsText:
    """Publish a version of a text in one language; once published it keeps its words: a second call gives the first."""
    assert kind in TERMS_KINDS, kind
    about = ("terms", f"{kind} {version} {language}")
    with action("network.publish_terms", network_id=network_id, by=by, at=at, about=about):
        row, _new = TermsText.objects.get_or_create(
            network_id=network_id,
            kind=kind,
            version=version,
            language=language,
            defaults={"id": id, "holds_from": holds_from, "text": text},
        )
    return row


def agree(
    *,
    network_id: UUID,
    kind: str,
    version: str,
    on: date,
    by: Actor,
    at: datetime,
    party_id: UUID | None = None,
    member_id: UUID | None = None,
) -> Agreement:
    """Keep a yes to a version of a text from ``on``: of a party, or of a person (``confidence``, ``privacy``).

    Saying yes again to what holds changes nothing. :raises TermsUnknown: no such version; nothing is kept.
    """
    assert (party_id is None) != (member_id is None), "an agreement is of a party or of a member"
    if not TermsText.objects.filter(network_id=network_id, kind=kind, version=version).exists():
        raise TermsUnknown(kind=kind, version=version)
    about = ("party", party_id) if party_id else ("member", str(member_id))
    data = {"kind": kind, "version": version}
    with action("network.agree", network_id=network_id, by=by, at=at, about=about, data=data):
        same = Agreement.objects.filter(network_id=network_id, kind=kind, version=version)
        same = same.filter(party_id=party_id) if party_id else same.filter(member_id=str(member_id))
        known = same.exclude(ended_on__lte=on).order_by("agreed_on", "pk").first()
        if known is not None and known.agreed_on <= on:
            return known
        row, _new = same.update_or_create(
            agreed_on=on,
            defaults={"ended_on": None},
            create_defaults={
                "id": derived_id(network_id, party_id, member_id, kind, version, on),
                "network_id": network_id,
                "party_id": party_id,
                "member_id": member_id,
                "kind": kind,
                "version": version,
                "by": str(by),
            },
        )
    return row


def end_agreement(*, network_id: UUID, agreement_id: UUID, on: date, by: Actor, at: datetime) -> Agreement:
    """End an agreement from ``on``; what was done under it stays."""
    with action("network.end_agreement", network_id=network_id, by=by, at=at, about=("agreement", agreement_id)):
        row = Agreement.objects.get(network_id=network_id, pk=agreement_id)
        row.ended_on = on
        row.save(update_fields=["ended_on"])
    return row
