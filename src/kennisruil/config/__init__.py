"""What holds the rooms together: settings, addresses, wiring, the database server and the command line."""
