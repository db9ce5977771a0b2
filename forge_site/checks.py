"""System checks for what Django cannot know is wrong. Each has an id and a hint."""
