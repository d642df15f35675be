"""What the network holds, as far as a plan looks at it."""

from dataclasses import dataclass, field

from kennisruil.porting.rules.planning import Record


@dataclass(frozen=True, slots=True)
class Known:
    """Records per noun, values named as the import's fields; ``counter_value_cents`` of one coin today."""

    organisations: list[Record] = field(default_factory=list)
    people: list[Record] = field(default_factory=list)
    parties: list[Record] = field(default_factory=list)
    skills: list[Record] = field(default_factory=list)
    openings: list[Record] = field(default_factory=list)
    sessions: list[Record] = field(default_factory=list)
    counter_value_cents: int = 5000
