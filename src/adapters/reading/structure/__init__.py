"""From clean lines to elements: masthead, preamble, operative paragraphs, annexes, closing."""
