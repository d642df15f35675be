"""Reading a spreadsheet and deciding what each row would do: pure, nothing is written here."""
