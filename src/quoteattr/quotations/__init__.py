"""What is said: marked stretches, cues, what they report, and who gets which words."""
