"""Articles of statutes read into what they provide: sanctions, ranges, time limits, who decides, exemptions."""
