"""From a need to a session held: needs, candidates, proposals, sessions, referrals."""
