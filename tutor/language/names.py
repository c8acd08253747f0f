"""The languages a learner may have from home, by their codes: one table for the page, the prompts and the answers."""

from __future__ import annotations

from typing import NamedTuple


class LanguageName(NamedTuple):
    """A language as it is called in Spanish and by its own speakers."""

    spanish: str
    own: str


LANGUAGES: dict[str, LanguageName] = {
    code: LanguageName(spanish, own)
    for code, spanish, own in (
        ("en", "inglés", "English"), ("de", "alemán", "Deutsch"), ("fr", "francés", "Français"),
        ("it", "italiano", "Italiano"), ("pt", "portugués", "Português"), ("nl", "neerlandés", "Nederlands"),
        ("pl", "polaco", "Polski"), ("ru", "ruso", "Русский"), ("uk", "ucraniano", "Українська"),
        ("ar", "árabe", "العربية"), ("tr", "turco", "Türkçe"), ("sv", "sueco", "Svenska"), ("zh", "chino", "中文"),
        ("ja", "japonés", "日本語"), ("ko", "coreano", "한국어"), ("hi", "hindi", "हिन्दी"), ("ro", "rumano", "Română"),
        ("da", "danés", "Dansk"), ("nb", "noruego", "Norsk"), ("no", "noruego", "Norsk"), ("fi", "finés", "Suomi"),
        ("cs", "checo", "Čeština"), ("sk", "eslovaco", "Slovenčina"), ("hu", "húngaro", "Magyar"),
        ("el", "griego", "Ελληνικά"), ("he", "hebreo", "עברית"), ("fa", "persa", "فارسی"), ("bg", "búlgaro", "Български"),
        ("hr", "croata", "Hrvatski"), ("sr", "serbio", "Српски"), ("sl", "esloveno", "Slovenščina"),
        ("lt", "lituano", "Lietuvių"), ("lv", "letón", "Latviešu"), ("et", "estonio", "Eesti"), ("ca", "catalán", "Català"),
        ("eu", "euskera", "Euskara"), ("gl", "gallego", "Galego"), ("vi", "vietnamita", "Tiếng Việt"), ("th", "tailandés", "ไทย"),
        ("id", "indonesio", "Bahasa Indonesia"), ("ms", "malayo", "Bahasa Melayu"), ("tl", "tagalo", "Tagalog"),
        ("fil", "filipino", "Filipino"), ("bn", "bengalí", "বাংলা"), ("ur", "urdu", "اردو"), ("ta", "tamil", "தமிழ்"),
        ("sw", "suajili", "Kiswahili"), ("is", "islandés", "Íslenska"), ("ga", "irlandés", "Gaeilge"), ("es", "español", "Español"),
    )
}  # fmt: skip


def language_name(code: str) -> str:
    """A language's name in Spanish, since the prompts are; a code that nobody knows is named as it is."""
    found = LANGUAGES.get(code)
    return found.spanish if found else code
