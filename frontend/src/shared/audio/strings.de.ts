import type { strings } from "./strings";

export default {
  record: {
    call: "Freihändig",
    startLabel: "Aufnehmen: zum Sprechen halten oder zum Starten und Stoppen tippen",
    stopLabel: "Stoppen und die Aufnahme senden",
    cancel: "Aufnahme verwerfen",
    hint: "Zum Sprechen halten oder tippen",
    hintKeyboard: "Zum Sprechen halten oder tippen · die Leertaste geht auch",
    opening: "Mikrofon wird geöffnet …",
    holding: "Zum Senden loslassen",
    tapped: "Zum Senden tippen",
    escape: "Esc verwirft",
    discarded: "Die Aufnahme ist verworfen.",
    tooShort:
      "Das war zu kurz, um etwas zu hören. Halte die Taste, während du sprichst, oder tippe einmal, sprich und tippe noch einmal.",
    nearLimit: (limit) => `Das wird lang: Der Tutor hört höchstens ${limit} zu.`,
    endings: {
      lost: "Das Mikrofon hat von selbst aufgehört. Was du bis dahin gesagt hast, bleibt erhalten.",
      left: "Du bist während der Aufnahme weggegangen. Was du gesagt hast, bleibt erhalten.",
      limit: "Länger kann eine Nachricht nicht sein. Was du bis hierher gesagt hast, bleibt erhalten.",
    },
  },
  microphone: {
    insecure: {
      message: "Unter dieser Adresse gibt der Browser kein Mikrofon frei.",
      action:
        "Öffne Tutor auf demselben Computer als http://localhost (oder 127.0.0.1) oder über https. Schreiben kannst du trotzdem.",
    },
    refused: {
      message: "Das Mikrofon ist für diese Seite gesperrt.",
      action: "Erlaube es über das Symbol neben der Adresse und versuch es noch einmal. Schreiben kannst du trotzdem.",
    },
    none: {
      message: "Es wurde kein Mikrofon gefunden.",
      action: "Schließ eines an und versuch es noch einmal. Schreiben kannst du trotzdem.",
    },
    busy: {
      message: "Das Mikrofon ließ sich nicht öffnen.",
      action: "Vielleicht benutzt es gerade ein anderes Programm: Schließ es und versuch es noch einmal.",
    },
    unsupported: {
      message: "Dieser Browser kann keinen Ton aufnehmen.",
      action: "Nimm einen aktuellen Browser oder schreib stattdessen.",
    },
  },
  playback: {
    listen: "Anhören",
    slower: "Langsamer",
    speed: "Tempo",
    failed: "Die Stimme hat nicht funktioniert.",
    stop: "Stopp",
    skip: "Überspringen",
    simplerVoice: "Eine einfachere Stimme, solange viele mit dem Tutor sprechen.",
  },
} satisfies typeof strings;
