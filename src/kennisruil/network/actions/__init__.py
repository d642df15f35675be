"""Writes of the network room, a file per noun."""

from kennisruil.network.actions.acting import NotActing, act_for, stop_acting
from kennisruil.network.actions.facts import change_facts
from kennisruil.network.actions.invitation import EmailMissing, send_invitation, welcome_member
from kennisruil.network.actions.login import (
    EmailTaken,
    LastOffice,
    change_language,
    change_roles,
    deactivate_login,
    give_login,
)
from kennisruil.network.actions.member import (
    ask_to_leave,
    change_member,
    invite_member,
    member_leaves,
    say_how_to_reach,
    stay_after_all,
)
from kennisruil.network.actions.network import EPOCH, SlugTaken, found_network
from kennisruil.network.actions.party import change_party, join_party, party_leaves
from kennisruil.network.actions.setting import SettingFixed, change_setting
from kennisruil.network.actions.sign_in import enter_by_link, sign_in_link
from kennisruil.network.actions.taking_back import (
    take_back_acting,
    take_back_facts,
    take_back_members,
    take_back_parties,
)
from kennisruil.network.actions.terms import TermsUnknown, agree, end_agreement, publish_terms

__all__ = [
    "EPOCH",
    "EmailMissing",
    "EmailTaken",
    "LastOffice",
    "NotActing",
    "SettingFixed",
    "SlugTaken",
    "TermsUnknown",
    "act_for",
    "agree",
    "ask_to_leave",
    "change_facts",
    "change_language",
    "change_member",
    "change_party",
    "change_roles",
    "change_setting",
    "deactivate_login",
    "end_agreement",
    "enter_by_link",
    "found_network",
    "give_login",
    "invite_member",
    "join_party",
    "member_leaves",
    "party_leaves",
    "publish_terms",
    "say_how_to_reach",
    "send_invitation",
    "sign_in_link",
    "stay_after_all",
    "stop_acting",
    "take_back_acting",
    "take_back_facts",
    "take_back_members",
    "take_back_parties",
    "welcome_member",
]
