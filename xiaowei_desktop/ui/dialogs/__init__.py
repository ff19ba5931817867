"""Boxes that ask for something: a file, a reason, a figure, the go-ahead."""
