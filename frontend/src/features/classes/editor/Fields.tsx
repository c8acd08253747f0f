import { useId, useState, type ReactNode } from "react";
import type { Lines, Problem } from "./api";
import { valueAt } from "./places";
import { problemsAt, saidOf } from "./problems";
import { strings } from "./strings";
import { useWritten } from "./useDraft";

const MOST_LINES = 12;
const MOST_PATTERNS = 40;
const LINE_CHARS = 300;
const BANDS = ["A", "B", "C"] as const;

/** What is wrong at a place, each once. */
export function Problems({ id, found }: { id?: string; found: Problem[] }) {
  if (found.length === 0) return null;
  const once = [...new Map(found.map((problem) => [saidOf(problem), problem])).entries()];
  return (
    <ul className="problems" id={id} data-testid="problems">
      {once.map(([said, { hint, code, where }]) => (
        <li key={said} data-code={code} data-where={where} className={hint ? "hint" : "fault"}>
          <strong>{hint ? strings.hint : strings.fault}</strong> {said}
        </li>
      ))}
    </ul>
  );
}

interface TextProps {
  label: string;
  where: string;
  max: number;
  /** Spanish, or the language of the page. */
  spanish?: boolean;
  rows?: number;
  hint?: string;
}

/** One text of the scene. */
export function TextField({ label, where, max, spanish = true, rows, hint }: TextProps) {
  const { draft, problems, set } = useWritten();
  const id = useId();
  const found = problemsAt(problems, where);
  const value = valueAt(draft, where);
  const common = {
    className: "line-input",
    "aria-label": label,
    "aria-describedby": found.length > 0 ? id : undefined,
    "aria-invalid": found.some((problem) => !problem.hint) || undefined,
    lang: spanish ? "es" : undefined,
    maxLength: max,
    value: typeof value === "string" ? value : "",
    "data-where": where,
  };
  return (
    <div className="editor-field">
      <span className="editor-label" aria-hidden="true">
        {label}
      </span>
      {hint && <span className="quiet">{hint}</span>}
      {rows ? (
        <textarea {...common} rows={rows} onChange={({ target }) => set(where, target.value)} />
      ) : (
        <input {...common} onChange={({ target }) => set(where, target.value)} />
      )}
      <Problems id={id} found={found} />
    </div>
  );
}

/** Something that is so or not. */
export function CheckField({ label, where }: { label: string; where: string }) {
  const { draft, set } = useWritten();
  return (
    <label className="editor-check">
      <input type="checkbox" checked={valueAt(draft, where) === true} onChange={({ target }) => set(where, target.checked)} />
      <span>{label}</span>
    </label>
  );
}

interface ChoiceProps {
  label: string;
  where: string;
  options: [string, string][];
}

/** One of several. */
export function ChoiceField({ label, where, options }: ChoiceProps) {
  const { draft, set } = useWritten();
  return (
    <label className="editor-field">
      <span className="editor-label">{label}</span>
      <select value={String(valueAt(draft, where))} onChange={({ target }) => set(where, target.value)}>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Lines for each band of levels, one a row. */
export function LinesField({ label, where, hint }: { label: string; where: string; hint?: string }) {
  const { draft, problems, set } = useWritten();
  const id = useId();
  const lines = (valueAt(draft, where) ?? {}) as Lines;
  const found = problemsAt(problems, where);
  // What hard scenes say is shown where there is any, or where the scene is one.
  const shown = BANDS.filter((band) => band !== "C" || draft.level_min >= "C1" || (lines.C?.length ?? 0) > 0);
  return (
    <div className="editor-field" role="group" aria-label={label}>
      <span className="editor-label">{label}</span>
      {hint && <span className="quiet">{hint}</span>}
      <div className="editor-bands">
        {shown.map((band) => (
          <label key={band}>
            <span className="quiet">{strings.bands[band]}</span>
            <textarea
              className="line-input"
              lang="es"
              rows={Math.min(6, Math.max(2, lines[band]?.length ?? 0))}
              aria-label={strings.lines(label, strings.bands[band])}
              aria-describedby={found.length > 0 ? id : undefined}
              value={(lines[band] ?? []).join("\n")}
              data-where={`${where}.${band}`}
              onChange={({ target }) => set(`${where}.${band}`, rowsOf(target.value, MOST_LINES, LINE_CHARS))}
            />
          </label>
        ))}
      </div>
      <Problems id={id} found={found} />
    </div>
  );
}

/** Words by which something is recognised, one way a row. */
export function HearsField({ where, label = strings.hears }: { where: string; label?: string }) {
  const { draft, problems, set } = useWritten();
  const id = useId();
  const hears = (valueAt(draft, where) ?? []) as string[];
  const found = problemsAt(problems, where);
  return (
    <div className="editor-field">
      <span className="editor-label" aria-hidden="true">
        {label}
      </span>
      <span className="quiet">{strings.hearsHint}</span>
      <textarea
        className="line-input"
        lang="es"
        rows={Math.min(6, Math.max(2, hears.length))}
        spellCheck={false}
        aria-label={label}
        aria-describedby={found.length > 0 ? id : undefined}
        value={hears.join("\n")}
        data-where={where}
        onChange={({ target }) => set(where, rowsOf(target.value, MOST_PATTERNS, 5000))}
      />
      <Problems id={id} found={found} />
    </div>
  );
}

function rowsOf(text: string, most: number, longest: number): string[] {
  if (text === "") return [];
  return text
    .split("\n")
    .slice(0, most)
    .map((row) => row.slice(0, longest));
}

/** A part of the form that opens, with how much is wrong in it. What is in it is made when it is first opened: a talk has
 *  hundreds of parts. */
export function Section({ title, parts, open = false, children }: { title: string; parts: string[]; open?: boolean; children: ReactNode }) {
  const { problems } = useWritten();
  const found = parts.flatMap((part) => problemsAt(problems, part));
  const faults = found.filter(({ hint }) => !hint).length;
  const [opened, setOpened] = useState(open);
  return (
    <details className="editor-part" open={open || undefined} onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
      <summary>
        <span>{title}</span>
        {faults > 0 && <span className="count fault">{strings.faults(faults)}</span>}
        {found.length > faults && <span className="count hint">{strings.hints(found.length - faults)}</span>}
      </summary>
      <div className="editor-part-body">{opened && children}</div>
    </details>
  );
}
