"""A month after its close: what it left, and how far a run has come."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from kennisruil.billing.models import CloseRun, Document, Statement
from kennisruil.shared.models import Mail
from kennisruil.shared.periods import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """How far the latest run of a month has come."""

    run: CloseRun
    documents: int
    statements: int

    @property
    def is_finished(self) -> bool:
        """Whether the run has done all of its work."""
        return self.run.finished_at is not None


def latest_run(*, network_id: UUID, month: Month) -> RunState | None:
    """Give the latest run of a month with what it made so far; None when none was started."""
    rows = CloseRun.objects.filter(network_id=network_id, month_on=month.start_on)
    run = rows.order_by("-cutoff_at", "-pk").first()
    if run is None:
        return None
    return RunState(
        run=run,
        documents=Document.objects.filter(network_id=network_id, run=run).count(),
        statements=Statement.objects.filter(network_id=network_id, run=run).count(),
    )


def documents_of_month(*, network_id: UUID, month: Month) -> list[Document]:
    """Give the issued documents about a month's supplies, in the order of their numbers; at most 5,000."""
    rows = Document.objects.filter(network_id=network_id, month_on=month.start_on, state=Document.State.ISSUED)
    return list(rows.defer("content", "findings").order_by("series", "series_number", "pk")[:5000])


def mails_of_run(*, network_id: UUID, run: CloseRun) -> "QuerySet[Mail]":
    """Give the mails a run posted, with its documents and its statements: the first first, then by address."""
    rows = Mail.objects.filter(network_id=network_id)
    of_documents = rows.filter(key__startswith=f"documents:{run.pk}:")
    of_statements = rows.filter(about_kind="statement", about_id__in=_statement_ids(run))
    return (of_documents | of_statements).defer("text", "html").order_by("posted_at", "to", "pk")


def counted_kinds(*, network_id: UUID, run: CloseRun) -> Counter[str]:
    """Count the documents of a run by kind."""
    return Counter(
        Document.objects.filter(network_id=network_id, run=run).order_by("pk").values_list("kind", flat=True)
    )


def _statement_ids(run: CloseRun) -> list[str]:
    rows = Statement.objects.filter(network_id=run.network_id, run=run).order_by("pk")
    return [str(id) for id in rows.values_list("pk", flat=True)]


def close_job(*, network_id: UUID, month: Month) -> str:
    """Give the state of the latest job that closes a month: ``todo``, ``doing``, ``failed``; empty when there is none.

    A job that succeeded leaves the queue; the run it made tells the rest.
    """
    wanted = {"network_id": str(network_id), "month": str(month)}
    rows = ProcrastinateJob.objects.filter(task_name="billing.close_month", args__contains=wanted)
    return rows.order_by("-id").values_list("status", flat=True).first() or ""
