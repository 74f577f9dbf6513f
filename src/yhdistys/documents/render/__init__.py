"""Documents into files: workbooks, PDF, CSV."""
