import { describe, expect, it } from "vitest";
import { isEcho } from "./echo";

const REPLY =
  "¡Qué bien! A mí me gusta mucho ir al mercado por la mañana. Siempre compro tomates, naranjas y un poco de pan. " +
  "Después tomo un café en la plaza y leo el periódico. ¿Qué compraste tú ayer en el mercado con tu hermana?";

describe("isEcho", () => {
  it.each([
    "Qué bien. A mí me gusta mucho ir al mercado por la mañana.",
    "siempre compro tomates",
    "¿que compraste tu ayer?",
  ])("takes “%s” for the tutor's own", (heard) => expect(isEcho(heard, REPLY)).toBe(true));

  it.each(["usta mucho ir al mer", "cado por la ma", "Después tomo un ca"])("knows “%s” by its whole words", (heard) => {
    expect(isEcho(heard, REPLY)).toBe(true);
  });

  it.each([
    "Siempre compro tomates, maranjas y un poco de pan.", // misheard
    "Después tomo café en la plaza y leo el periódico.", // missing
    "Qué bien. A mí me gusta mucho ir mercado por la mañana.",
  ])("forgives what was misheard or lost in “%s”", (heard) => expect(isEcho(heard, REPLY)).toBe(true));

  it.each([
    "",
    "Leo.",
    "¿La plaza?",
    "¡Qué bien!",
    "A mí no me gusta mucho ir al mercado por la mañana.",
    "No me gusta mucho ir al mercado por la mañana.",
    "A mí me gusta mucho ir al mercado por la tarde.",
    "Pero a mí me gusta mucho ir al mercado por la mañana.",
    "A mí me gusta mucho ir al cine.",
    "¿Siempre compras tomates?",
    "Siempre compra tomates, naranjas y un poco de pan.",
    "Compré tomates, naranjas y un poco de pan.",
    "Ayer fui al mercado con mi hermana y compramos mucha fruta.",
    "¿Tú lees el periódico en la plaza?",
    "Espera, ¿qué es naranjas?",
    "El mercado, la plaza, el periódico.",
    "Un café, por la mañana.",
  ])("leaves “%s” to the learner", (heard) => expect(isEcho(heard, REPLY)).toBe(false));

  it("hears nothing back when nothing is spoken", () => {
    expect(isEcho("A mí me gusta mucho.", "")).toBe(false);
  });
});
