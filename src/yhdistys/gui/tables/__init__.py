"""Tables of the window: columns declared once, three models, one view."""
