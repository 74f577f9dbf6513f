"""Tables in and out: reading and writing table files, finding headings and columns."""
