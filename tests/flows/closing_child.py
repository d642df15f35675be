"""A worker in a process of its own that does every waiting job and ends: the close, and then each mail.

``python -m tests.flows.closing_child COUNT BATCH``: it kills itself at its COUNT-th statement (0: never), and closes
BATCH parties at a time. Its last line says how many statements it made.
"""

import asyncio
import itertools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any


def main(count: int, batch: int) -> None:
    """Work until nothing waits."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisruil.config.settings")
    import django

    django.setup()
    from django.db import connections
    from django.db.backends.signals import connection_created

    from kennisruil.billing.actions import close_steps

    close_steps.AT_ONCE = batch
    made = itertools.count(1)

    def killer(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if next(made) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    def watch(connection: Any, **_other: Any) -> None:
        # A connection that is opened anew keeps its wrappers.
        if killer not in connection.execute_wrappers:
            connection.execute_wrappers.append(killer)

    connection_created.connect(watch)
    connections.close_all()
    asyncio.run(_work())
    sys.stdout.write(f"{next(made) - 1}\n")


async def _work() -> None:
    from procrastinate.contrib.django import app

    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # Django's connector has it
    async with worker.open_async():
        # A worker that does not wait ends when it sees nothing to do, also while a job is still writing the next ones.
        for _round in range(20):
            await worker.run_worker_async(
                concurrency=2, wait=False, install_signal_handlers=False, delete_jobs="successful", listen_notify=False
            )
            if not await worker.job_manager.list_jobs_async(status="todo"):
                break


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
