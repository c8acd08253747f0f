"""What answers, hears and speaks here, and what better could."""
