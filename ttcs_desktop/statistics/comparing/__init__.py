"""Đối chiếu: two reports held against each other, and everything that lies between them."""
