"""The peers we measure ourselves against, each installed from the package index in an environment of its own."""
