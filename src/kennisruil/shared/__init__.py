"""What every room stands on: ids, amounts, periods, the network scope, actions, mail, files, jobs."""
