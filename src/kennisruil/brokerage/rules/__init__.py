"""What is true of needs, lists and sessions: pure decisions, no Django."""
