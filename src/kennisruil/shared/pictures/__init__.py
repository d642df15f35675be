"""Pictures where people would rather look than read: plain geometry that gives SVG, its numbers, and a CSV file."""

from kennisruil.shared.pictures.balance import balance_line
from kennisruil.shared.pictures.bars import ages, given_received, themes
from kennisruil.shared.pictures.flows import pathway_flow, who_gave_to_whom
from kennisruil.shared.pictures.frame import Picture, csv_of
from kennisruil.shared.pictures.grouped import GroupStream, groups_gave
from kennisruil.shared.pictures.strip import months_against_deadline

__all__ = [
    "GroupStream",
    "Picture",
    "ages",
    "balance_line",
    "csv_of",
    "given_received",
    "groups_gave",
    "months_against_deadline",
    "pathway_flow",
    "themes",
    "who_gave_to_whom",
]
