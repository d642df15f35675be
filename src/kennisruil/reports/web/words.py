"""Words for ages and stages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kennisruil.reports.rules import Age

AGES: dict[Age, Promise] = {
    Age.FRESH: _("less than 3 months"),
    Age.SEASON: _("3 to 6 months"),
    Age.HALF_YEAR: _("6 to 12 months"),
    Age.YEAR: _("a year or longer"),
}
STAGES: dict[str, Promise] = {
    "idea": pgettext_lazy("stage of a concept", "Idea"),
    "exploring": pgettext_lazy("stage of a concept", "Exploring"),
    "prototype": pgettext_lazy("stage of a concept", "Prototype"),
    "pilot": pgettext_lazy("stage of a concept", "Pilot"),
    "launch": pgettext_lazy("stage of a concept", "Launch"),
    "growth": pgettext_lazy("stage of a concept", "Growth"),
}
