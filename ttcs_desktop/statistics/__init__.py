"""Figures that come out of daily work, can be asked "why?", and are frozen as they were sent."""
