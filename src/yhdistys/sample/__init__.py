"""The sample association: an invented Finnish association with three fiscal years of books.

``facts`` reads the stored data, ``ledger`` makes the vouchers of all years from them, ``files``
writes the tables an accountant and a treasurer would send, ``association`` imports them into a file
of its own. Everything follows from one seed: two runs give the same vouchers.
"""
