"""Conversations, their turns and what is heard and said in them, over HTTP and WebSocket."""
