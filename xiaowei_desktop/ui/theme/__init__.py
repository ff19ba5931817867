"""How the program looks: tokens, and everything that is made from them."""
