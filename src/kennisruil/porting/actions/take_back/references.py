"""Who refers to rows of the network: every key of every room, so that nothing is taken away under somebody's feet."""

from collections.abc import Collection
from uuid import UUID

from django.apps import apps
from django.db import models

from kennisruil.shared.keys import NetworkKey
from kennisruil.shared.models import ActedModel


def referred(
    *, network_id: UUID, model: type[models.Model], ids: Collection[UUID], own_action: UUID
) -> dict[UUID, str]:
    """Give, for each of ``ids`` to which a row of another action refers, the first such table (its model's label)."""
    found: dict[UUID, str] = {}
    for other, field in _keys_to(model):
        rows = other._default_manager.filter(network_id=network_id, **{f"{field}__in": ids})
        if issubclass(other, ActedModel):
            rows = rows.exclude(action_id=own_action)
        for target in rows.order_by().values_list(field, flat=True).distinct():
            found.setdefault(target, other._meta.label_lower)
    return found


def _keys_to(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    return [
        (other, field.attname)
        for other in apps.get_models()
        for field in other._meta.local_fields
        if isinstance(field, NetworkKey) and field.related_model is model
    ]
