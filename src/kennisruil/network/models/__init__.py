"""Tables of the network room, a file per noun."""

from kennisruil.network.models.agreement import Agreement
from kennisruil.network.models.login import Login, Membership
from kennisruil.network.models.member import Acting, Member
from kennisruil.network.models.network import Network, Setting, TermsText
from kennisruil.network.models.party import Party, PartyCounter, PartyFacts

__all__ = [
    "Acting",
    "Agreement",
    "Login",
    "Member",
    "Membership",
    "Network",
    "Party",
    "PartyCounter",
    "PartyFacts",
    "Setting",
    "TermsText",
]
