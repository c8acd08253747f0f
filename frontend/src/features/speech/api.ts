import { withSpeed } from "../../shared/audio/speech";
import { EVENT_STREAM, fetchOk, json, recordingForm } from "../../shared/wire/http";
import type { Schemas } from "../../shared/wire/types";

/** A word of a text as it was pronounced; `score` below ½ means that a sound was missed, null that nothing can be told. */
export type SpokenWord = Schemas["SpokenWordOut"];
/** A word as it is said, where it stands in its text (code points), and when it is heard, in seconds. */
export type HeardWord = Schemas["HeardWord"];
/** The pitch at a moment, in semitones from the speaker's median. */
export type PitchPoint = Schemas["PitchOut"];
/** How a sentence was said, in seconds from its first word. */
export type Prosody = Schemas["ProsodyOut"];
/** What differs between a take and its model; `word` is the number of the word it is about. */
export type ShadowFinding = Schemas["FindingOut"];
/** A sentence said after the tutor, laid beside the tutor's; `aligned` is the take's pitch at the model's words. */
export type Shadowed = Schemas["ShadowOut"];

const message = (id: string): string => `/api/messages/${encodeURIComponent(id)}`;
export const speechUrl = (messageId: string, speed: number): string => withSpeed(`${message(messageId)}/speech`, speed);

export const speechApi = {
  wordUrl: (text: string): string => `/api/words/${encodeURIComponent(text)}/speech`,
  /** `speech` is the address of what is said. */
  words: (speech: string, speed: number, signal: AbortSignal) =>
    fetchOk(withSpeed(`${speech}/words`, speed), { signal, headers: EVENT_STREAM }),
  pronunciation: async (take: Blob, text: string) => {
    const form = recordingForm(take);
    form.append("text", text);
    return json<Schemas["PronunciationOut"]>("/api/pronunciation", "POST", form);
  },
  shadow: (messageId: string, sentence: number, speed: number, take: Blob) => {
    const form = recordingForm(take);
    form.append("sentence", String(sentence));
    if (speed !== 1) form.append("speed", String(speed));
    return json<Shadowed>(`${message(messageId)}/shadow`, "POST", form);
  },
};
