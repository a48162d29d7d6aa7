"""Texts on public notice boards: which item hangs or runs on which board, from when to when."""
