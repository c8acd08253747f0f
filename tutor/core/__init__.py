"""What every room stands on: settings, errors, levels, queues, limits, logs."""
