interface Option<Value> {
  value: Value;
  name: string;
  hint?: string;
}

interface Props<Value> {
  name: string;
  label: string;
  /** The label is shown too: it stands nowhere else. */
  heading?: boolean;
  value: Value;
  options: Option<Value>[];
  onChange: (value: Value) => void;
}

/** One of a few, as large buttons that are radio buttons underneath. */
export function Choices<Value extends string | number>({ name, label, heading, value, options, onChange }: Props<Value>) {
  return (
    <fieldset className={`choices${options.some(({ hint }) => hint) ? " explained" : ""}`}>
      <legend className={heading ? undefined : "visually-hidden"}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice" data-testid={`${name}-${option.value}`}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>
            <span className="choice-name">{option.name}</span>
            {option.hint && <span className="quiet">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
