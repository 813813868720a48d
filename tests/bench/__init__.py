"""Measurements, run by hand or by make; never part of the tests."""
