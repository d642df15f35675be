"""Jobs of the shared room, and the one that looks after all jobs."""

from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from kennisruil.shared import clock, delivery, jobs

# A worker reports every 10 seconds; one that has been silent for longer than this was killed.
_SILENT_SECONDS = 60
# The last comes more than five hours after the first: a mail server may be down for an afternoon.
_MAIL_TRIES = 7


@jobs.task("shared.deliver_mail", in_scope=False, tries=_MAIL_TRIES)
def deliver_mail(*, network_id: UUID, mail_id: str) -> None:
    """Hand one mail to the mail server."""
    delivery.deliver_mail(network_id=network_id, mail_id=UUID(mail_id), at=clock.now())


@app.periodic(cron="*/2 * * * *")
@app.task(name="shared.retry_stalled", queueing_lock="shared.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give the jobs of killed workers back to the queue: they do not return by themselves."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
        await manager.retry_job(job)


jobs.NAMES.add("shared.retry_stalled")
