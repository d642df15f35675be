"""Home, public pages, the network's colours and the page of parts."""
