import { GENDER_SIGNS, regionName } from "../../../shared/i18n/voiceNames";
import { percent } from "../../../shared/i18n/format";
import { strings } from "../strings";
import type { Model } from "./api";

/** What a model is called on the page. */
export function nameOf({ kind, engine, name, about }: Model): string {
  if (kind === "tts") {
    const [region = "", gender = ""] = about.split(", ");
    return [name, regionName(region), GENDER_SIGNS[gender]].filter(Boolean).join(" · ");
  }
  if (kind === "stt") return name.replace(/^whisper-/, "Whisper ").replaceAll("-", " ");
  return engine === "ollama" || about === "" ? name : (about.split(":")[0] ?? name);
}

/** How it does on this computer, in a sentence. */
export function suitsText({ suits, measured, heard, expected }: Model): string {
  const text = strings.models;
  const told = text.suits[suits];
  if (heard) return `${told} ${text.heard(heard.factor, percent(heard.right))}`;
  if (measured) {
    return `${told} ${text.measured(measured.tokens_per_s, measured.first_token_s, percent(measured.spanish))}`;
  }
  return expected !== null && suits.startsWith("expected") ? `${told} ${text.expected(expected)}` : told;
}
