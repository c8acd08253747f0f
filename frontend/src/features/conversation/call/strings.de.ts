import type { strings } from "./strings";

export default {
  label: "Anruf",
  phases: {
    trouble: "Der Anruf ist unterbrochen",
    connecting: "Verbindung wird aufgebaut …",
    reconnecting: "Verbindung verloren. Was du sagst, bleibt erhalten, bis sie wieder da ist …",
    muted: "Stumm: Der Tutor hört nichts",
    checking: "Prüf, was verstanden wurde, und sende es dann",
    holding: "Lass dir Zeit: Der Tutor wartet",
    hearing: "Du wirst gehört",
    unclear: "Ich habe kein Wort verstanden. Sag es noch einmal",
    listening: "Ich höre zu. Sprich einfach",
    thinking: "Der Tutor denkt nach",
    speaking: "Der Tutor spricht. Sprich einfach dazwischen",
  },
  offline: "Du bist offline. Was du sagst, bleibt erhalten …",
  hint: "Halte „Warte“, während du nach Worten suchst",
  hintKeyboard: "Halte „Warte“ oder die Leertaste, während du nach Worten suchst",
  others: "Andere reden gerade. Der Tutor wartet auf dich",
  mine: "Das war ich",
  mute: "Stumm",
  unmute: "Ton an",
  hold: "Warte",
  done: "Fertig",
  hangUp: "Auflegen",
  check: "Das wurde verstanden. Verbessere es, wenn du magst, und sende es dann.",
  forget: "Verwerfen",
  refusals: {
    signIn: { message: "Du bist abgemeldet.", action: "Melde dich an und versuch es noch einmal." },
    foreign: {
      message: "Unter dieser Adresse nimmt der Tutor keine Anrufe an.",
      action: "Öffne die eigene Seite des Tutors.",
    },
    gone: { message: "Dieses Gespräch gibt es nicht mehr.", action: "Fang ein neues an." },
    silent: { message: "Seit einer halben Stunde hat niemand gesprochen.", action: "Versuch es noch einmal, um weiterzumachen." },
    busy: {
      message: "Es sind zu viele Anrufe gleichzeitig offen.",
      action: "Beende einen in einem anderen Fenster und versuch es noch einmal.",
    },
  },
} satisfies typeof strings;
