"""One session for three recipients, for tests: made by walking the real actions."""

from dataclasses import dataclass

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.models import Need, Session
from kennisruil.network.models import Member, Network, Party
from kennisruil.shared.ids import new_id
from tests.brokerage.factories import STARTS, Exchange, a_need, an_exchange
from tests.factories import AT, a_member, a_party


@dataclass(frozen=True)
class Three:
    """Aïsha asks, Chloé and Dirk receive along, Bart gives."""

    exchange: Exchange
    need: Need
    members: tuple[Member, Member, Member]
    parties: tuple[Party, Party, Party]

    def arrange(self, *, price_rule: str = "split") -> list[Session]:
        """Propose the session; give those of all recipients, the asker's first."""
        session = actions.arrange_session(
            id=new_id(at=AT),
            need_id=self.need.pk,
            provider_id=self.exchange.helper.pk,
            item_code="session",
            starts_at=STARTS,
            price_rule=price_rule,
            **self.exchange.write(),
        )
        return queries.together_with(session)

    def agree(self, sessions: list[Session]) -> list[Session]:
        """Let every recipient say yes, and then who gives, once."""
        for session in sessions:
            actions.accept_session(session_id=session.pk, side="recipient", **self.exchange.write())
        actions.accept_session(session_id=sessions[0].pk, side="provider", **self.exchange.write())
        return queries.together_with(sessions[0])


def three_who_receive(network: Network, exchange: Exchange | None = None) -> Three:
    """Put three recipients around one question."""
    exchange = exchange or an_exchange(network)
    also = [a_member(network, given_name=name) for name in ("Chloé", "Dirk")]
    parties = [a_party(network, member=member) for member in also]
    need = a_need(exchange)
    for minute, member in enumerate(also):
        at = AT.replace(minute=minute)
        actions.add_companion(need_id=need.pk, member_id=member.pk, **exchange.write(at))
    return Three(
        exchange=exchange,
        need=need,
        members=(exchange.asker, also[0], also[1]),
        parties=(exchange.asker_party, parties[0], parties[1]),
    )
