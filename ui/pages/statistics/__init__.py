"""Thống kê: figures that can be asked why, explained, frozen and sent by one press."""
