import { json } from "../../shared/wire/http";
import type { Schemas } from "../../shared/wire/types";
import type { Door } from "../classes/api";

export type Platform = Schemas["PlatformOut"];
export type Platforms = Schemas["PlatformsOut"];
export type NewPlatform = Schemas["PlatformIn"];

const one = (id: string): string => `/api/lti/platforms/${encodeURIComponent(id)}`;

export const coursesApi = {
  lookIn: (token: string) => json<Door>(`/api/lti/door?token=${encodeURIComponent(token)}`),
  join: (token: string, consent: boolean) => json<Schemas["CameInOut"]>("/api/lti/door", "POST", { token, consent }),
  picking: (token: string) => json<Schemas["PickingOut"]>(`/api/lti/picking?token=${encodeURIComponent(token)}`),
  /** The page that takes a choice back to the platform. */
  picked: (token: string, assignment: string): string =>
    `/api/lti/picked?${new URLSearchParams({ token, assignment_id: assignment })}`,
  again: (state: string): string => `/api/lti/again?state=${encodeURIComponent(state)}`,

  platforms: () => json<Platforms>("/api/lti/platforms"),
  add: (platform: NewPlatform) => json<Platform>("/api/lti/platforms", "POST", platform),
  change: (id: string, platform: NewPlatform) => json<Platform>(one(id), "PUT", platform),
  remove: (id: string) => json<undefined>(one(id), "DELETE"),
  rotate: () => json<undefined>("/api/lti/keys", "POST"),
};
