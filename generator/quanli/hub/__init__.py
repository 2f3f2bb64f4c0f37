"""A hub: several bodies' sites in one, made from the data that they publish; static as they are."""
