"""Text normalization: what is written in signs, numerals and shortened words, as it is read aloud.

`markup` takes away what is only for the eye; `verbalize` goes once through the tokens that are left, asks the classes of
what can begin there (number, ordinal, roman numeral, money, measure, date, time, telephone, address, initial, acronym,
foreign word …) in turn, and puts the words of the first that knows it; `punctuation` keeps the pauses that are heard.
"""
