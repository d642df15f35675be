"""What is true of a journal, without a database: lines that balance, a chart, files for accounting packages."""
