"""The pure part of grants: forms, answers, conditions, budgets of applications, funders' rules."""
