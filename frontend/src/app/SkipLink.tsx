import { strings } from "./strings";

/** Takes the keyboard past the list of conversations. */
export function SkipLink() {
  return (
    <a
      className="skip"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>("#main")?.focus();
      }}
    >
      {strings.skip}
    </a>
  );
}
