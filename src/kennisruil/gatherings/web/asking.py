"""The gathering that a page names."""

from uuid import UUID

from django.http import HttpRequest

from kennisruil.gatherings import queries
from kennisruil.gatherings.models import Gathering
from kennisruil.shared.web.asking import row_or_404


def gathering_or_404(request: HttpRequest, gathering_id: UUID) -> Gathering:
    """Load a gathering of the reader's network. :raises Http404: there is none."""
    return row_or_404(request, queries.gathering_by_id, gathering_id=gathering_id)
