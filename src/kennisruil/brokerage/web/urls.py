"""Addresses of the brokerage room."""

from django.urls import path

from kennisruil.brokerage.web import (
    details,
    give_back,
    judged,
    member_needs,
    office_needs,
    pauses,
    public,
    referrals,
    rounds,
    sentences,
    sessions,
)

assert sentences, "imported for what it registers"
app_name = "brokerage"

urlpatterns = [
    path("help/", member_needs.my_needs, name="my_needs"),
    path("help/ask/", member_needs.ask, name="ask"),
    path("needs/", office_needs.needs, name="needs"),
    path("needs/judged/", judged.judged, name="judged"),
    path("needs/<uuid:need_id>/judge/", judged.judge, name="judge"),
    path("needs/<uuid:need_id>/avoid/", judged.avoid, name="avoid"),
    path("needs/<uuid:need_id>/", member_needs.need, name="need"),
    path("needs/<uuid:need_id>/change/", member_needs.change_need, name="change_need"),
    path("needs/<uuid:need_id>/withdraw/", member_needs.withdraw_need, name="withdraw_need"),
    path("needs/<uuid:need_id>/promise/", member_needs.promise, name="promise"),
    path("needs/<uuid:need_id>/offer/", member_needs.offer, name="offer"),
    path("needs/<uuid:need_id>/list/", office_needs.list_candidate, name="list_candidate"),
    path("needs/<uuid:need_id>/next/", office_needs.ask_next, name="ask_next"),
    path("needs/<uuid:need_id>/refer/", office_needs.refer, name="refer"),
    path("needs/<uuid:need_id>/arrange/", office_needs.arrange, name="arrange"),
    path("proposals/<uuid:proposal_id>/", member_needs.proposal, name="proposal"),
    path("proposals/<uuid:proposal_id>/move/", office_needs.move_candidate, name="move_candidate"),
    path("sessions/", sessions.my_sessions, name="my_sessions"),
    path("sessions/calendar/", sessions.calendar, name="calendar"),
    path("sessions/details/", details.my_details, name="my_details"),
    path("sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("sessions/<uuid:session_id>/move/", sessions.move, name="move_session"),
    path("sessions/<uuid:session_id>/outcome/", sessions.outcome, name="outcome"),
    path("sessions/<uuid:session_id>/feedback/", sessions.feedback, name="feedback"),
    path("sessions/<uuid:session_id>/do/<slug:verb>/", sessions.act, name="act"),
    path("referrals/<uuid:referral_id>/", referrals.referral, name="referral"),
    path("referrals/<uuid:referral_id>/card/", referrals.card_file, name="referral_card"),
    path("referrals/<uuid:referral_id>/answer/", referrals.answer, name="referral_said"),
    path("referrals/<uuid:referral_id>/outcome/", referrals.outcome, name="referral_outcome"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/open/", rounds.open_round, name="open_round"),
    path("rounds/<uuid:round_id>/", rounds.exchange_round, name="round"),
    path("rounds/<uuid:round_id>/close/", rounds.close, name="close_round"),
    path("rounds/links/<uuid:link_id>/", rounds.decide, name="decide_link"),
    path("give-back/pause/", pauses.my_pause, name="my_pause"),
    path("give-back/pause/<uuid:member_id>/", pauses.pause_of, name="pause_of"),
    path("give-back/", give_back.give_back, name="give_back"),
    path("answer/proposal/<str:token>/", public.answer_proposal, name="answer_proposal"),
    path("answer/referral/<str:token>/", referrals.answer_referral, name="answer_referral"),
    path("answer/session/<str:token>/", public.answer_session, name="answer_session"),
    path("answer/details/<str:token>/", public.answer_details, name="answer_details"),
]
