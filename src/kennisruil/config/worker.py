"""The worker process: takes jobs from the queue until SIGTERM."""

import asyncio
import os

_AT_ONCE = 4


def main() -> None:
    """Work on the queue; one process does several jobs at once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisruil.config.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app

    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # Django's connector has it
    asyncio.run(_work(worker_app))


async def _work(worker_app: "object") -> None:
    from procrastinate import App

    assert isinstance(worker_app, App)
    async with worker_app.open_async():
        await worker_app.run_worker_async(concurrency=_AT_ONCE, install_signal_handlers=True, delete_jobs="successful")
