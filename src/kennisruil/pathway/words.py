"""Words of this room that pages of higher rooms say too: the stages of a concept."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

STAGES: dict[str, Promise] = {
    "idea": pgettext_lazy("stage of a concept", "Idea"),
    "exploring": pgettext_lazy("stage of a concept", "Exploring"),
    "prototype": pgettext_lazy("stage of a concept", "Prototype"),
    "pilot": pgettext_lazy("stage of a concept", "Pilot"),
    "launch": pgettext_lazy("stage of a concept", "Launch"),
    "growth": pgettext_lazy("stage of a concept", "Growth"),
    "stopped": pgettext_lazy("stage of a concept", "Stopped"),
}
