"""New records and new registers as texts: functions of a register and a day, that guide whoever fills them in."""
