"""Addresses of the office room."""

from django.urls import path

from kennisruil.office.web import giving, leaving, mails, more, people, sentences, todo

assert sentences, "imported for what it registers"
app_name = "office"

urlpatterns = [
    path("todo/", todo.todo, name="todo"),
    path("people/", people.people, name="people"),
    path("people/<uuid:member_id>/", people.person, name="person"),
    path("people/<uuid:member_id>/left/", leaving.left, name="left"),
    path("profile/leave/", leaving.leave, name="leave"),
    path("still-to-give/", giving.still_to_give, name="still_to_give"),
    path("mails/", mails.mails, name="mails"),
    path("mails/<uuid:mail_id>/", mails.mail, name="mail"),
    path("mails/<uuid:mail_id>/doubt/", mails.settle_doubt, name="mail_doubt"),
    path("mails/<uuid:mail_id>/files/<uuid:file_id>/", mails.mail_file, name="mail_file"),
    path("more/", more.more, name="more"),
]
