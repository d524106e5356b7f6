"""The live preview: watch the data, build again at each change, and show the page in a browser of this machine."""
