"""The JSON of speech recognisers becomes captions."""
