"""The command line: asks, calls the library, shows; one module for each group of commands."""
