"""Cài đặt: who the ward is, who works there, what it broadcasts with."""
