"""The parts of the tab in which an application's budget is made."""
