"""Networks and their dated settings, logins, members, parties, roles, terms."""
