"""The year as web pages: one for a council or a district, a folder of them for more."""
