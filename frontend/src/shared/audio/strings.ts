import { catalogue } from "../i18n/catalogue";

export const strings = catalogue("shared/audio", {
  record: {
    call: "Hands-free",
    startLabel: "Record: hold to talk, or tap to start and stop",
    stopLabel: "Stop and send the recording",
    cancel: "Discard the recording",
    hint: "Hold to talk, or tap",
    hintKeyboard: "Hold to talk, or tap · space bar works too",
    opening: "Opening the microphone…",
    holding: "Let go to send",
    tapped: "Tap to send",
    escape: "Esc discards",
    discarded: "The recording is discarded.",
    tooShort: "That was too short to hear. Hold the button while you speak, or tap once, speak, and tap again.",
    nearLimit: (limit: string) => `Getting long: the tutor listens to at most ${limit}.`,
    endings: {
      lost: "The microphone stopped by itself. What you said so far is kept.",
      left: "You left while recording. What you said is kept.",
      limit: "That is as long as a message can be. What you said so far is kept.",
    },
  },
  microphone: {
    insecure: {
      message: "The browser gives no microphone to this address.",
      action:
        "Open Tutor as http://localhost (or 127.0.0.1) on the same computer, or through https. You can still type.",
    },
    refused: {
      message: "The microphone is blocked for this page.",
      action: "Allow it through the icon beside the address, then try again. You can still type.",
    },
    none: { message: "No microphone was found.", action: "Plug one in and try again. You can still type." },
    busy: {
      message: "The microphone could not be opened.",
      action: "Another program may be using it: close that and try again.",
    },
    unsupported: { message: "This browser cannot record sound.", action: "Use a current browser, or type instead." },
  },
  playback: {
    listen: "Listen",
    slower: "Slower",
    speed: "Speed",
    failed: "The voice did not work.",
    stop: "Stop",
    skip: "Skip this one",
    simplerVoice: "A simpler voice, while many people are talking to the tutor.",
  },
});
