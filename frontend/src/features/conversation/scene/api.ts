import { json } from "../../../shared/wire/http";
import type { Schemas } from "../../../shared/wire/types";

/** Where a conversation stands in its scene. */
export type Scene = Schemas["SceneOut"];
export type Goal = Schemas["GoalOut"];
/** What a conversation was worth. */
export type Debrief = Schemas["DebriefOut"];
/** Why a scene is suggested. */
export type Why = Schemas["NextOut"]["why"];

const conversation = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;

export const sceneApi = {
  read: (conversationId: string) => json<Scene>(`${conversation(conversationId)}/scene`),
  /** Leaves a conversation, and tells what it was worth; a turn reopens it. */
  close: (conversationId: string) => json<Debrief>(`${conversation(conversationId)}/close`, "POST"),
  /** The sound of a sentence that belongs to a scene. */
  speechUrl: (scenarioId: string, text: string): string =>
    `/api/scenarios/${encodeURIComponent(scenarioId)}/speech?text=${encodeURIComponent(text)}`,
};
