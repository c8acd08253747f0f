import { json } from "../../../shared/wire/client";

export interface Account {
  id: string;
  name: string;
  email?: string | null;
  role: "owner" | "learner";
}

export interface Session {
  /** False: this tutor knows no accounts, and everybody who reaches it is its learner. */
  accounts: boolean;
  signed_in: boolean;
  /** Nobody owns this tutor yet. */
  needs_owner: boolean;
  account: Account | null;
}

export interface Invitation {
  id: string;
  created_at: string;
  expires_at: string;
  used_by: string | null;
}

export interface NewInvitation {
  token: string;
  url: string;
  expires_at: string;
}

export interface Person {
  id: string;
  name: string;
  role: Account["role"];
  created_at: string;
  /** At the password lately, from where nobody has signed in as that person before. */
  wrong_guesses: number;
}

export interface ApiToken {
  id: string;
  name: string;
  created_at: string;
  last_used_at: string | null;
}

export const SHORTEST_PASSWORD = 10;

const one = (collection: string, id: string): string => `/api/${collection}/${encodeURIComponent(id)}`;

export const accounts = {
  session: () => json<Session>("/api/session"),
  signIn: (name: string, password: string) => json<Session>("/api/session", "POST", { name, password }),
  givePassword: (password: string) => json<undefined>("/api/session/password", "POST", { password }),
  passwordGiven: () => json<undefined>("/api/session/password"),
  signOut: () => json<undefined>("/api/session", "DELETE"),
  signOutEverywhere: () => json<undefined>("/api/sessions", "DELETE"),
  becomeOwner: (name: string, password: string, token: string) =>
    json<unknown>("/api/owner", "POST", { name, password, token }),
  join: (name: string, password: string, invitation: string) =>
    json<unknown>("/api/accounts", "POST", { name, password, invitation }),
  changePassword: (password: string, new_password: string, keep_tokens: boolean) =>
    json<undefined>("/api/account", "PATCH", { password, new_password, keep_tokens }),

  people: () => json<Person[]>("/api/accounts"),
  removePerson: (id: string) => json<undefined>(one("accounts", id), "DELETE"),
  invitations: () => json<Invitation[]>("/api/invitations"),
  invite: () => json<NewInvitation>("/api/invitations", "POST", {}),
  withdraw: (id: string) => json<undefined>(one("invitations", id), "DELETE"),
  tokens: () => json<ApiToken[]>("/api/tokens"),
  newToken: (name: string) => json<ApiToken & { token: string }>("/api/tokens", "POST", { name }),
  removeToken: (id: string) => json<undefined>(one("tokens", id), "DELETE"),
};
