"""What the Plan and the notice set: milestones, duties, and the numbers that judging rests on."""
