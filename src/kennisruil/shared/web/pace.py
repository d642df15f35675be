"""How long work still takes, at the speed seen while somebody looks at its bar."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.shared import clock


def paced(request: HttpRequest, *, path: str, done: int, total: int, step: str = "") -> dict[str, str]:
    """Give the bar's own address, which remembers where this look at ``step`` began, and in words how long it takes."""
    now = clock.now()
    began = _began(request, step) or (now, done)
    query = urlencode({"step": step, "since": int(began[0].timestamp()), "from": began[1]})
    left = _left(seconds=(now - began[0]).total_seconds(), made=done - began[1], to_make=total - done)
    return {"url": f"{path}?{query}", "left": left}


def _began(request: HttpRequest, step: str) -> tuple[datetime, int] | None:
    since, before = request.GET.get("since", ""), request.GET.get("from", "")
    if request.GET.get("step") != step or not (since.isdecimal() and before.isdecimal() and len(since + before) < 20):
        return None
    return datetime.fromtimestamp(int(since), tz=clock.now().tzinfo), int(before)


def _left(*, seconds: float, made: int, to_make: int) -> str:
    """Say how long it still takes; nothing while the speed is not known."""
    if made <= 0 or to_make <= 0 or seconds < 1:
        return ""
    left = seconds / made * to_make
    if left < 60:
        return _("less than a minute")
    minutes = round(left / 60)
    return ngettext("about %(count)s minute", "about %(count)s minutes", minutes) % {"count": minutes}
