"""What is true in billing: pure decisions and values, without a database."""
