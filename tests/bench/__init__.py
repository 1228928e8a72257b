"""`make bench`: what the product promises in numbers, each measured beside what is required.

A module here declares entries with ``@entry``; real data lie in the folder that
``JIEPAI_BENCH_DATA`` names, and what needs them is skipped with a sentence where they are absent.
"""
