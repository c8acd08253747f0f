import { plural } from "../../../shared/i18n/plural";
import type { strings } from "./strings";

export default {
  hint: {
    from: (teacher) => `Pista de ${teacher}:`,
    label: "Susurra una pista que solo ve quien aprende",
    send: "Susurrar",
    sent: "Ya la ve.",
    nobody: "Ahora no tiene la página abierta.",
  },
  share: {
    title: "Dejar que alguien siga",
    text: "Quien tenga el enlace y pueda iniciar sesión aquí ve esta conversación en directo: lo que dices y escribes, sus correcciones y las respuestas. No puede oírte, ni escribir nada, ni ver tus otras conversaciones.",
    alone: "Puedes terminarlo cuando quieras.",
    hours: "Durante cuánto tiempo",
    choices: { 1: "Una hora", 2: "Dos horas", 24: "Un día", 168: "Una semana" },
    make: "Crear un enlace",
    link: (until: string) => `Da este enlace a quien pueda seguirla. Vale hasta: ${until}. Solo se muestra esta vez.`,
    again: "Un enlace nuevo anula el anterior.",
    shared: (until: string) => `Quien tenga tu enlace puede seguir esta conversación hasta: ${until}.`,
    now: (followers: number) =>
      followers === 0
        ? "Ahora no hay nadie."
        : plural(followers, { one: "# persona la sigue ahora.", other: "# personas la siguen ahora." }),
    stop: "Terminar",
  },
  follow: {
    title: (learner: string) => (learner ? `Sigues a ${learner}` : "Sigues una conversación"),
    untitled: "Siguiendo",
    text: (until: string) => `Puedes leerla mientras no la termine quien aprende, como mucho hasta: ${until}.`,
    ended: "Quien aprende la terminó, o se acabó su tiempo.",
    lost: "Se perdió la conexión. Intentando de nuevo…",
    learner: "Quien aprende",
  },
} satisfies typeof strings;
