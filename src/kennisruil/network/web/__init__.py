"""Pages of the network room: signing in, my profile, people and parties, the network's decisions."""
