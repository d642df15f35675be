"""Pages that show several rooms together: what waits, a person, who still has to give."""
