"""Delegations, people, visits, stops and their schedule."""
