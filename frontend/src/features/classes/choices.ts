import { told } from "../../shared/i18n/told";
import { json } from "../../shared/wire/http";
import type { Scenario, Schemas } from "../../shared/wire/types";
import { editorApi } from "./editor/api";
import { ownApi } from "./own/api";
import { classesApi, type NewAssignment } from "./api";

/** What can be given, and a name to choose it by. */
export interface Option {
  id: string;
  title: string;
  level: string;
}

type What = Partial<NewAssignment> & Pick<NewAssignment, "kind">;

/** Each kind of thing to do, as it is sent. */
export const CHOICES = {
  scene: (id: string): What => ({ kind: "scene", scene_id: id }),
  points: (_: string, all: string[]): What => ({ kind: "points", points: all }),
  listening: (id: string): What => ({ kind: "exercise", exercise: `listening.${id}` }),
  tasks: (id: string): What => ({ kind: "exercise", exercise: `tasks.${id}` }),
  gaps: (id: string): What => ({ kind: "exercise", exercise: `gaps.${id}` }),
  document: (id: string): What => ({ kind: "text", document_id: id }),
  sample: (id: string): What => ({ kind: "text", sample_id: id }),
  words: (id: string): What => ({ kind: "words", list_id: id }),
  sentences: (id: string): What => ({ kind: "sentences", set_id: id }),
};

export type ChoiceKind = keyof typeof CHOICES;

type Titled = Option & { title: string };

/** What there is of a kind for a class. */
export async function choicesOf(kind: ChoiceKind, room: string): Promise<Option[]> {
  switch (kind) {
    case "scene": {
      const [own, ours] = await Promise.all([editorApi.all(), json<Scenario[]>("/api/scenarios")]);
      return [
        ...own
          .filter(({ class_ids }) => class_ids.includes(room))
          .map(({ scenario_id, title, level }) => ({ id: scenario_id, title, level })),
        ...ours.map((scene) => ({ id: scene.id, title: told(scene, "title").title, level: scene.level_min })),
      ];
    }
    case "points":
      return (await json<Schemas["PointOut"][]>("/api/syllabus")).map((point) => ({
        id: point.id,
        title: told(point, "title").title,
        level: point.level,
      }));
    case "listening":
    case "tasks":
      return json<Titled[]>(`/api/${kind}`);
    case "gaps":
      return json<Titled[]>("/api/gap-texts");
    case "document":
      return json<Titled[]>("/api/documents");
    case "sample":
      return json<Titled[]>("/api/samples");
    case "words":
      return (await classesApi.lists()).map(({ id, title }) => ({ id, title, level: "" }));
    case "sentences":
      return (await ownApi.sets())
        .filter(({ class_ids }) => class_ids.includes(room))
        .map(({ id, title }) => ({ id, title, level: "" }));
  }
}
