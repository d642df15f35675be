"""Words that the pages of several rooms say: how long something is still to give."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisruil.shared.ages import Age

AGES: dict[Age, Promise] = {
    Age.FRESH: _("less than 3 months"),
    Age.SEASON: _("3 to 6 months"),
    Age.HALF_YEAR: _("6 to 12 months"),
    Age.YEAR: _("a year or longer"),
}
