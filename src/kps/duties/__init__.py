"""Obligations: what is owed by a day, each worked out once for rules, agendas, calendar and figures."""
