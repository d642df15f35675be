"""Tags that only present: icons, styles, controls, chips, initials, days of waiting, pictures."""

from datetime import date
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kennisruil.shared import pictures
from kennisruil.shell import chips, styles

register = template.Library()


class KeepNode(template.Node):
    """Renders its content once and keeps it, so that a block can stand in the head and in the heading."""

    def __init__(self, *, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> str:
        # What a template renders is already escaped.
        context.dicts[0][self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308  # nosec B308 B703  # escaped by its template
        return ""


@register.tag
def keep(parser: template.base.Parser, token: template.base.Token) -> KeepNode:
    """Keep what lies between ``{% keep name %}`` and ``{% endkeep %}`` under ``name``, writing nothing."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist=nodelist, name=name)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Draw an icon of the sprite; a word always stands beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" icon--{size}" if size else "",
        static("shell/img/icons.svg"),
        name,
    )


@register.simple_tag
def stylesheet() -> str:
    """Give the address of the one style sheet, with its content's digest."""
    return reverse("shell:stylesheet", args=[styles.digest()])


@register.simple_tag
def chip_of(state: str) -> chips.Chip:
    """Give tone, icon and word of a state."""
    return chips.chip_of(state)


_CONTROL_CLASSES = (
    (CheckboxSelectMultiple, "choices"),
    (RadioSelect, "choices"),
    (CheckboxInput, "tick"),
    (FileInput, "control control--file"),
)


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw the input of a form field with our class; hints and errors are tied to it by Django."""
    widget = field.field.widget
    wanted = next((name for kind, name in _CONTROL_CLASSES if isinstance(widget, kind)), "control")
    # Forms of others repeat the label as a placeholder.
    widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs={"class": f"{widget.attrs.get('class', '')} {wanted}".strip()})


@register.filter
def is_group(field: BoundField) -> bool:
    """Tell whether the field is several inputs, which need a fieldset and a legend."""
    return bool(field.field.widget.use_fieldset)


@register.filter
def anchor(field: BoundField) -> str:
    """Give the id of the input to go to from the list of errors: of a group its first."""
    return field.subwidgets[0].id_for_label if is_group(field) and field.subwidgets else field.id_for_label


@register.filter
def is_tick(field: BoundField) -> bool:
    """Tell whether the field is one box to tick, whose label stands beside it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def initials(name: str) -> str:
    """Give at most two initials: ``Fatima El Amrani`` is ``FA``."""
    words = [word for word in name.split() if word]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def tone(name: str) -> int:
    """Give a number from 1 to 6 that stays with the name."""
    return sum(ord(letter) for letter in name) % 6 + 1


@register.filter
def days_until(since_on: date, today: date) -> int:
    """Count the days from ``since_on`` to ``today``, never less than nil."""
    return max((today - since_on).days, 0)


@register.filter
def undo_url(tags: str) -> str:
    """Find the address in a message's extra tags, ``undo:/sessions/…/undo/``, or nothing."""
    return next((tag.removeprefix("undo:") for tag in (tags or "").split() if tag.startswith("undo:")), "")


@register.filter
def drawn(picture: pictures.Picture) -> SafeString:
    """Put a picture's drawings in the page; `shared.pictures` has escaped every word in them."""
    return mark_safe(picture.wide + picture.narrow)  # noqa: S308  # nosec B308 B703  # drawn by our own code from escaped text


@register.simple_tag
def given_received_bars(given: int, received: int) -> dict[str, Any]:
    """Give the lengths, in hundredths, of the two bars on a person's card."""
    longest = max(given, received, 1)
    return {"given": round(100 * given / longest), "received": round(100 * received / longest)}


@register.filter
def paired(columns: list[Any], cells: list[Any]) -> list[tuple[Any, Any]]:
    """Put each cell beside its column."""
    return list(zip(columns, cells, strict=False))


@register.filter
def stays_whole(text: object) -> bool:
    """Tell a number of a document, an account or a telephone, which breaks over no lines, from words."""
    words = str(text)
    is_number = any(sign.isdigit() for sign in words) and (" " not in words or not any(map(str.isalpha, words)))
    return len(words) <= 18 and is_number


@register.filter
def is_text(cell: object) -> bool:
    """Tell plain words and numbers from a cell that is described by a dict."""
    return not isinstance(cell, dict)
