"""How long work still takes, from what was seen of it."""

from django.test import RequestFactory
from django.utils import translation

from kennisruil.shared import clock
from kennisruil.shared.web.pace import paced


def test_a_bar_says_how_long_it_takes_once_its_speed_was_seen() -> None:
    since = str(int(clock.now().timestamp()) - 30)
    first = RequestFactory().get("/bar/")
    later = RequestFactory().get("/bar/", {"step": "doing", "since": since, "from": "10"})

    with translation.override("nl"):
        begun = paced(first, path="/bar/", done=10, total=100, step="doing")
        goes_on = paced(later, path="/bar/", done=20, total=100, step="doing")
        nearly = paced(later, path="/bar/", done=98, total=100, step="doing")
        next_step = paced(later, path="/bar/", done=1, total=100, step="after")

    assert (begun["left"], goes_on["left"], nearly["left"]) == (
        "",
        "nog ongeveer 4 minuten",
        "nog minder dan een minuut",
    )
    assert goes_on["url"] == f"/bar/?step=doing&since={since}&from=10"
    assert next_step["left"] == ""
