"""The demo company Feiteng: made by rule from a seed, so that two loads on one day give the same
company.
"""
