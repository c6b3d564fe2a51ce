"""Tests of the database history."""
