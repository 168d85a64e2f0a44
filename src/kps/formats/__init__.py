"""A paper's Markdown made into what people send: HTML, PDF, DOCX; and meetings into calendars."""
