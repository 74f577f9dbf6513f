"""Forms of Finnish funders, one folder of data for each."""
