"""``kennisruil export``: documents as files, the journal for an accounting package."""

from pathlib import Path

import click

from .frame import Wrong, answer, as_json, chosen_network, program, progress, with_network


@click.group("export")
def export_command() -> None:
    """Write documents or books to files that other programs read."""


@export_command.command("documents")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="Made if absent.")
@click.option("--month", metavar="MONTH", help="Only of this month of performance, such as 2026-01.")
@click.option("--xml-only", is_flag=True, help="Leave out the PDFs (made here where nobody asked for them yet).")
@with_network
@as_json
def documents_command(
    folder: Path, month: str | None, xml_only: bool, network_slug: str | None, wants_json: bool
) -> None:
    """Write every issued document to a folder: NUMBER.pdf, and NUMBER.xml where it is an e-invoice.

    \b
    Examples:
      kennisruil export documents --to /srv/export
      kennisruil export documents --to ./january --month 2026-01 --xml-only

    What is there with the same content is left alone, so it can be repeated.
    """
    with program():
        from kennisruil.billing.actions.paper import paper_of_document
        from kennisruil.billing.models import Document
        from kennisruil.shared import clock
        from kennisruil.shared.models import File
        from kennisruil.shared.periods import Month, UnreadableMonth
        from kennisruil.shared.scope import network_scope

        network_id = chosen_network(network_slug)
        try:
            only = {"month_on": Month.parse(month).start_on} if month else {}
        except UnreadableMonth as error:
            raise Wrong(f"“{month}” is not a month such as 2026-01.") from error
        _make(folder)
        with network_scope(network_id):
            issued = Document.objects.filter(network_id=network_id, state=Document.State.ISSUED, **only)
            rows = list(issued.order_by("series", "series_number", "pk").values_list("pk", "number", "xml_id"))
        written = 0
        with progress("Writing documents", total=len(rows)) as show:
            for done, (document_id, number, xml_id) in enumerate(rows):
                show("Writing documents", done, len(rows))
                if xml_id:
                    with network_scope(network_id):
                        content = bytes(File.objects.get(network_id=network_id, pk=xml_id).content)
                    written += _write(folder / f"{_safe(number)}.xml", content)
                if not xml_only:
                    paper = paper_of_document(network_id=network_id, document_id=document_id, at=clock.now())
                    written += _write(folder / f"{_safe(number)}.pdf", bytes(paper.content))
    found = {"folder": str(folder), "documents": len(rows), "files_written": written}
    answer(found, wants_json=wants_json, text=f"{len(rows)} documents in {folder} ({written} files written).")


@export_command.command("ledger")
@click.option(
    "--format", "form", type=click.Choice(["beancount", "hledger", "csv"]), required=True, help="Who reads it."
)
@click.option("--to", "file", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@with_network
@as_json
def ledger_command(form: str, file: Path, network_slug: str | None, wants_json: bool) -> None:
    """Write the whole journal of a network to a file.

    \b
    Examples:
      kennisruil export ledger --format beancount --to books.beancount
      kennisruil export ledger --format csv --to books.csv --network sint-jan
    """
    with program():
        from kennisruil.bookkeeping.queries import journal
        from kennisruil.bookkeeping.rules import beancount, hledger, table
        from kennisruil.network.queries import network_by_id
        from kennisruil.shared.scope import network_scope

        network_id = chosen_network(network_slug)
        with network_scope(network_id):
            entries = journal(network_id=network_id)
            title = network_by_id(network_id=network_id).name
        if form == "csv":
            text = table.write(entries)
        elif form == "hledger":
            text = hledger.write(entries, title=title)
        else:
            text = beancount.write(entries, title=title)
        _make(file.parent)
        _write(file, text.encode())
    found = {"file": str(file), "entries": len(entries)}
    answer(found, wants_json=wants_json, text=f"{len(entries)} journal entries in {file}.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Wrong(f"{folder} cannot be made: {error.strerror}.") from error


def _write(path: Path, content: bytes) -> int:
    """Write a file whole or not at all; 1 when it was written, 0 when it was there already."""
    if path.exists() and path.read_bytes() == content:
        return 0
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.rename(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Wrong(f"{path} cannot be written: {error.strerror}.") from error
    return 1


def _safe(number: str) -> str:
    """A document's number as a file name."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in number)
