"""Files the program reads: charts of accounts, catalogues of texts, typefaces, the sample."""
