"""Needs by theme: the office's overview of what is asked and who can, and what one need is about."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisruil.brokerage import queries
from kennisruil.brokerage.queries.directory import FieldCount
from kennisruil.brokerage.web.asking import need_or_404
from kennisruil.matching import actions as matching_actions
from kennisruil.matching import queries as matching
from kennisruil.matching.rules.theming import name_of_theme
from kennisruil.matching.words import ThemesForm
from kennisruil.shared.pictures import Picture, csv_of, themes
from kennisruil.shared.web.asking import language_of
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.performing import perform

# More bars than this nobody reads; the table below has them all.
_BARS = 12


@require_safe
@office_page
def theme_overview(request: HttpRequest) -> HttpResponse:
    """Show open needs and people who can, by theme."""
    language = language_of(request)
    found, unthemed = queries.theme_overview(network_id=network_of(request))
    picture = need_map(found, language=language)
    if "csv" in request.GET:
        return HttpResponse(csv_of(picture), content_type="text/csv; charset=utf-8")
    groups = [
        {
            "name": field.names[language],
            "themes": [
                {
                    "key": theme.key,
                    "name": name_of_theme(theme.key, language),
                    "needs": theme.needs,
                    "people": theme.people,
                }
                for theme in sorted(field.themes, key=lambda theme: (-theme.needs, -theme.people, theme.key))
            ],
        }
        for field in sorted(found, key=lambda field: (-field.needs, -field.people, field.key))
    ]
    context = {"groups": groups, "picture": picture, "unthemed": unthemed}
    return render(request, "brokerage/theme_overview.html", context)


def need_map(found: list[FieldCount], *, language: str) -> Picture:
    """Draw what is asked most beside who can; the title names what is asked and nobody can, or asked most."""
    counts = [theme for field in found for theme in field.themes if theme.needs]
    counts.sort(key=lambda theme: (-theme.needs, theme.people, theme.key))
    bars = [(name_of_theme(theme.key, language), theme.needs, theme.people) for theme in counts[:_BARS]]
    lacking = [name_of_theme(theme.key, language) for theme in counts if not theme.people]
    if lacking:
        title = _("Asked for, and nobody says that they can: %(theme)s") % {"theme": lacking[0]}
    elif bars:
        title = _("Most asked for: %(theme)s") % {"theme": bars[0][0]}
    else:
        title = _("No open question carries a theme yet")
    head = (_("Theme"), _("Open questions"), _("People who can"))
    return themes(key="need-map", title=title, needs=bars, head=head)


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def need_themes(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Say what a need is about; from then on the program suggests nothing for it."""
    need = need_or_404(request, need_id)
    keys = matching.themes_of(network_id=need.network_id, kind="need", ids=[need.pk]).get(need.pk, [])
    initial = dict(zip(("first", "second", "third"), keys, strict=False))
    form = ThemesForm(request.POST or None, initial=initial, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        done = _("That is kept.")
        perform(request, matching_actions.say_themes, done=done, about=("need", need.pk), themes=form.themes())
        return redirect("brokerage:need", need.pk)
    context = {"form": form, "need": need, "back_url": reverse("brokerage:need", args=[need.pk])}
    return render(request, "brokerage/need_themes.html", context, status=422 if form.errors else 200)
