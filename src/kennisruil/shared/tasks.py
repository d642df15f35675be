"""Jobs of the shared room."""

from uuid import UUID

from kennisruil.shared import clock, jobs, mail


@jobs.task("shared.deliver_mail")
def deliver_mail(*, network_id: UUID, mail_id: str) -> None:
    """Hand one mail to the mail server."""
    mail.deliver_mail(mail_id=UUID(mail_id), at=clock.now())
