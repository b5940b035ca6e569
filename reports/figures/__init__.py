"""What reports are made from: the store's figures, one area told whole, a figure's numbers, the day."""
