"""Migration operations that put a network's tables under row-level security and tie their keys per network."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from kennisruil.shared.keys import NetworkKey

_OWN_NETWORK = "network_id = nullif(current_setting('kennisruil.network', true), '')::uuid"


class Isolate(Operation):
    """Isolate the tables of ``models``; the last operation of a migration that creates tables.

    Each gets row-level security (enabled and forced), a policy for ``kr_app``, open ones for ``kr_owner`` and
    ``kr_ops``, ``UNIQUE (network_id, id)`` where it has an ``id``, an index and a composite key per key of ours.
    Those in ``append_only`` take new rows only: rights and a trigger refuse UPDATE, DELETE and TRUNCATE. Those in
    ``without_keys`` get no composite key: only for tables whose writer guarantees what the key would.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, *models: str, append_only: Iterable[str] = (), without_keys: Iterable[str] = ()) -> None:
        self.models = models
        self.append_only = tuple(append_only)
        self.without_keys = tuple(without_keys)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        options = {"append_only": self.append_only, "without_keys": self.without_keys}
        return (type(self).__name__, list(self.models), options)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing that the models know of."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        models = [to_state.apps.get_model(app_label, name) for name in self.models]
        for model in models:
            has_id = any(field.column == "id" for field in model._meta.local_fields)
            for statement in _isolation(model._meta.db_table, has_id=has_id):
                schema_editor.execute(statement)
        for name, model in zip(self.models, models, strict=True):
            for field in () if name in self.without_keys else model._meta.local_fields:
                for statement in _key(model._meta.db_table, field):
                    schema_editor.execute(statement)
        for name in self.append_only:
            for statement in _append_only(to_state.apps.get_model(app_label, name)._meta.db_table):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Leave it: the tables themselves go in the same migration."""

    def describe(self) -> str:
        return f"Isolate {', '.join(self.models)} per network"


class ComposeKeys(Operation):
    """Tie keys that a later migration adds to an isolated table: ``ComposeKeys("session", "item", "party")``."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str, *fields: str) -> None:
        self.model = model
        self.fields = fields

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.model, *self.fields], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing that the models know of."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        meta = to_state.apps.get_model(app_label, self.model)._meta
        for name in self.fields:
            for statement in _key(meta.db_table, meta.get_field(name)):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Leave it: the column goes in the same migration, and its key with it."""

    def describe(self) -> str:
        return f"Tie {', '.join(self.fields)} of {self.model} per network"


def _isolation(table: str, *, has_id: bool) -> list[str]:
    unique = [f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_network_id_key" UNIQUE (network_id, id)']
    return [
        *(unique if has_id else []),
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY own_network ON "{table}" TO kr_app USING ({_OWN_NETWORK}) WITH CHECK ({_OWN_NETWORK})',
        f'CREATE POLICY every_network ON "{table}" TO kr_owner, kr_ops USING (true) WITH CHECK (true)',
    ]


def _key(table: str, field: Any) -> list[str]:
    if field.name == "action_id":
        target, column = "shared_action", "action_id"
    elif isinstance(field, NetworkKey):
        target, column = field.related_model._meta.db_table, field.column
    else:
        return []
    return [
        f"""
        ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{column}_fk" FOREIGN KEY (network_id, "{column}")
        REFERENCES "{target}" (network_id, id) DEFERRABLE INITIALLY IMMEDIATE
        """,
        f'CREATE INDEX "{table}_{column}_ix" ON "{table}" (network_id, "{column}")',
    ]


def _append_only(table: str) -> list[str]:
    return [
        f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM kr_app',
        f"""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}"
        FOR EACH ROW EXECUTE FUNCTION kr_refuse_change()
        """,
        f"""
        CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "{table}"
        FOR EACH STATEMENT EXECUTE FUNCTION kr_refuse_change()
        """,
    ]
