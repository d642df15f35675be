"""A bank under fire: clients that retry and log what was acknowledged, while they, the server and its children die."""
