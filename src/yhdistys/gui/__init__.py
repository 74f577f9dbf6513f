"""The desktop: the window, its kit and its pages."""
