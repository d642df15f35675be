"""The bare loop a close is measured against: the same documents and statements, without a database.

It runs in a process of its own: ``python -m kennisruil.config.bench.bare FILE``. Each line of FILE is the kept content
of one document or statement; reading it is not timed, what becomes of it is.
"""

import hashlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any


def main(path: str) -> None:
    """Run the loop over ``path`` and answer in one line of JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisruil.config.settings")
    import django

    django.setup()
    from kennisruil.billing import einvoice, paper
    from kennisruil.billing.rules.frozen import draft_from_dict, statement_from_dict

    rows: list[dict[str, Any]] = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    with_papers = bool(rows.pop(0)["with_papers"])
    drafts = [draft_from_dict(row["content"]) for row in rows if row["is"] == "document"]
    views = [statement_from_dict(row["content"]) for row in rows if row["is"] == "statement"]
    seal = hashlib.sha256()
    began, used = time.perf_counter(), processor_seconds()
    for draft in drafts:
        xml = einvoice.build_ubl(draft)
        assert not einvoice.validate_ubl(xml), draft.number
        seal.update(hashlib.sha256(xml).digest())
        if with_papers:
            paper.render_document(draft, xml=xml)
    for view in views:
        if with_papers:
            paper.render_statement(view)
    found = {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": processor_seconds() - used,
        "documents": len(drafts),
        "statements": len(views),
        "seal": seal.hexdigest(),
    }
    sys.stdout.write(json.dumps(found))


def processor_seconds() -> float:
    """Give the processor time this process has spent."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    main(sys.argv[1])
