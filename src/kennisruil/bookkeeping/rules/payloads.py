"""What an accounting package is told, in one canonical form, so that a second telling can be recognised by its hash."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical(content: Mapping[str, Any]) -> str:
    """Write ``content`` as JSON with sorted keys and no spaces; dates, ids and enums as text."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def sha256_of(content: Mapping[str, Any]) -> str:
    """Give the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
