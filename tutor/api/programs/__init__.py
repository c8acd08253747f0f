"""Doors for other programs: OpenAI's API and Wyoming."""
