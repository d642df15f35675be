"""What the pages of this room show: lists and sums, prepared in a fixed number of queries."""
