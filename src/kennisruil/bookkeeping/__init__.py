"""The euro journal, its chart of accounts, and the road from there to accounting packages."""
