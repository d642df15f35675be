"""Who asked: kept on every row as ``kind:id``, ids only, never a name."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A member, a job or a command; ``str()`` is what the tables keep."""

    kind: str
    name: str

    @classmethod
    def member(cls, member_id: UUID) -> Self:
        """Name a member of the network."""
        return cls("member", str(member_id))

    @classmethod
    def job(cls, name: str) -> Self:
        """Name a job that runs by itself."""
        return cls("job", name)

    @classmethod
    def command(cls, name: str) -> Self:
        """Name a command typed by whoever runs the installation."""
        return cls("command", name)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str()`` wrote, as the arguments of a job carry it."""
        kind, _, name = text.partition(":")
        return cls(kind, name)

    @property
    def member_id(self) -> UUID | None:
        """The member, when it is one."""
        return UUID(self.name) if self.kind == "member" else None

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"
