"""Tests of plain sentences."""
