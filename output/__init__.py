"""What commands print: the terminal, entries read back in words, alerts."""
