"""What people read when an import refuses."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.porting import actions
from kennisruil.porting.demo.generate import DemoExists
from kennisruil.porting.web import problems
from kennisruil.porting.web.labels import stays_because
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.sentences import sentence

assert problems, "imported for what it registers"


@sentence(actions.AlreadyCommitted)
def already_committed(refusal: actions.AlreadyCommitted) -> str:
    """Say that an undone import does not go in again."""
    return _("This import was undone. Upload the file again to start anew.")


@sentence(actions.PreviewOutdated)
def preview_outdated(refusal: actions.PreviewOutdated) -> str:
    """Say that the network moved on."""
    return _("The network changed since this preview, so nothing went in. Look at the new preview and confirm again.")


@sentence(actions.RowsRefused)
def rows_refused(refusal: actions.RowsRefused) -> str:
    """Say how many rows cannot go in."""
    return ngettext(
        "%(count)s row cannot go in, so nothing went in. Mend it in the file, or choose to leave it out.",
        "%(count)s rows cannot go in, so nothing went in. Mend them in the file, or choose to leave them out.",
        refusal.count,
    ) % {"count": Count(refusal.count)}


@sentence(actions.NothingToDo)
def nothing_to_do(refusal: actions.NothingToDo) -> str:
    """Say that all is in already."""
    return _("Everything in this file is in the network already. Nothing has changed.")


@sentence(actions.NotCommitted)
def not_committed(refusal: actions.NotCommitted) -> str:
    """Say that there is nothing to take back."""
    return _("This import never went in: there is nothing to undo.")


@sentence(actions.UndoRefused)
def undo_refused(refusal: actions.UndoRefused) -> str:
    """Say what was built on the import."""
    first, others = refusal.blockers[0], len(refusal.blockers) - 1
    said = stays_because(first.code) % {"name": first.name, "row": first.number}
    if not others:
        return said
    more = ngettext("%(count)s more row stands in the way.", "%(count)s more rows stand in the way.", others)
    return f"{said} {more % {'count': Count(others)}}"


@sentence(DemoExists)
def demo_exists(refusal: DemoExists) -> str:
    """Say that the demo network is there already."""
    return _("The demo network “%(slug)s” is there already. Nothing was made.") % {"slug": refusal.slug}
