"""Which channel a network uses on a day; secrets come from the environment, per network or for all."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kennisruil.billing.channel import recommand
from kennisruil.billing.channel.adapter import Adapter
from kennisruil.billing.channel.folder import FolderAdapter

FOLDER, RECOMMAND = "folder", "recommand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Documentation:
    """Where an access point documents itself, and when we read it."""

    address: str
    read_on: str


class NotReady(Exception):
    """The channel that was chosen lacks something: ``missing`` is ``company`` or ``secrets``."""

    def __init__(self, missing: str) -> None:
        self.missing = missing
        super().__init__(missing)


def adapter_for(*, name: str, slug: str, settings: Mapping[str, Any], folder: Path) -> Adapter:
    """Give the channel of this name, ready to work. :raises NotReady: something is missing."""
    if name != RECOMMAND:
        return FolderAdapter(folder / slug)
    company = str(settings.get("channel.company") or "")
    if not company:
        raise NotReady("company")
    if not has_secrets(name=name, slug=slug):
        raise NotReady("secrets")
    return recommand.RecommandAdapter(
        company=company,
        secrets=recommand.Secrets(key=_secret("KEY", slug), secret=_secret("SECRET", slug)),
        address=os.environ.get("KENNISRUIL_RECOMMAND_URL", recommand.ADDRESS),
        timeout_seconds=float(os.environ.get("KENNISRUIL_RECOMMAND_TIMEOUT", "20")),
    )


def has_secrets(*, name: str, slug: str) -> bool:
    """Tell whether what the channel needs stands in the environment."""
    return name != RECOMMAND or bool(_secret("KEY", slug) and _secret("SECRET", slug))


def documentation_of(name: str) -> Documentation | None:
    """Say where the channel documents itself; None for a folder."""
    if name != RECOMMAND:
        return None
    return Documentation(address=recommand.DOCUMENTATION, read_on=recommand.READ_ON)


def secret_names(slug: str) -> tuple[str, str]:
    """Give the names of the variables that hold key and secret of one network."""
    plain = slug.upper().replace("-", "_")
    return f"KENNISRUIL_RECOMMAND_KEY_{plain}", f"KENNISRUIL_RECOMMAND_SECRET_{plain}"


def _secret(kind: str, slug: str) -> str:
    own = secret_names(slug)[0 if kind == "KEY" else 1]
    return os.environ.get(own, "") or os.environ.get(f"KENNISRUIL_RECOMMAND_{kind}", "")
