"""How the network is doing: figures and pictures for the office, each with what to do next."""
