"""What a new site opens with, so that it looks complete on the first day."""
