"""The concept that a page names: of another network it does not exist."""

from uuid import UUID

from django.http import HttpRequest

from kennisruil.pathway import queries
from kennisruil.pathway.models import Concept
from kennisruil.shared.web.asking import row_or_404


def concept_or_404(request: HttpRequest, concept_id: UUID) -> Concept:
    """Give a concept of this network."""
    return row_or_404(request, queries.concept_by_id, concept_id=concept_id)
