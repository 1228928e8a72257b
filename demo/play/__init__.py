"""The Feiteng case, played from outside: a product of its own on throw-away data, and REST clients
of its departments.
"""
