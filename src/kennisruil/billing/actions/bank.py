"""Bank files brought in: every part kept, each move of money once, what says whose it is booked at once."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.bank_booking import settle_line
from kennisruil.billing.bank import BankMove, Reading, read_bank_file
from kennisruil.billing.models import BankFile, BankLine, BankPart
from kennisruil.billing.queries.bank import Matter, lines_like, matter_of, told_by
from kennisruil.billing.rules.bank import Told, is_same
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import derived_id
from kennisruil.shared.models import File
from kennisruil.shared.progress import told
from kennisruil.shared.refusals import Refusal

MOST_BYTES = 20 * 1024 * 1024


class FileTooLarge(Refusal):
    """The file is larger than is read at once. Both in bytes; nothing is kept."""

    code = "file_too_large"

    def __init__(self, *, size: int, most: int) -> None:
        self.size, self.most = size, most
        super().__init__(f"{size} of {most}")


def bring_in_bank_file(
    *, network_id: UUID, name: str, content: bytes, by: Actor, at: datetime, today: date
) -> BankFile:
    """Keep and read a bank file; the same bytes a second time give the first file back and change nothing.

    Moves that another file told of already are recognised. Of the new ones, those with the structured message of one of
    our documents, and those that pay an order of ours, are booked; others are proposed or left, each with its reason.

    :raises FileTooLarge: nothing is kept.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(size=len(content), most=MOST_BYTES)
    sha256 = hashlib.sha256(content).hexdigest()
    id = derived_id(network_id, "bank file", sha256)
    with action("billing.bring_in_bank_file", network_id=network_id, by=by, at=at, about=("bank_file", id)):
        hold_books(network_id=network_id)
        known = BankFile.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        reading = read_bank_file(content)
        kept = keep_bytes(network_id=network_id, id=id, name=name, content=content, at=at)
        file = BankFile.objects.create(
            id=id,
            network_id=network_id,
            name=name[:200],
            format=reading.format,
            sha256=sha256,
            file_id=kept.pk,
            read_at=at,
        )
        _Import(file=file, reading=reading, by=by, at=at, today=today).run()
    return file


def keep_bytes(*, network_id: UUID, id: UUID, name: str, content: bytes, at: datetime) -> File:
    """Keep the bytes of a bank file as they came, once."""
    return keep_file(
        network_id=network_id,
        id=derived_id(id, "bytes"),
        name=name[:200] or "bank",
        media_type="application/octet-stream",
        content=content,
        at=at,
    )


def count_apart(*, network_id: UUID, part_id: UUID, by: Actor, at: datetime, today: date) -> BankPart | None:
    """Take a part for a move of its own although it looked like one that was known; once, the answer is the new part.

    The old part stays as it was; None when the part was no repetition.
    """
    with action("billing.count_apart", network_id=network_id, by=by, at=at, about=("bank_part", part_id)):
        hold_books(network_id=network_id)
        part = BankPart.objects.select_related("file", "line").get(network_id=network_id, pk=part_id)
        if not part.was_known or part.line is None:
            return None
        id = derived_id(part.pk, "apart")
        known = BankPart.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        move = next(
            each
            for each in read_bank_file(_bytes_of(part.file)).moves
            if (each.first_line, each.raw) == (part.first_line, part.raw)
        )
        matter = matter_of(network_id=network_id, messages=[move.structured], end_to_ends=[move.end_to_end])
        line = _new_line(part.file, move, derived_id(id, "line"))
        line.save(force_insert=True)
        settle_line(line=line, matter=matter, by=by, at=at, today=today)
        last = BankPart.objects.filter(network_id=network_id, file=part.file).order_by("-position").first()
        assert last is not None
        return BankPart.objects.create(
            id=id,
            network_id=network_id,
            file=part.file,
            position=last.position + 1,
            line=line,
            first_line=part.first_line,
            last_line=part.last_line,
            raw=part.raw,
        )


class _Import:
    """One file under way: its parts in order, each with the line it is or becomes."""

    def __init__(self, *, file: BankFile, reading: Reading, by: Actor, at: datetime, today: date) -> None:
        self.file, self.reading, self.by, self.at, self.today = file, reading, by, at, today
        moves = reading.moves
        self.known = lines_like(
            network_id=file.network_id,
            accounts=[move.account for move in moves],
            cents=[move.cents for move in moves],
        )
        # What a line tells, as told before this file: its own moves never are one another's repetition.
        self.told = {line.pk: told_by(line) for lines in self.known.values() for line in lines}
        self.used: set[UUID] = set()
        self.new: list[BankLine] = []

    def run(self) -> None:
        """Write every part; settle the lines that are new, or of which this file tells more."""
        parts, to_settle = list[BankPart](), list[BankLine]()
        for position, part in enumerate(self.reading.parts, start=1):
            line, was_known = None, False
            if isinstance(part, BankMove):
                line, was_known, is_news = self._line(part, position)
                if is_news:
                    to_settle.append(line)
            parts.append(
                BankPart(
                    id=derived_id(self.file.pk, position),
                    network_id=self.file.network_id,
                    file=self.file,
                    position=position,
                    line=line,
                    was_known=was_known,
                    reason="" if isinstance(part, BankMove) else part.reason,
                    first_line=part.first_line,
                    last_line=part.last_line,
                    raw=part.raw,
                )
            )
        BankLine.objects.bulk_create(self.new)
        BankPart.objects.bulk_create(parts)
        self._settle(to_settle)

    def _settle(self, lines: Sequence[BankLine]) -> None:
        if not lines:
            return
        matter: Matter = matter_of(
            network_id=self.file.network_id,
            messages=[line.structured for line in lines],
            end_to_ends=[line.end_to_end for line in lines],
        )
        for line in told(lines, about=self.file.pk, total=len(lines)):
            settle_line(line=line, matter=matter, by=self.by, at=self.at, today=self.today)

    def _line(self, move: BankMove, position: int) -> tuple[BankLine, bool, bool]:
        """Give the line of a move, whether it was known, and whether there is something to decide about it."""
        told = _told(move, self.reading.format)
        same = [
            line
            for line in self.known.get((move.account, move.cents), [])
            if line.pk not in self.used and is_same(self.told[line.pk], told)
        ]
        if not same:
            self.new.append(_new_line(self.file, move, derived_id(self.file.pk, "line", position)))
            return self.new[-1], False, True
        # The one that agrees in most: two alike in one file are two, and each finds its own. Of equals the one that
        # is booked: what a damaged copy told twice stays open for the office.
        line = max(same, key=lambda each: (_agreement(self.told[each.pk], told), each.state == BankLine.State.BOOKED))
        self.used.add(line.pk)
        return line, True, _tells_more(line, move)


def _told(move: BankMove, format: str) -> Told:
    return Told(
        booked_on=move.booked_on,
        cents=move.cents,
        format=format,
        structured=move.structured,
        iban=move.iban,
        end_to_end=move.end_to_end,
        reference=move.reference,
        statement=move.statement,
    )


def _agreement(one: Told, other: Told) -> int:
    fields = ("booked_on", "structured", "iban", "end_to_end", "reference", "statement")
    return sum(1 for field in fields if getattr(one, field) and getattr(one, field) == getattr(other, field))


def _new_line(file: BankFile, move: BankMove, id: UUID) -> BankLine:
    return BankLine(
        id=id,
        network_id=file.network_id,
        account=move.account,
        booked_on=move.booked_on,
        valued_on=move.valued_on,
        cents=move.cents,
        currency=move.currency,
        name=move.name,
        iban=move.iban,
        message=move.message,
        structured=move.structured,
        end_to_end=move.end_to_end,
        reference=move.reference,
        statement=move.statement,
        format=file.format,
        adds_up=move.adds_up,
        state=BankLine.State.LEFT,
        reason="new",
    )


def _tells_more(line: BankLine, move: BankMove) -> bool:
    """Fill in what an open line did not know yet: a message, a name, a statement that adds up."""
    if line.state not in (BankLine.State.LEFT, BankLine.State.PROPOSED):
        return False
    news = {
        field: getattr(move, field)
        for field in ("structured", "iban", "name", "message", "end_to_end")
        if getattr(move, field) and not getattr(line, field)
    }
    if move.adds_up and not line.adds_up:
        news["adds_up"] = True
    for field, value in news.items():
        setattr(line, field, value)
    if news:
        line.save(update_fields=list(news))
    return bool(news)


def _bytes_of(file: BankFile) -> bytes:
    return bytes(File.objects.get(network_id=file.network_id, pk=file.file_id).content)
