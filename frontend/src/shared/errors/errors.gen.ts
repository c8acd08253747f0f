/** Made by `npm run types` from what the server says of its API: do not edit. */

export const ERRORS = {
  "account_closed": {
    "message": "Your account on this tutor is closed.",
    "action": "Ask its owner."
  },
  "audio_too_long": {
    "message": "The recording is too long for one message.",
    "action": "Say it in shorter parts."
  },
  "audio_unreadable": {
    "message": "The recording could not be read.",
    "action": "Record it again. If it keeps happening, try another browser or microphone."
  },
  "bus_unreachable": {
    "message": "A part of the tutor that its servers share does not answer.",
    "action": "Wait a moment, then try again. Whoever runs this tutor can see with `tutor doctor` what is missing."
  },
  "card_changed": {
    "message": "This card was already reviewed, perhaps on another device.",
    "action": "Go on with the next card; the queue is up to date."
  },
  "clocks_apart": {
    "message": "The clocks of this tutor and of the service that you sign in with differ by minutes.",
    "action": "Tell whoever runs this tutor: both clocks should be set by the network."
  },
  "computer_full": {
    "message": "The computer that the tutor runs on has hardly any room left, so nothing large is kept.",
    "action": "Typing still works. Have its owner free some space, then send it again."
  },
  "conflict": {
    "message": "Somebody changed the same thing at the same moment.",
    "action": "Look at it again, then try once more."
  },
  "consent_needed": {
    "message": "The language model here does not answer, and another one could, on somebody else's computer.",
    "action": "Say whether what you write may go there, or wait a moment and try again."
  },
  "conversation_too_long": {
    "message": "The conversation is longer than the model can hold.",
    "action": "Begin a new conversation. Whoever runs the model's server can give it more context."
  },
  "course_not_open": {
    "message": "Your teacher has not opened this course here yet.",
    "action": "Ask your teacher to open the tutor from the course once."
  },
  "course_of_another": {
    "message": "This course has its class here with another teacher.",
    "action": "Ask them, or make a class of your own."
  },
  "database_busy": {
    "message": "The tutor's database is busy.",
    "action": "Try again in a few seconds."
  },
  "database_damaged": {
    "message": "The tutor's database is damaged.",
    "action": "Stop the tutor and restore a backup with `tutor restore`; the damaged file is moved aside and kept."
  },
  "database_unreachable": {
    "message": "The tutor's database does not answer.",
    "action": "Wait a moment, then try again. Whoever runs this tutor can see why in the database's log."
  },
  "disk_full": {
    "message": "The disk is full, so nothing more can be saved.",
    "action": "Free some space, then send it again."
  },
  "document_empty": {
    "message": "There is no text in that file.",
    "action": "If its pages are pictures, as in a scan, let a program for text recognition (OCR) read it first."
  },
  "document_locked": {
    "message": "That file is protected, so the tutor cannot read it.",
    "action": "Open it with its password, save it without protection, and add that copy."
  },
  "document_too_long": {
    "message": "That document is too long, or takes too long to read.",
    "action": "Split it, and add a part: a chapter, for example."
  },
  "document_unreadable": {
    "message": "That file could not be read.",
    "action": "Add a text, a PDF, an EPUB or a web page saved as HTML. If it is one of these, save it anew."
  },
  "download_failed": {
    "message": "A model could not be downloaded.",
    "action": "Check the network and run `tutor models get` again; it continues where it stopped."
  },
  "empty_text": {
    "message": "There is nothing to send yet.",
    "action": "Write or say something first."
  },
  "engine_busy": {
    "message": "The language model has too much to do.",
    "action": "Wait a moment, then try again."
  },
  "engine_failed": {
    "message": "The language model stopped in the middle of its answer.",
    "action": "Press “Try again”. What you said and what had arrived are kept."
  },
  "engine_loading": {
    "message": "The tutor is still waking up.",
    "action": "Wait a few seconds and try again."
  },
  "engine_too_slow": {
    "message": "The language model took too long, so it was stopped.",
    "action": "Press “Try again”. If it keeps happening, a smaller model will answer sooner."
  },
  "engine_unavailable": {
    "message": "The part of the tutor that is needed for this is not available.",
    "action": "Run `tutor doctor` on the tutor's computer to see what is missing and how to mend it."
  },
  "files_unreachable": {
    "message": "Recordings can be neither kept nor heard at the moment.",
    "action": "Wait a moment, then try again; typing still works. Whoever runs this tutor can see with `tutor doctor` what is missing."
  },
  "forbidden": {
    "message": "Only the owner of this tutor may do that.",
    "action": "Ask the owner."
  },
  "internal": {
    "message": "Something went wrong inside the tutor.",
    "action": "Try again. If it keeps happening, run `tutor doctor` on the tutor's computer."
  },
  "interrupted": {
    "message": "The tutor was closed in the middle of its answer.",
    "action": "Press “Try again”. What you said is kept."
  },
  "invalid_input": {
    "message": "The request could not be understood.",
    "action": "Check what was sent and try again."
  },
  "launch_refused": {
    "message": "What your course sent could not be trusted, so it was not opened.",
    "action": "Open it from your course once more. If it happens again, tell your teacher."
  },
  "listening_paused": {
    "message": "Nothing was said for a long time, so the tutor no longer listens.",
    "action": "Start to speak again when you are ready."
  },
  "model_cannot_chat": {
    "message": "That model cannot hold a conversation.",
    "action": "Choose another model in Settings."
  },
  "model_file_broken": {
    "message": "A model file on the disk is damaged.",
    "action": "Run `tutor models get` on the tutor's computer to fetch it anew."
  },
  "model_missing": {
    "message": "The model is not there any more.",
    "action": "Choose another model in Settings."
  },
  "model_too_large": {
    "message": "There is not enough memory for the model.",
    "action": "Close other programs, or choose a smaller model in Settings."
  },
  "model_unloadable": {
    "message": "That model could not be started.",
    "action": "Update what runs it and fetch the model again, or choose another one in Settings."
  },
  "model_unusable": {
    "message": "The part of the tutor that is needed for this is not available.",
    "action": "Run `tutor doctor` on the tutor's computer to see what is missing and how to mend it."
  },
  "no_account": {
    "message": "You have no account on this tutor yet.",
    "action": "Ask its owner for an invitation, open it, and sign in from there."
  },
  "not_a_scene": {
    "message": "That file is not a scene.",
    "action": "Choose a .toml file that was exported from a tutor."
  },
  "not_a_teacher": {
    "message": "Only teachers have classes here.",
    "action": "Ask the owner of this tutor to make you a teacher."
  },
  "not_agreed": {
    "message": "This learner has not agreed that you see what they say and write.",
    "action": "You see what was to be done and whether it was; ask them if you need more."
  },
  "not_found": {
    "message": "That does not exist, or no longer does.",
    "action": "Go back to your conversations and choose another."
  },
  "nothing_heard": {
    "message": "I heard nothing I could understand.",
    "action": "Move closer to the microphone, check that it is not muted, and say it again."
  },
  "nothing_to_regenerate": {
    "message": "Only the latest reply can be written again.",
    "action": "Press “Another reply” at the last reply of the conversation."
  },
  "nothing_to_undo": {
    "message": "There is no review to take back.",
    "action": "Go on with the next card."
  },
  "other_words": {
    "message": "That did not sound like the sentence.",
    "action": "Listen to it once more, then say the same words."
  },
  "password_needed": {
    "message": "That needs your password once more.",
    "action": "Give it, then do it again."
  },
  "platform_unknown": {
    "message": "This tutor does not know the platform that you come from.",
    "action": "Tell whoever runs this tutor: the platform, its client id or its deployment is not entered here."
  },
  "remote_model_refused": {
    "message": "That model is computed elsewhere, where it was refused.",
    "action": "Choose a model that is here in Settings."
  },
  "reply_refused": {
    "message": "The language model would not answer that.",
    "action": "Say it in another way, or talk about something else."
  },
  "request_refused": {
    "message": "The language model could not work with that request.",
    "action": "Check what was sent; a shorter text may do."
  },
  "room_used": {
    "message": "Your recordings take all the room there is for them.",
    "action": "Delete conversations that you no longer need, then send it again. Typing still works."
  },
  "scene_not_ready": {
    "message": "This scene cannot be played yet.",
    "action": "Mend what is marked in it, then try again."
  },
  "sign_in": {
    "message": "You are not signed in.",
    "action": "Sign in; what you wrote is kept."
  },
  "sign_in_away": {
    "message": "The service that you sign in with does not answer.",
    "action": "Wait a moment, then try again. If it lasts, tell whoever runs this tutor."
  },
  "sign_in_expired": {
    "message": "That sign-in took too long, was used already, or was begun in another browser.",
    "action": "Start again."
  },
  "sign_in_refused": {
    "message": "The answer of the service that you sign in with could not be trusted.",
    "action": "Start again. If it happens again, tell whoever runs this tutor."
  },
  "speech_forgotten": {
    "message": "What you said was already sent, or is no longer kept.",
    "action": "Say it again."
  },
  "table_faulty": {
    "message": "Not every line of this table can be used.",
    "action": "Mend the lines that are named, or leave them out."
  },
  "task_gone": {
    "message": "What this link of your course led to is no longer here.",
    "action": "Tell your teacher. What you have to do is on your first page."
  },
  "template_invalid": {
    "message": "This template cannot be used.",
    "action": "Mend it there: variables stand as {level}, and a brace that is meant is written twice."
  },
  "text_too_long": {
    "message": "That text is too long for one message.",
    "action": "Send it in shorter parts."
  },
  "thought_too_long": {
    "message": "The model thought so long that it never came to its answer.",
    "action": "Press “Try again”, or choose in Settings a model that does not think first."
  },
  "too_many_documents": {
    "message": "You have as many documents as the tutor can keep for you.",
    "action": "Delete one you have read, then add this one again."
  },
  "too_many_followers": {
    "message": "Too many pages are following this conversation already.",
    "action": "Close it in another window, then try again."
  },
  "too_many_hearings": {
    "message": "The tutor is still listening to other recordings of yours.",
    "action": "Wait until one of them is a text, or stop it, then add this one again."
  },
  "too_many_microphones": {
    "message": "You are already speaking to the tutor in several places.",
    "action": "Close the tutor in another tab or on another device."
  },
  "too_many_requests": {
    "message": "That was a lot in a short time.",
    "action": "Wait a moment, then send it again."
  },
  "too_many_tokens": {
    "message": "You have as many tokens as the tutor keeps for you.",
    "action": "Delete one that no program uses any more, then make the new one."
  },
  "too_much_sound": {
    "message": "More sound came in than anyone can speak.",
    "action": "Start to speak again. If it keeps happening, reload the page."
  },
  "turn_in_progress": {
    "message": "The tutor is still answering in this conversation.",
    "action": "Wait for the answer to finish, or stop it."
  },
  "upload_too_large": {
    "message": "That file is too large.",
    "action": "Send a smaller one: a shorter recording, or a part of a document."
  },
  "wrong_login": {
    "message": "That name and password do not belong together.",
    "action": "Check both and try again."
  }
};
