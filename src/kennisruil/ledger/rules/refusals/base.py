"""What all refusals of the ledger are."""

from typing import ClassVar

from kennisruil.shared.refusals import Refusal


class LedgerRefusal(Refusal):
    """A command of the ledger said no."""

    code: ClassVar[str] = "ledger_refused"

    def __str__(self) -> str:
        return repr(self)
