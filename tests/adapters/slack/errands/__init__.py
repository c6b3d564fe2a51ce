"""What people want and how it is done, room by room."""
