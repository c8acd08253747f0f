/** A template as it is being written; one that is not saved yet has no id. */
export interface Draft {
  id: string | null;
  name: string;
  text: string;
}
