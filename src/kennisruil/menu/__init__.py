"""The menu card: what each service costs or earns in coins, from a day on."""
