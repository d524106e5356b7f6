"""Hold quotes to the figures they carry, and to the text of their sources: `lock` is the way in."""
