"""The baseline of the start: the smallest window PySide6 can show."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

application = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QLabel("yhdistys"))
window.resize(1000, 700)
window.show()
sys.exit(application.exec())
