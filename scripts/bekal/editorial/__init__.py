"""What editors ask for: how the work stands, what a translation still lacks, a new page, where a fact is used.

Everything here reads content, asks ``checks`` where that is enough, and gives a report; it prints nothing.
Only ``new_page`` writes, and only ``history`` starts another program: git, to find an earlier text.
"""
