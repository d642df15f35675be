"""Saying what a statement is about, by who said it or by the office."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kennisruil.matching import actions, queries
from kennisruil.matching.web.know_how import back_to_list, own_or_404
from kennisruil.matching.words import ThemesForm
from kennisruil.shared.web.asking import language_of
from kennisruil.shared.web.pages import member_page, network_of
from kennisruil.shared.web.performing import perform


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def statement_themes(request: HttpRequest, know_how_id: UUID) -> HttpResponse:
    """Show and change the themes of a statement."""
    row = own_or_404(request, know_how_id)
    keys = queries.themes_of(network_id=network_of(request), kind="know_how", ids=[row.pk]).get(row.pk, [])
    initial = dict(zip(("first", "second", "third"), keys, strict=False))
    form = ThemesForm(request.POST or None, initial=initial, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        done = _("That is kept. People find it under these themes now.")
        perform(request, actions.say_themes, done=done, about=("know_how", row.pk), themes=form.themes())
        return back_to_list(request, row)
    status = 422 if form.errors else 200
    return render(request, "matching/statement_themes.html", {"form": form, "row": row}, status=status)
