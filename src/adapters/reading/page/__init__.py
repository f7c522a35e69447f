"""From bytes on a page to clean lines: lines, page furniture, footnotes, marks, joining."""
