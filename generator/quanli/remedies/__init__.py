"""Remedies: what somebody can do against what an item decides, computed from the item, its office and the law of the day."""
