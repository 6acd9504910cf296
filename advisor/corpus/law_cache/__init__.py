"""The law kept between starts, under a key of the files and the program that read them."""
