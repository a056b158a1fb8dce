"""Files that hold other files: archives, mail, web crawls. Each gives its members, which are read
by the same readers as files of the disk."""
