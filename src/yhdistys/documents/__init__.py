"""Reports as values (``document``), what they are built from (``context``), files (``render``)."""
