"""Drills: a syllabus as data, items that are right by construction, their grading, placement."""
