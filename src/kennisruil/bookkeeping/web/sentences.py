"""What people read when this room refuses: it foresees no refusal of its own, so there is nothing to register yet."""
