"""What a network, a party and a person are: known kinds, dated decisions, checked numbers. No Django."""

from kennisruil.network.rules.data import DataAnswer, data_answers
from kennisruil.network.rules.dated import Dated, in_force
from kennisruil.network.rules.facts import (
    FACT_NAMES,
    NumberRefused,
    PartyFactsInput,
    checked_facts,
    missing_facts,
    normal_number,
)
from kennisruil.network.rules.kinds import PARTY_KINDS, TERMS_KINDS, TERMS_OF_PARTIES, VAT_KINDS, terms_of_parties
from kennisruil.network.rules.reaching import Ways, ways_to_reach
from kennisruil.network.rules.settings import (
    SettingKind,
    SettingRefused,
    SettingUnknown,
    checked_setting,
    kind_of_setting,
    setting_kinds,
    shipped_on,
    shipped_settings,
)
from kennisruil.network.rules.tables import TableAnswer, table_answers
from kennisruil.network.rules.terms import ShippedText, shipped_terms
from kennisruil.network.rules.weight import Weight, WeightAnswer, weight_answers

__all__ = [
    "FACT_NAMES",
    "PARTY_KINDS",
    "TERMS_KINDS",
    "TERMS_OF_PARTIES",
    "VAT_KINDS",
    "DataAnswer",
    "Dated",
    "NumberRefused",
    "PartyFactsInput",
    "SettingKind",
    "SettingRefused",
    "SettingUnknown",
    "ShippedText",
    "TableAnswer",
    "Ways",
    "Weight",
    "WeightAnswer",
    "checked_facts",
    "checked_setting",
    "data_answers",
    "in_force",
    "kind_of_setting",
    "missing_facts",
    "normal_number",
    "setting_kinds",
    "shipped_on",
    "shipped_settings",
    "shipped_terms",
    "table_answers",
    "terms_of_parties",
    "ways_to_reach",
    "weight_answers",
]
