"""What people attend, and what they give outside a session: workshops, articles, cases."""
