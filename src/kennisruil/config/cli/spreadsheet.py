"""``kennisruil import``: a spreadsheet of people, organisations, skills, balances or sessions."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from .frame import BAD_INPUT, Wrong, answer, as_json, chosen_network, program, say, with_network

if TYPE_CHECKING:
    from kennisruil.porting.models import ImportBatch

_SHOWN = 20


@click.command("import")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--kind", default="", help="organisations, people, skills, opening_balances or sessions; guessed if not given."
)
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=HEADER", help="Which column holds a field; repeat it."
)
@click.option(
    "--map", "mapped", multiple=True, metavar="HEADER=FIELD", help="The same, the other way round: column=field."
)
@click.option("--sheet", help="Which sheet of a workbook; the first by default.")
@click.option("--yes", is_flag=True, help="Put it in; without this only the preview is shown.")
@click.option("--skip-refused", is_flag=True, help="With --yes: put in the good rows although others are refused.")
@click.option("--undo", "undo_id", type=click.UUID, metavar="ID", help="Take an earlier import back, whole.")
@with_network
@as_json
def import_command(
    file: Path | None,
    kind: str,
    columns: tuple[str, ...],
    mapped: tuple[str, ...],
    sheet: str | None,
    yes: bool,
    skip_refused: bool,
    undo_id: UUID | None,
    network_slug: str | None,
    wants_json: bool,
) -> None:
    """Read FILE (XLSX or CSV), show what each row would do, and with --yes do it: all of it or nothing.

    \b
    Examples:
      kennisruil import people.xlsx
      kennisruil import people.csv --kind people --column email=Mailadres --yes
      kennisruil import --undo 0198c1f2-…

    Exits with 2 when rows are refused and nothing went in.
    """
    if (file is None) == (undo_id is None):
        raise Wrong("Name a FILE to import, or an earlier import with --undo.")
    with program():
        network_id = chosen_network(network_slug)
        if undo_id is not None:
            batch = _undo(network_id, undo_id)
            answer({"id": batch.pk, "state": batch.state}, wants_json=wants_json, text="The import is undone.")
            return
        assert file is not None
        batch = _preview(network_id, file, kind=kind, columns=_chosen(columns, mapped), sheet=sheet)
        rows = _rows(network_id, batch)
        if not wants_json:
            _show(batch, rows)
        refused = int(batch.counts.get("refused", 0))
        if yes and (not refused or skip_refused):
            batch = _commit(network_id, batch, skip_refused=skip_refused)
        found = {"id": batch.pk, "kind": batch.kind, "state": batch.state, "counts": batch.counts, "rows": rows}
        answer(found, wants_json=wants_json, text=_ending(batch, refused=refused))
        raise SystemExit(BAD_INPUT if refused and batch.state != "committed" else 0)


def _chosen(columns: tuple[str, ...], mapped: tuple[str, ...]) -> dict[str, str]:
    pairs = [column.partition("=")[::2] for column in columns] + [column.rpartition("=")[::-2] for column in mapped]
    if any(not (field and header) for field, header in pairs):
        raise Wrong("Write --column as FIELD=HEADER, for instance --column email=Mailadres.")
    return {header: field for field, header in pairs}


def _preview(network_id: UUID, file: Path, *, kind: str, columns: dict[str, str], sheet: str | None) -> "ImportBatch":
    from kennisruil.porting import actions
    from kennisruil.shared import clock
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.ids import new_id
    from kennisruil.shared.scope import network_scope

    at, by = clock.now(), Actor.command("import")
    with network_scope(network_id):
        batch = actions.upload_file(
            network_id=network_id, id=new_id(at=at), name=file.name, content=file.read_bytes(), kind=kind, by=by, at=at
        )
        named = set(columns.values())
        mapping = {header: field for header, field in batch.columns.items() if field not in named} | columns
        return actions.choose_columns(
            network_id=network_id, batch_id=batch.pk, kind=batch.kind, columns=mapping, sheet=sheet, by=by, at=at
        )


def _commit(network_id: UUID, batch: "ImportBatch", *, skip_refused: bool) -> "ImportBatch":
    from kennisruil.porting import actions
    from kennisruil.shared import clock
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.scope import network_scope

    at, by = clock.now(), Actor.command("import")
    with network_scope(network_id):
        try:
            return actions.commit_import(
                network_id=network_id, batch_id=batch.pk, skip_refused=skip_refused, by=by, at=at
            )
        except actions.NothingToDo:
            return batch


def _undo(network_id: UUID, batch_id: UUID) -> "ImportBatch":
    from kennisruil.porting import actions
    from kennisruil.porting.models import ImportBatch
    from kennisruil.shared import clock
    from kennisruil.shared.actors import Actor
    from kennisruil.shared.scope import network_scope

    with network_scope(network_id):
        try:
            return actions.undo_import(
                network_id=network_id, batch_id=batch_id, by=Actor.command("import"), at=clock.now()
            )
        except ImportBatch.DoesNotExist as error:
            raise Wrong(f"There is no import {batch_id} in this network.") from error


def _rows(network_id: UUID, batch: "ImportBatch") -> list[dict[str, Any]]:
    from kennisruil.porting.queries import rows_of
    from kennisruil.porting.web.shown import reason_of
    from kennisruil.shared.scope import network_scope

    with network_scope(network_id):
        return [
            {
                "number": row.number,
                "outcome": row.outcome,
                "target_name": row.target_name,
                "problems": row.problems,
                "reason": reason_of(row, batch.kind),
            }
            for row in rows_of(network_id=network_id, batch_id=batch.pk)
        ]


def _show(batch: "ImportBatch", rows: list[dict[str, Any]]) -> None:
    columns = ", ".join(f"{field}={header}" for header, field in batch.columns.items())
    say(f"{batch.file_name}: {batch.kind}, columns {columns}")
    telling = [row for row in rows if row["reason"]]
    for row in sorted(telling, key=lambda row: (row["outcome"] != "refused", row["number"]))[:_SHOWN]:
        say(f"  row {row['number']} {row['outcome']}: {row['reason']}")
    if len(telling) > _SHOWN:
        say(f"  and {len(telling) - _SHOWN} more")


def _ending(batch: "ImportBatch", *, refused: int) -> str:
    counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(batch.counts.items()) if number) or "no rows"
    if batch.state == "committed":
        return f"Put in: {counts}. Undo with: kennisruil import --undo {batch.pk}"
    if refused:
        return f"Nothing went in: {counts}. Mend the refused rows, or add --yes --skip-refused."
    return f"Nothing went in yet: {counts}. Add --yes to put it in."
