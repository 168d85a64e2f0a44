"""M: meetings, their cases, their actions and the year of them (section 4.1 of the guideline)."""
