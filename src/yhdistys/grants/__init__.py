"""Grants: funders' forms as data, applications, and later decisions, allocations and reports."""
