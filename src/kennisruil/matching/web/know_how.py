"""What people can do, in and outside their job: told by themselves, or by the office for them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kennisruil.matching import actions, queries
from kennisruil.matching.models import KnowHow
from kennisruil.matching.words import theme_tags
from kennisruil.network import queries as network
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from kennisruil.shared.languages import LANGUAGE_NAMES
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.web.asking import language_of, my_id, row_or_404, write_as
from kennisruil.shared.web.pages import is_office, member_page, network_of, office_page
from kennisruil.shared.web.performing import perform
from kennisruil.shared.web.sentences import sentence_for

# What a choice of the form means: kind, and whether it belongs to the job.
_KINDS = {
    "job": ("skill", True),
    "outside": ("skill", False),
    "role": ("role", False),
    "offer": ("offer", False),
    "wish": ("wish", False),
}


class KnowHowForm(forms.Form):
    """One thing somebody can do."""

    text = forms.CharField(
        label=gettext_lazy("What can you do?"),
        help_text=gettext_lazy(
            "One thing, in your own words. Name what you did: “I keep the books of our football club.”"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    where = forms.ChoiceField(
        label=gettext_lazy("Where does it come from?"),
        choices=[
            ("job", gettext_lazy("In my job")),
            ("outside", gettext_lazy("Outside my job: a club, a hobby, at home, before")),
            ("role", gettext_lazy("A role I have or had: chair, treasurer, coach, captain")),
            ("offer", gettext_lazy("I gladly offer this to others here")),
            ("wish", gettext_lazy("This I would like to learn")),
        ],
        widget=forms.RadioSelect,
        initial="job",
    )
    language = forms.ChoiceField(label=gettext_lazy("Written in"), choices=LANGUAGE_NAMES)
    readers = forms.ChoiceField(
        label=gettext_lazy("Who may read it?"),
        choices=[
            ("members", gettext_lazy("Everybody in the network")),
            ("office", gettext_lazy("Only the office, which may still ask me")),
        ],
        widget=forms.RadioSelect,
        initial="members",
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def my_know_how(request: HttpRequest) -> HttpResponse:
    """Show and add what I can do."""
    return _page(request, request.member, back=reverse("matching:my_know_how"))  # type: ignore[attr-defined]  # set by the shell


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def know_how_of(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Show and add what somebody told the office."""
    member = row_or_404(request, network.member_by_id, member_id=member_id)
    return _page(request, member, back=reverse("matching:know_how_of", args=[member_id]))


def _page(request: HttpRequest, member: Member, *, back: str) -> HttpResponse:
    initial = {"language": language_of(request), "where": "job", "readers": "members"}
    form = KnowHowForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _told(request, form, member):
        return redirect(back)
    rows = queries.know_how_of(network_id=network_of(request), member_id=member.pk)
    themes = queries.themes_of(network_id=network_of(request), kind="know_how", ids=[row.pk for row in rows])
    for row in rows:
        row.tags = theme_tags(themes.get(row.pk, []), language_of(request))  # type: ignore[attr-defined]  # to show
    context = {
        "form": form,
        "person": member,
        "is_own": member.pk == my_id(request),
        "groups": [(title, own) for title, own in _groups(rows) if own],
    }
    return render(request, "matching/know_how.html", context, status=422 if form.errors else 200)


def _groups(rows: list[KnowHow]) -> list[tuple[str, list[KnowHow]]]:
    return [
        (_("In the job"), [row for row in rows if row.kind == "skill" and row.is_in_job]),
        (_("Outside the job"), [row for row in rows if row.kind == "skill" and not row.is_in_job]),
        (_("Roles"), [row for row in rows if row.kind == "role"]),
        (_("Gladly offered"), [row for row in rows if row.kind == "offer"]),
        (_("Would like to learn"), [row for row in rows if row.kind == "wish"]),
    ]


def _told(request: HttpRequest, form: KnowHowForm, member: Member) -> bool:
    kind, is_in_job = _KINDS[form.cleaned_data["where"]]
    values: dict[str, Any] = {name: form.cleaned_data[name] for name in ("text", "language")}
    values["readers"] = form.cleaned_data["readers"] or "members"
    try:
        actions.tell_know_how(
            id=new_id(), member_id=member.pk, kind=kind, is_in_job=is_in_job, **values, **write_as(request)
        )
    except Refusal as refusal:
        form.add_error("text", sentence_for(refusal))
        return False
    messages.success(request, _("Thank you. People who look for this find it now."))
    return True


def own_or_404(request: HttpRequest, know_how_id: UUID) -> KnowHow:
    """Give a statement that who asks said, or any to the office; to others it is as if it did not exist."""
    row = row_or_404(request, queries.know_how_by_id, know_how_id=know_how_id)
    if row.member_id != my_id(request) and not is_office(request):
        raise Http404
    return row


def back_to_list(request: HttpRequest, row: KnowHow) -> HttpResponse:
    """Go back to what its owner can do."""
    if row.member_id == my_id(request):
        return redirect("matching:my_know_how")
    return redirect("matching:know_how_of", row.member_id)


@require_POST
@member_page
def withdraw(request: HttpRequest, know_how_id: UUID) -> HttpResponse:
    """Take a statement away; the message offers to undo it."""
    row = own_or_404(request, know_how_id)
    actions.withdraw_know_how(know_how_id=row.pk, **write_as(request))
    undo = reverse("matching:restore", args=[row.pk])
    messages.success(request, _("It is taken away."), extra_tags=f"undo:{undo}")
    return back_to_list(request, row)


@require_POST
@member_page
def show(request: HttpRequest, know_how_id: UUID) -> HttpResponse:
    """Say who may read a statement."""
    row = own_or_404(request, know_how_id)
    perform(request, actions.change_readers, know_how_id=row.pk, readers=request.POST.get("readers", ""))
    return back_to_list(request, row)


@require_POST
@member_page
def restore(request: HttpRequest, know_how_id: UUID) -> HttpResponse:
    """Bring a statement back."""
    row = own_or_404(request, know_how_id)
    actions.restore_know_how(know_how_id=row.pk, **write_as(request))
    return back_to_list(request, row)
