"""OpenAI's Realtime API over a WebSocket: a conversation with the tutor for programs that speak and listen."""
