"""The exchange round: who could help whom, over all open needs at once. Three plans; a human decides link by link.

*assign* gives each open need one person. *chains* begin with who still has to give and end with who is in credit;
who stands between gives and receives once, so what is out of balance falls by two sessions a chain. *rings* are two
to four parties who all give and receive once. No plan passes a limit, and the same field gives the same plan.
"""

from kennisruil.brokerage.rules.rounds.assign import assign
from kennisruil.brokerage.rules.rounds.chains import chains, direct
from kennisruil.brokerage.rules.rounds.field import Field, Giver, Link, Plan, Possible, Standing, Wish
from kennisruil.brokerage.rules.rounds.rings import rings
from kennisruil.brokerage.rules.rounds.sums import Sums, sums_of

__all__ = [
    "Field",
    "Giver",
    "Link",
    "Plan",
    "Possible",
    "Standing",
    "Sums",
    "Wish",
    "assign",
    "chains",
    "direct",
    "rings",
    "sums_of",
]
