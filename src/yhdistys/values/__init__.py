"""Pure words that every area uses: money, periods, fields, dated values, expressions, findings.

No database, no files, no clock.
"""
