"""News by mail: what I want to hear of, and how often."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kennisruil.brokerage import actions, queries
from kennisruil.brokerage.rules.alerts import LONGEST_WORDS
from kennisruil.brokerage.web.member_words import tabs_of_giving
from kennisruil.matching.rules.theming import name_of_theme
from kennisruil.matching.words import theme_choices
from kennisruil.shared.web.asking import drawn_id, language_of, my_id, row_or_404
from kennisruil.shared.web.pages import member_page, network_of
from kennisruil.shared.web.performing import perform


class NewsForm(forms.Form):
    """A theme or own words, of what, and how often."""

    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    words = forms.CharField(
        label=gettext_lazy("Or in your own words"),
        help_text=gettext_lazy("For example: bicycles, repairing and riding them."),
        max_length=LONGEST_WORDS,
        required=False,
    )
    about = forms.ChoiceField(
        label=gettext_lazy("Tell me of"),
        choices=[
            ("both", gettext_lazy("Questions and offers")),
            ("needs", gettext_lazy("Questions: I may be able to help")),
            ("offers", gettext_lazy("Offers: I may need it")),
        ],
        widget=forms.RadioSelect,
        initial="both",
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=[
            ("weekly", gettext_lazy("Once a week, together")),
            ("now", gettext_lazy("At once, one mail for each")),
        ],
        widget=forms.RadioSelect,
        initial="weekly",
    )

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = theme_choices(language, none_text=_("no theme: my own words"))
        self.fields["theme"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("theme")) == bool(given.get("words", "").strip()) and not self.errors:
            self.add_error("words", _("Choose a theme, or write a few words: one of the two."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def my_news(request: HttpRequest) -> HttpResponse:
    """Show what I hear of, and add to it."""
    language = language_of(request)
    initial = {"theme": request.GET.get("theme", ""), "about": "both", "rhythm": "weekly"}
    form = NewsForm(request.POST or None, initial=initial, language=language)
    if request.method == "POST" and form.is_valid():
        added = perform(
            request,
            actions.want_news,
            done=_("You hear of it by mail. Each mail has a link to stop it."),
            id=drawn_id(request),
            member_id=my_id(request),
            language=language,
            **form.cleaned_data,
        )
        if added:
            return redirect("brokerage:my_news")
    rows = queries.alerts_of(network_id=network_of(request), member_id=my_id(request))
    context: dict[str, Any] = {
        "form": form,
        "id": drawn_id(request),
        "rows": [{"alert": row, "name": name_of_theme(row.theme, language) or row.words} for row in rows],
        "tabs": tabs_of_giving("news"),
        "has_mail": bool(request.member.email),  # type: ignore[attr-defined]  # set by the shell
    }
    return render(request, "brokerage/my_news.html", context, status=422 if form.errors else 200)


@require_POST
@member_page
def change(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Hear of it no longer, or in another rhythm."""
    row = row_or_404(request, queries.alert_by_id, alert_id=alert_id)
    if row.member_id != my_id(request):
        raise Http404
    if request.POST.get("what") == "end":
        perform(request, actions.end_news, done=_("You hear of it no longer."), alert_id=row.pk)
    else:
        rhythm = request.POST.get("what", "")
        perform(request, actions.change_rhythm, done=_("That is kept."), alert_id=row.pk, rhythm=rhythm)
    return redirect("brokerage:my_news")
