"""Slots of the embedded model: each conversation finds its own again."""

from __future__ import annotations

from tutor.llm.base import ChatMessage
from tutor.llm.engines.slots import RECENT_S, Slots


def prompt(*said: str) -> list[ChatMessage]:
    """A conversation in which the learner begins."""
    turns: list[ChatMessage] = [
        {"role": "assistant" if n % 2 else "user", "content": text} for n, text in enumerate(said)
    ]
    return [{"role": "system", "content": "Eres un tutor de español."}, *turns]


def used(slots: Slots, conversation: str, *said: str) -> int:
    slot = slots.take(conversation, prompt(*said))
    assert slot
    slots.give_back(slot)
    return slot.id


def test_conversations_that_begin_alike_keep_a_slot_each() -> None:
    slots = Slots(4)
    ana = used(slots, "ana", "Hola.")
    eva = used(slots, "eva", "Hola.", "¡Hola!", "Soy Eva.")
    assert ana != eva
    assert used(slots, "ana", "Hola.", "Muy bien.", "¿Y tú?") == ana
    assert used(slots, "eva", "Otra cosa.") == eva  # its first message was written anew


def test_what_was_primed_is_where_the_next_conversation_begins() -> None:
    slots = Slots(4)
    primed = used(slots, "")
    assert used(slots, "") == primed
    assert used(slots, "ana", "Hola.") == primed
    assert used(slots, "eva", "Hola.") != primed


def test_requests_without_a_conversation_keep_the_slot_of_their_system_prompt() -> None:
    slots = Slots(4)
    assert used(slots, "", "Corrige: Yo soy veinte años.") == used(slots, "", "Corrige: Me gusta los gatos.")


def test_a_new_prompt_of_a_conversation_is_made_ready_beside_the_old_one() -> None:
    """As when old turns have been summarised: until that is stored, the old prompt is still asked for."""
    slots = Slots(3)
    old = used(slots, "ana", "Hola. " * 20, "¡Hola!", "¿Qué tal?")
    new = used(slots, "ana", "Resumen: saludos.")
    assert new != old
    assert used(slots, "ana", "Hola. " * 20, "¡Hola!", "¿Qué tal?", "Bien.") == old
    assert used(slots, "ana", "Resumen: saludos.", "Bien.", "Adiós.") == new


def test_the_conversation_left_longest_ago_makes_room() -> None:
    now = 0.0
    slots = Slots(3, lambda: now)
    first = []
    for name in ("ana", "eva", "luis"):
        first.append(used(slots, name, f"Soy {name}."))
        now += 1
    used(slots, "ana", "Soy ana.", "Hola.")
    assert used(slots, "inés", "Soy Inés.") == first[1]
    now += RECENT_S + 1
    assert used(slots, "luz", "Soy luis. Perdón, soy Luz.") == first[2]  # begins alike, and was left


def test_one_in_use_is_nobody_elses() -> None:
    slots = Slots(2)
    one, two = slots.take("ana", prompt("Hola.")), slots.take("ana", prompt("Hola."))
    assert one
    assert two
    assert one is not two
    assert slots.take("ana", prompt("Hola.")) is None
    slots.give_back(one)
    assert slots.take("eva", prompt("Otra.")) is one
