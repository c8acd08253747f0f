import type { strings } from "./strings";

export default {
  record: {
    call: "Manos libres",
    startLabel: "Grabar: mantén pulsado para hablar, o toca para empezar y terminar",
    stopLabel: "Terminar y enviar la grabación",
    cancel: "Descartar la grabación",
    hint: "Mantén pulsado para hablar, o toca",
    hintKeyboard: "Mantén pulsado para hablar, o toca · también con la barra espaciadora",
    opening: "Abriendo el micrófono…",
    holding: "Suelta para enviar",
    tapped: "Toca para enviar",
    escape: "Esc descarta",
    discarded: "La grabación se ha descartado.",
    tooShort: "Fue demasiado corto para oírlo. Mantén pulsado el botón mientras hablas, o toca una vez, habla y toca de nuevo.",
    nearLimit: (limit: string) => `Se está alargando: el tutor escucha ${limit} como máximo.`,
    endings: {
      lost: "El micrófono se detuvo solo. Lo que dijiste hasta ahora está guardado.",
      left: "Saliste mientras grababas. Lo que dijiste está guardado.",
      limit: "Un mensaje no puede ser más largo. Lo que dijiste hasta ahora está guardado.",
    },
  },
  microphone: {
    insecure: {
      message: "El navegador no da acceso al micrófono en esta dirección.",
      action: "Abre Tutor como http://localhost (o 127.0.0.1) en el mismo equipo, o por https. Mientras tanto puedes escribir.",
    },
    refused: {
      message: "El micrófono está bloqueado para esta página.",
      action: "Permítelo con el icono junto a la dirección y vuelve a intentarlo. Mientras tanto puedes escribir.",
    },
    none: { message: "No se encontró ningún micrófono.", action: "Conecta uno y vuelve a intentarlo. Mientras tanto puedes escribir." },
    busy: {
      message: "No se pudo abrir el micrófono.",
      action: "Quizá lo esté usando otro programa: ciérralo y vuelve a intentarlo.",
    },
    unsupported: { message: "Este navegador no puede grabar sonido.", action: "Usa un navegador actual, o escribe." },
  },
  playback: {
    listen: "Escuchar",
    slower: "Más despacio",
    speed: "Velocidad",
    failed: "La voz no funcionó.",
    stop: "Parar",
    skip: "Saltar",
    simplerVoice: "Una voz más sencilla, mientras mucha gente habla con el tutor.",
  },
} satisfies typeof strings;
