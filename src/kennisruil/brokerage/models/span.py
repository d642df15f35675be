"""When people are taken: the spans of agreed sessions, which for one person never meet."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce

from kennisruil.brokerage.models.joint import JointSession
from kennisruil.brokerage.models.session import Session
from kennisruil.network.models import Member
from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


class SessionSpan(ActedModel):
    """One person's part of an agreed session: from its start until before its end. It goes when the session does."""

    session = NetworkKey(Session)
    joint = NetworkKey(JointSession, null=True)
    member = NetworkKey(Member)
    span = DateTimeRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "session", "member"], name="brokerage_span_once"),
            # Whatever two brokers do at once, the database lets one of two spans in. Who gives to several recipients
            # at once is there for all of them: rows of one joint session may meet.
            ExclusionConstraint(
                name="brokerage_span_never_meet",
                expressions=[
                    ("network_id", RangeOperators.EQUAL),
                    ("member", RangeOperators.EQUAL),
                    ("span", RangeOperators.OVERLAPS),
                    (Coalesce("joint", "session"), RangeOperators.NOT_EQUAL),
                ],
            ),
        ]
