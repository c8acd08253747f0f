import { RemoveButton } from "./Buttons";
import { without } from "./places";

interface Column {
  /** What it is called in the row of this number, from 1. */
  label: (row: number) => string;
  max: number;
  /** Spanish, or the language of the page. */
  spanish: boolean;
}

interface Props {
  rows: [string, string][];
  columns: [Column, Column];
  removeLabel: (row: number) => string;
  onChange: (rows: [string, string][]) => void;
}

/** Rows of two texts that belong together, one a word or a phrase and the other what it means. */
export function Pairs({ rows, columns, removeLabel, onChange }: Props) {
  const put = (at: number, row: [string, string]): void => onChange(rows.map((old, n) => (n === at ? row : old)));
  const [first, second] = columns;
  const input = ({ label, max, spanish }: Column, row: number, value: string, onValue: (value: string) => void) => (
    <input
      className="line-input"
      lang={spanish ? "es" : undefined}
      maxLength={max}
      aria-label={label(row)}
      value={value}
      onChange={({ target }) => onValue(target.value)}
    />
  );
  return rows.map(([one, other], n) => (
    <div key={n} className="editor-row">
      {input(first, n + 1, one, (value) => put(n, [value, other]))}
      {input(second, n + 1, other, (value) => put(n, [one, value]))}
      <RemoveButton label={removeLabel(n + 1)} onRemove={() => onChange(without(rows, n))} />
    </div>
  ));
}
