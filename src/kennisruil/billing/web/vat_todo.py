"""What waits for the tax office: providers who come near a yearly limit."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisruil.billing.queries.vat_office import ProviderYear, provider_years
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.speaking import language_now
from kennisruil.shared.todo import OFFICE, TodoLine


def todo_of_vat_office(*, network_id: UUID, waits_for: str | UUID, today: date) -> Sequence[TodoLine]:
    """List providers without VAT number near or past a limit of this year, for the office."""
    if waits_for != OFFICE:
        return []
    rows = provider_years(network_id=network_id, year=today.year)
    return [_line(row, today) for row in rows if row.is_near]


def _line(row: ProviderYear, today: date) -> TodoLine:
    language = language_now()
    words = {
        "name": row.name,
        "given": format_euro(row.cents, language=language),
        "limit": format_euro(row.limit_cents, language=language),
    }
    near = _("%(name)s gave for %(given)s this year. Near %(limit)s, ask your accountant what follows.") % words
    past = _("%(name)s gave for %(given)s this year, past %(limit)s. Let them give no more before it is clear.") % words
    return TodoLine(
        kind="provider_limit",
        key=f"{row.party_id}:{today.year}",
        waits_for=OFFICE,
        since_on=today,
        text=past if row.is_past else near,
        action_text=_("See the year"),
        url=reverse("billing:vat_provider", args=[today.year, row.party_id]),
        overdue=row.is_past,
    )
