"""What people mean in Teams, piece by piece."""
