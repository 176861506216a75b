"""The stick: what it is, writing an edition to it so that pulling it out breaks nothing, saying what it is worth."""
