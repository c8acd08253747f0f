import type { strings } from "./strings";

export default {
  record: {
    call: "Mãos livres",
    startLabel: "Gravar: segure para falar, ou toque para começar e para parar",
    stopLabel: "Parar e enviar a gravação",
    cancel: "Descartar a gravação",
    hint: "Segure para falar, ou toque",
    hintKeyboard: "Segure para falar, ou toque · a barra de espaço também serve",
    opening: "Abrindo o microfone…",
    holding: "Solte para enviar",
    tapped: "Toque para enviar",
    escape: "Esc descarta",
    discarded: "A gravação foi descartada.",
    tooShort: "Foi curto demais para ouvir. Segure o botão enquanto fala, ou toque uma vez, fale e toque de novo.",
    nearLimit: (limit) => `Está ficando longo: o tutor ouve no máximo ${limit}.`,
    endings: {
      lost: "O microfone parou sozinho. O que você disse até aqui está guardado.",
      left: "Você saiu durante a gravação. O que você disse está guardado.",
      limit: "Uma mensagem não pode ser mais longa que isso. O que você disse até aqui está guardado.",
    },
  },
  microphone: {
    insecure: {
      message: "O navegador não libera o microfone para este endereço.",
      action:
        "Abra o Tutor como http://localhost (ou 127.0.0.1) no mesmo computador, ou por https. Você também pode escrever.",
    },
    refused: {
      message: "O microfone está bloqueado para esta página.",
      action: "Libere pelo ícone ao lado do endereço e tente de novo. Você também pode escrever.",
    },
    none: {
      message: "Nenhum microfone encontrado.",
      action: "Conecte um e tente de novo. Você também pode escrever.",
    },
    busy: {
      message: "Não foi possível abrir o microfone.",
      action: "Talvez outro programa esteja usando: feche esse programa e tente de novo.",
    },
    unsupported: {
      message: "Este navegador não consegue gravar som.",
      action: "Use um navegador atual, ou escreva.",
    },
  },
  playback: {
    listen: "Ouvir",
    slower: "Mais devagar",
    speed: "Velocidade",
    failed: "A voz não funcionou.",
    stop: "Parar",
    skip: "Pular esta",
    simplerVoice: "Uma voz mais simples, enquanto muita gente fala com o tutor.",
  },
} satisfies typeof strings;
