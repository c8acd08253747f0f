const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h10",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  mic: "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  micOff: "M4 4l16 16M9 9v2.5a3 3 0 0 0 4.5 2.6M15 12V6.5a3 3 0 0 0-5.6-1.5M5.5 11.5a6.5 6.5 0 0 0 10 5.5M18.5 11.5a6.5 6.5 0 0 1-.7 3M12 18v3",
  call: "M6 4h3.2l1.6 4.2-2.1 1.6a11 11 0 0 0 5.5 5.5l1.6-2.1 4.2 1.6V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z",
  hangUp: "M3.5 14.5c0-5 17-5 17 0v2l-4.5-.8v-2.6c-2.6-.8-5.4-.8-8 0v2.6l-4.5.8z",
  send: "M12 19V5.5M6 11l6-6 6 6",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8.5 6v12M15.5 6v12",
  stop: "M7 7h10v10H7z",
  slower: "M12 7.5V12l3 2M12 4a8 8 0 1 1-7.4 5M4 4.5v4.5h4.5",
  translate: "M3.5 6h9M8 4v2c0 4-2 7-4.5 8.5M5.5 9.5c1 2.5 3 4 5.5 5M12.5 20l4-9 4 9M14 17h5",
  again: "M19 12a7 7 0 1 1-2.2-5.1M17.5 3.5v4h-4",
  edit: "M5 19l1-4L15.5 5.5l3 3L9 18zM13.5 7.5l3 3",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l1 12.5h8L17 7",
  settings: "M4 8h9M17 8h3M4 16h3M11 16h9M15 6v4M9 14v4",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20a7.5 7.5 0 0 1 15 0",
  people: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 19.5a6.5 6.500 0 0 1 13 0M15.500 5.500a3.200 3.200 0 0 1 0 6.200M17.500 14.200a6 6 0 0 1 4 5.300",
  eye: "M2.5 12C4.5 8 8 5.8 12 5.8s7.5 2.2 9.5 6.2c-2 4-5.5 6.2-9.5 6.2S4.5 16 2.5 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
  ear: "M8 10.5a5 5 0 0 1 10 0c0 3.2-3 3.8-3.6 6.2-.6 2.6-2.2 4.3-4.4 4.3-1.6 0-2.9-1-3.2-2.6M10.8 11a2.2 2.2 0 0 1 4.4 0c0 1.6-1.7 2-2 3.4",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L20 20",
  keyboard: "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M18 11h.01M8 14.5h8",
  archive: "M4 5h16v4H4zM5.5 9v10h13V9M10 13h4",
  download: "M12 4v11M7 10.500l5 5 5-5M5 20h14",
  chart: "M5 20V13M10 20V9M15 20V12M20 20V5",
  cards: "M4 8.5h11v11H4zM8 8.5V4.5h12v12h-5",
  list: "M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01",
  map: "M9 5L4 7v12l5-2 6 2 5-2V5l-5 2zM9 5v12M15 7v12",
  book: "M12 6.5C10 5 7 4.7 4 5v13.5c3-.3 6 0 8 1.5 2-1.5 5-1.8 8-1.5V5c-3-.3-6 0-8 1.5zM12 6.5V20",
  back: "M14.5 6l-6 6 6 6",
  forth: "M9.5 6l6 6-6 6",
  question: "M9 9.2a3 3 0 1 1 4.3 2.7c-.8.4-1.3 1-1.3 1.9v.4M12 17.3h.01",
  check: "M5 12.5l4.5 4.5L19 7.5",
  down: "M12 5v14M6 13l6 6 6-6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawn sign beside or in place of words; the control around it carries the name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
