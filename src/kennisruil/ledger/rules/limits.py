"""How limits bind: a write is refused only when it makes things worse, and leaves them beyond the limit.

An account may stand beyond a limit (the limit moved, or the office let a transfer pass). The limit *in force* follows
it back: it never allows more than now, and once the account is within the agreed limit, that one holds again.
"""


def available_of(*, balance: int, reserved: int) -> int:
    """Give what can still be spent before the floor is looked at."""
    return balance - reserved


def short_by(*, floor: int | None, available: int, available_after: int) -> int:
    """Give by how much a write would miss the floor; 0 when the floor lets it through."""
    if floor is None or available_after >= available or available_after >= floor:
        return 0
    return floor - available_after


def over_by(*, ceiling: int | None, balance: int, balance_after: int) -> int:
    """Give by how much a write would pass the ceiling; 0 when the ceiling lets it through."""
    if ceiling is None or balance_after <= balance or balance_after <= ceiling:
        return 0
    return balance_after - ceiling


def floor_in_force_after(*, floor: int | None, available: int) -> int | None:
    """Give the floor that the row must keep after a write that was let through."""
    return None if floor is None else min(floor, available)


def ceiling_in_force_after(*, ceiling: int | None, balance: int) -> int | None:
    """Give the ceiling that the row must keep after a write that was let through."""
    return None if ceiling is None else max(ceiling, balance)
