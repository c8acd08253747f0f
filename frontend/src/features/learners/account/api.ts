import { json } from "../../../shared/wire/http";
import type { Schemas } from "../../../shared/wire/types";

export type Account = Schemas["AccountOut"];
/** `accounts` is false where everybody who reaches this tutor is its learner; `needs_owner`: nobody owns it yet. */
export type Session = Schemas["SessionOut"];
export type Invitation = Schemas["InvitationOut"];
export type NewInvitation = Schemas["NewInvitation"];
/** A link for a new password. */
export type Reset = Schemas["ResetOut"];
export type ApiToken = Schemas["TokenOut"];

/** Where one signs in with an account from elsewhere. `door`: an invitation or the code of a class. */
export function elsewhereUrl(asked: { door?: string; again?: boolean } = {}): string {
  const query = new URLSearchParams();
  if (asked.door) query.set("door", asked.door);
  if (asked.again) query.set("again", "true");
  return `/api/oidc/start${query.size ? `?${query}` : ""}`;
}

export const SHORTEST_PASSWORD = 10;

const one = (collection: string, id: string): string => `/api/${collection}/${encodeURIComponent(id)}`;

export const accountApi = {
  session: () => json<Session>("/api/session"),
  signIn: (name: string, password: string) => json<Session>("/api/session", "POST", { name, password }),
  givePassword: (password: string) => json<undefined>("/api/session/password", "POST", { password }),
  passwordGiven: () => json<undefined>("/api/session/password"),
  signOut: () => json<undefined>("/api/session", "DELETE"),
  signOutEverywhere: () => json<undefined>("/api/sessions", "DELETE"),
  becomeOwner: (name: string, password: string, token: string) =>
    json<Session>("/api/owner", "POST", { name, password, token }),
  join: (name: string, password: string, invitation: string) =>
    json<Session>("/api/accounts", "POST", { name, password, invitation }),
  setForgotten: (password: string, token: string) => json<Session>("/api/password", "POST", { password, token }),
  changePassword: (password: string, new_password: string, keep_tokens: boolean) =>
    json<undefined>("/api/account", "PATCH", { password, new_password, keep_tokens }),

  people: () => json<Schemas["PersonOut"][]>("/api/accounts"),
  setActive: (id: string, active: boolean) => json<undefined>(one("accounts", id), "PATCH", { active }),
  setRole: (id: string, role: "teacher" | "learner") => json<undefined>(one("accounts", id), "PATCH", { role }),
  offerReset: (id: string) => json<Reset>(`${one("accounts", id)}/reset`, "POST"),
  removePerson: (id: string) => json<undefined>(one("accounts", id), "DELETE"),
  invitations: () => json<Invitation[]>("/api/invitations"),
  invite: () => json<NewInvitation>("/api/invitations", "POST", {}),
  withdraw: (id: string) => json<undefined>(one("invitations", id), "DELETE"),
  closeClasses: () => json<undefined>("/api/joining", "DELETE"),
  tokens: () => json<ApiToken[]>("/api/tokens"),
  newToken: (name: string) => json<Schemas["NewTokenOut"]>("/api/tokens", "POST", { name }),
  removeToken: (id: string) => json<undefined>(one("tokens", id), "DELETE"),
};
