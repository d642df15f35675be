"""The program in a real browser: what people do, read and hear."""
