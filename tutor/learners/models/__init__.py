"""What answers, hears and speaks here, and what better could: fetched, tried, compared and removed while the tutor runs."""
