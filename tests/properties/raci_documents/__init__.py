"""Writes matrices as documents of many kinds, and says how each must be read: helpers of the property tests."""
