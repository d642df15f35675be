"""Who answers what: the one place where questions of lower rooms meet the answers of higher ones."""


def wire() -> None:
    """Register every answer; called once, when the apps are ready."""
