"""The concept that a page names: of another network it does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest

from kennisruil.pathway import queries
from kennisruil.pathway.models import Concept
from kennisruil.shared.web.pages import network_of


def concept_or_404(request: HttpRequest, concept_id: UUID) -> Concept:
    """Give a concept of this network."""
    try:
        return queries.concept_by_id(network_id=network_of(request), concept_id=concept_id)
    except Concept.DoesNotExist as error:
        raise Http404 from error
