"""The law over tables: conditions as gates on bits, a block of scenarios at a time."""
