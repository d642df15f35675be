"""View base: who is asking, pages that refuse politely, sentences for foreseen refusals."""
