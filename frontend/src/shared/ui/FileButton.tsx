import type { ChangeEvent } from "react";

interface Props {
  label: string;
  /** What may be chosen, as the attribute of an input says it. */
  accept: string;
  onFile: (file: File) => void;
  testId?: string;
}

/** What looks like a button and takes a file. */
export function FileButton({ label, accept, onFile, testId }: Props) {
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    const file = currentTarget.files?.[0];
    currentTarget.value = ""; // the same file may be chosen again
    if (file) onFile(file);
  };
  return (
    <label className="button small plain file">
      {label}
      <input type="file" data-testid={testId} accept={accept} onChange={take} />
    </label>
  );
}
