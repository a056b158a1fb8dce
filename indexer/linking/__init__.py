"""Entity linking: find names of the gazetteer in a text and decide what each of them is."""
