"""Ways out that rules offer, where more than one rule offers them or a rule offers many."""
