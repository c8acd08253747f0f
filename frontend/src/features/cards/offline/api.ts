import { json } from "../../../shared/wire/http";
import type { Schemas } from "../../../shared/wire/types";

/** Cards and exercises to take along, with how they are answered. */
export type Deck = Schemas["DeckOut"];
export type AnswerKey = Schemas["KeyOut"];
/** What was done here while the tutor could not be reached. */
export type Kept = Schemas["KeptIn"];
/** What the server takes at once. */
export const MOST_AT_ONCE = 500;

export const offlineApi = {
  deck: () => json<Deck>("/api/offline/deck"),
  bringBack: (kept: Kept[]) =>
    json<Schemas["MergedOut"]>("/api/offline/kept", "POST", { sent_at: new Date().toISOString(), kept }),
};
