"""Who can help with what: know-how in people's own words, and the search that finds it for a need."""
