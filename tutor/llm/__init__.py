"""Language model engines behind one small protocol."""
