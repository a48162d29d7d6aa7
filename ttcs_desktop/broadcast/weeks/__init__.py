"""Weeks made from weeks: copied, made by a template, shifted."""
