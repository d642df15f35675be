"""Write the statements of a month; the mails that carry them follow in a step of their own."""

from collections.abc import Sequence

from kennisruil.billing.actions.numbering import Numbers
from kennisruil.billing.models import CloseRun, Statement
from kennisruil.billing.queries.house import House
from kennisruil.billing.queries.statement import months_of_parties, statement_view
from kennisruil.billing.rules.frozen import view_to_dict
from kennisruil.billing.rules.series import MESSAGES
from kennisruil.network.models import Party
from kennisruil.shared.ids import derived_id
from kennisruil.shared.periods import Month


def make_statements(*, house: House, run: CloseRun, month: Month, parties: Sequence[Party]) -> list[Statement]:
    """Write the statements of some parties, each once per month. Inside an action that holds the books."""
    rows = Statement.objects.filter(network_id=house.network_id, party__in=parties, month_on=month.start_on)
    made = set(rows.values_list("party_id", flat=True))
    wanted = [party for party in parties if party.pk not in made]
    known = months_of_parties(house=house, parties=wanted, month=month, issued_on=run.issued_on)
    numbers = Numbers(network_id=house.network_id, series=[MESSAGES])
    statements = []
    for party in wanted:
        seed = numbers.take(MESSAGES) if known[party.pk].open_vat_cents > 0 else None
        view = statement_view(
            house=house, party=party, month=month, issued_on=run.issued_on, known=known[party.pk], message_seed=seed
        )
        statements.append(
            Statement(
                id=derived_id(house.network_id, "statement", month, party.pk),
                network_id=house.network_id,
                party=party,
                run=run,
                month_on=month.start_on,
                number=view.number,
                opening_coins=view.opening_coins,
                closing_coins=view.closing_coins,
                content=view_to_dict(view),
            )
        )
    numbers.keep()
    return Statement.objects.bulk_create(statements)
