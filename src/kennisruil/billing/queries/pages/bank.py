"""The bank as its pages show it: lines by state, files with their parts, and one line with all that is told of it."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kennisruil.billing.models import BankFile, BankLine, BankPart
from kennisruil.shared.ids import derived_id
from kennisruil.shared.models import File

WAITING = (BankLine.State.LEFT, BankLine.State.PROPOSED)
STATES = ("waiting", "left", "proposed", "booked", "aside")


def is_kept(*, network_id: UUID, bank_file_id: UUID) -> bool:
    """Whether the bytes of a bank file were brought in, read or not yet."""
    return File.objects.filter(network_id=network_id, pk=derived_id(bank_file_id, "bytes")).exists()


def is_read(*, network_id: UUID, bank_file_id: UUID) -> bool:
    """Whether a bank file was read."""
    return BankFile.objects.filter(network_id=network_id, pk=bank_file_id).exists()


def bank_lines(*, network_id: UUID, state: str = "waiting", text: str = "") -> "QuerySet[BankLine]":
    """Give bank lines in a state (``waiting`` is left or proposed; empty takes all), the latest first.

    ``text`` is any part of name, message or account. The caller takes a page.
    """
    rows = BankLine.objects.filter(network_id=network_id).select_related("party", "document").defer("document__content")
    if state:
        rows = rows.filter(state__in=WAITING) if state == "waiting" else rows.filter(state=state)
    for word in text.split()[:8]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(message__icontains=word)
            | Q(iban__icontains=word)
            | Q(structured__icontains=word)
        )
    return rows.order_by("-booked_on", "-pk")


def waiting_lines(*, network_id: UUID) -> tuple[int, int]:
    """Count the lines that are left, and those that are proposed."""
    rows = BankLine.objects.filter(network_id=network_id)
    counts = rows.aggregate(left=Count("pk", filter=Q(state="left")), proposed=Count("pk", filter=Q(state="proposed")))
    return counts["left"], counts["proposed"]


def oldest_waiting(*, network_id: UUID) -> BankLine | None:
    """Give the line that waits longest, by when its bank booked it."""
    rows = BankLine.objects.filter(network_id=network_id, state__in=WAITING)
    return rows.order_by("booked_on", "pk").first()


def bank_line(*, network_id: UUID, line_id: UUID) -> BankLine:
    """Give a line with its party, document, payment and order. :raises BankLine.DoesNotExist: not in this network."""
    rows = BankLine.objects.select_related("party", "document", "payment__document", "order__batch")
    return rows.defer("document__content", "payment__document__content").get(network_id=network_id, pk=line_id)


def tellings_of(*, network_id: UUID, line_id: UUID) -> list[BankPart]:
    """Give the parts of files that tell of a line, the first first; at most 50."""
    rows = BankPart.objects.filter(network_id=network_id, line_id=line_id).select_related("file")
    return list(rows.order_by("file__read_at", "position", "pk")[:50])


def bank_files(*, network_id: UUID) -> "QuerySet[BankFile]":
    """Give the files brought in, the latest first, with how many parts of each kind; the caller takes a page."""
    rows = BankFile.objects.filter(network_id=network_id)
    rows = rows.annotate(
        moves=Count("parts", filter=Q(parts__line__isnull=False)),
        known=Count("parts", filter=Q(parts__was_known=True)),
        apart=Count("parts", filter=Q(parts__line__isnull=True)),
    )
    return rows.order_by("-read_at", "-pk")


def bank_file(*, network_id: UUID, file_id: UUID) -> BankFile:
    """Give a file with its counts. :raises BankFile.DoesNotExist: not in this network."""
    return bank_files(network_id=network_id).get(pk=file_id)


def waiting_in_file(*, network_id: UUID, file_id: UUID) -> int:
    """Count the lines of a file that wait for somebody: proposed, or left."""
    lines = BankPart.objects.filter(network_id=network_id, file_id=file_id, line__state__in=("left", "proposed"))
    return lines.values("line_id").distinct().count()


def parts_of(*, network_id: UUID, file_id: UUID) -> "QuerySet[BankPart]":
    """Give the parts of a file in their order, each with its line; the caller takes a page."""
    rows = BankPart.objects.filter(network_id=network_id, file_id=file_id).select_related("line__party")
    return rows.order_by("position", "pk")
