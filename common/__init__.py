"""The closed kernel: errors, audit, jobs, locks, messages, change log, API base. It names no domain
noun.
"""
