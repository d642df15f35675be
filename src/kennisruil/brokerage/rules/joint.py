"""One session for several recipients: what each pays, and what comes of it for who gives."""

from dataclasses import dataclass

from kennisruil.brokerage.rules.coins import split
from kennisruil.brokerage.rules.refusals import TooManyRecipients

EACH, SPLIT = PRICE_RULES = ("each", "split")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What one recipient's part costs and earns: coins in minor units, euro bases in cents."""

    recipient_coins: int
    provider_coins: int
    recipient_base_cents: int
    provider_base_cents: int


def parts_of(whole: Amounts, *, rule: str, recipients: int) -> list[Amounts]:
    """Give the part of each recipient: the whole price for each, or the price split, with no unit and no cent lost.

    Split in whole minor units and cents: the first ones carry what does not divide.
    :raises TooManyRecipients: somebody's part would be nil.
    """
    if rule == EACH:
        return [whole] * recipients
    equal = [1] * recipients
    if min(whole.recipient_coins, whole.provider_coins) < recipients:
        raise TooManyRecipients(recipients=recipients)
    pays, earns = (split(total=coins, weights=equal) for coins in (whole.recipient_coins, whole.provider_coins))
    pays_cents = split(total=whole.recipient_base_cents, weights=pays)
    earns_cents = split(total=whole.provider_base_cents, weights=earns)
    return [
        Amounts(recipient_coins=paid, provider_coins=earned, recipient_base_cents=paid_c, provider_base_cents=earned_c)
        for paid, earned, paid_c, earned_c in zip(pays, earns, pays_cents, earns_cents, strict=True)
    ]
