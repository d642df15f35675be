"""Pages of the pathway room: concepts, their owners, who works on them, their stage."""
