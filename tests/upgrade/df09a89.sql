CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES ('0011');
CREATE TABLE learner (
	id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	first_language VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	voice VARCHAR NOT NULL, 
	speech_speed FLOAT, 
	strictness VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, patience FLOAT DEFAULT '1.0' NOT NULL, template_id VARCHAR DEFAULT 'built-in' NOT NULL, engine VARCHAR DEFAULT 'auto' NOT NULL, accent VARCHAR DEFAULT 'spain' NOT NULL, 
	CONSTRAINT pk_learner PRIMARY KEY (id)
);
INSERT INTO "learner" VALUES ('51d716bf90f741b9825d07e6800567dd', 'Doña Clara', 'de', 'A2', 'auto', NULL, 'normal', '2026-11-29 09:40:18.461816', 1.0, 'built-in', 'auto', 'spain');
CREATE TABLE conversation (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	scenario_id VARCHAR NOT NULL, 
	summary TEXT NOT NULL, 
	summarised_to INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, template_version_id VARCHAR, document_id VARCHAR, place INTEGER, 
	CONSTRAINT pk_conversation PRIMARY KEY (id), 
	CONSTRAINT fk_conversation_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE
);
INSERT INTO "conversation" VALUES ('c1e8ceaa8f7847499d08adb38f198750', '51d716bf90f741b9825d07e6800567dd', 'mar', 'A2', 'lectura', '', 0, '2026-11-29 09:40:22.362778', '2026-11-29 09:40:32.610128', NULL, 'fdcf985430e045959de569f86dc8d529', NULL);
INSERT INTO "conversation" VALUES ('0d5be6575445456da0c358f969f93dfe', '51d716bf90f741b9825d07e6800567dd', 'Café y problemas', 'A2', 'cafe', '', 0, '2026-11-29 09:40:32.716875', '2026-11-29 09:40:33.275716', NULL, NULL, NULL);
CREATE TABLE turn (
	id VARCHAR NOT NULL, 
	conversation_id VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, took_ms INTEGER, steps JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_turn PRIMARY KEY (id), 
	CONSTRAINT fk_turn_conversation_id_conversation FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
);
INSERT INTO "turn" VALUES ('39570fe7ef514c959eac0d631048b3c5', 'c1e8ceaa8f7847499d08adb38f198750', 'done', '2026-11-29 09:40:22.393342', 10174, '[{"step": "prepared", "from_ms": 1, "to_ms": 67}, {"step": "corrected", "from_ms": 5569, "to_ms": 5950}, {"step": "thought", "from_ms": 5672, "to_ms": 5865}, {"step": "wrote", "from_ms": 5865, "to_ms": 5866}, {"step": "simplified", "from_ms": 5866, "to_ms": 5903}, {"step": "spoke", "from_ms": 5903, "to_ms": null}, {"step": "corrected", "from_ms": 5950, "to_ms": 5950}]');
INSERT INTO "turn" VALUES ('7865e021c02d4b5d97910777da0fdfaa', '0d5be6575445456da0c358f969f93dfe', 'done', '2026-11-29 09:40:32.753405', 144, '[{"step": "prepared", "from_ms": 0, "to_ms": 19}, {"step": "corrected", "from_ms": 24, "to_ms": 79}, {"step": "thought", "from_ms": 78, "to_ms": 108}, {"step": "wrote", "from_ms": 108, "to_ms": 109}, {"step": "corrected", "from_ms": 109, "to_ms": 109}, {"step": "simplified", "from_ms": 109, "to_ms": 115}, {"step": "spoke", "from_ms": 115, "to_ms": null}]');
INSERT INTO "turn" VALUES ('a527c994ef2a4f11b80c221c8f851c61', '0d5be6575445456da0c358f969f93dfe', 'done', '2026-11-29 09:40:32.994697', 136, '[{"step": "prepared", "from_ms": 0, "to_ms": 16}, {"step": "thought", "from_ms": 50, "to_ms": 68}, {"step": "corrected", "from_ms": 50, "to_ms": 60}, {"step": "wrote", "from_ms": 68, "to_ms": 68}, {"step": "corrected", "from_ms": 68, "to_ms": 68}, {"step": "simplified", "from_ms": 68, "to_ms": 77}, {"step": "spoke", "from_ms": 77, "to_ms": null}]');
INSERT INTO "turn" VALUES ('62a060e9c9a54fe294d0e6f47156027f', '0d5be6575445456da0c358f969f93dfe', 'done', '2026-11-29 09:40:33.214757', 35, '[{"step": "prepared", "from_ms": 0, "to_ms": 2}, {"step": "corrected", "from_ms": 6, "to_ms": 8}, {"step": "thought", "from_ms": 8, "to_ms": 23}, {"step": "wrote", "from_ms": 23, "to_ms": 24}, {"step": "corrected", "from_ms": 24, "to_ms": 24}, {"step": "simplified", "from_ms": 24, "to_ms": 25}, {"step": "spoke", "from_ms": 25, "to_ms": 6671}]');
CREATE TABLE message (
	id VARCHAR NOT NULL, 
	conversation_id VARCHAR NOT NULL, 
	turn_id VARCHAR, 
	position INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	state VARCHAR NOT NULL, 
	superseded BOOLEAN NOT NULL, 
	recording VARCHAR, 
	transcript JSON, 
	corrections JSON NOT NULL, 
	corrected_text TEXT, 
	translation TEXT, 
	usage JSON, 
	model VARCHAR, 
	engine VARCHAR, 
	error JSON, 
	created_at DATETIME NOT NULL, original_text TEXT, reply_level VARCHAR, glosses JSON DEFAULT '[]' NOT NULL, why VARCHAR, sources JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_message PRIMARY KEY (id), 
	CONSTRAINT fk_message_conversation_id_conversation FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE, 
	CONSTRAINT fk_message_turn_id_turn FOREIGN KEY(turn_id) REFERENCES turn (id) ON DELETE CASCADE
);
INSERT INTO "message" VALUES ('4f552ec3c50c4d30aad2aa97526f40cf', 'c1e8ceaa8f7847499d08adb38f198750', NULL, 1, 'tutor', '¡Hola! Vamos a hablar de tu texto. ¿Qué quieres saber?', 'complete', 0, NULL, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-29 09:40:22.367252', NULL, NULL, '[]', NULL, '[]');
INSERT INTO "message" VALUES ('807394107fc64ce2a12d5b99ba2f4bf4', 'c1e8ceaa8f7847499d08adb38f198750', '39570fe7ef514c959eac0d631048b3c5', 2, 'learner', '¿Qué hizo el pescador?', 'complete', 0, NULL, NULL, '[]', '¿Qué hizo el pescador?', NULL, NULL, NULL, NULL, NULL, '2026-11-29 09:40:22.395992', NULL, NULL, '[]', NULL, '[]');
INSERT INTO "message" VALUES ('9231d7a94edd45e0bca3eeb1d4d5d549', 'c1e8ceaa8f7847499d08adb38f198750', '39570fe7ef514c959eac0d631048b3c5', 3, 'tutor', '¡Qué idiosincrasia tan singular! ¿Y tú?', 'complete', 0, NULL, NULL, '[]', NULL, NULL, '{"prompt_tokens": 42, "completion_tokens": 4, "cached_tokens": null, "tokens_per_s": 4.0, "first_token_ms": 192.5}', 'fake-chat:1b', 'ollama', NULL, '2026-11-29 09:40:22.397177', NULL, 'A1', '[{"text": "idiosincrasia", "start": 5, "end": 18, "lemma": "idiosincrasia", "level": "C1", "meaning": ""}, {"text": "singular", "start": 23, "end": 31, "lemma": "singular", "level": "B1", "meaning": ""}]', 'Ollama answers and has fake-chat:1b', '[{"document_id": "fdcf985430e045959de569f86dc8d529", "title": "mar", "position": 1, "page": null, "section": "El mar", "text": "El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno."}]');
INSERT INTO "message" VALUES ('c3b8e5327d924c99bc6329feeeeb3197', '0d5be6575445456da0c358f969f93dfe', NULL, 1, 'tutor', '¡Buenos días! Hay café, té y zumo. ¿Qué quiere tomar?', 'complete', 0, NULL, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-29 09:40:32.719152', NULL, NULL, '[]', NULL, '[]');
INSERT INTO "message" VALUES ('67167afb423849549ff6c3a2e56a38f7', '0d5be6575445456da0c358f969f93dfe', '7865e021c02d4b5d97910777da0fdfaa', 2, 'learner', 'Yo quiere un café con leche, por favor.', 'complete', 0, NULL, NULL, '[{"start": 3, "end": 9, "original": "quiere", "replacement": "quiero", "category": "verb form", "severity": "major", "explanation": "With this subject we say \u201cquiero\u201d.", "rule": "Subject and verb agree", "rule_id": "subject-verb", "example": "Mis padres viven en Lima.", "rank": 0, "confidence": 0.75, "source": "grammar", "dismissed": true, "id": "3-b0289fcf", "evidence": "sure", "heard_at": null}]', 'Yo quiere un café con leche, por favor.', NULL, NULL, NULL, NULL, NULL, '2026-11-29 09:40:32.754548', NULL, NULL, '[]', NULL, '[]');
INSERT INTO "message" VALUES ('f0d80cd81d1e4ccdac931791617e3a71', '0d5be6575445456da0c358f969f93dfe', '7865e021c02d4b5d97910777da0fdfaa', 3, 'tutor', '¡Qué idiosincrasia tan singular! ¿Y tú?', 'complete', 0, NULL, NULL, '[]', NULL, NULL, '{"prompt_tokens": 42, "completion_tokens": 4, "cached_tokens": null, "tokens_per_s": 4.0, "first_token_ms": 30.6}', 'fake-chat:1b', 'ollama', NULL, '2026-11-29 09:40:32.755384', NULL, 'A1', '[{"text": "idiosincrasia", "start": 5, "end": 18, "lemma": "idiosincrasia", "level": "C1", "meaning": ""}, {"text": "singular", "start": 23, "end": 31, "lemma": "singular", "level": "B1", "meaning": ""}]', 'Ollama answers and has fake-chat:1b', '[]');
INSERT INTO "message" VALUES ('a7d76a4f0668477bad08184badf09bad', '0d5be6575445456da0c358f969f93dfe', 'a527c994ef2a4f11b80c221c8f851c61', 4, 'learner', 'La problema es que no tengo dinero. ¿Qué es la idiosincrasia?', 'complete', 0, NULL, NULL, '[{"start": 0, "end": 2, "original": "La", "replacement": "El", "category": "agreement", "severity": "normal", "explanation": "Here we say \u201cEl\u201d.", "rule": "Article and noun agree", "rule_id": "determiner-noun", "example": "El problema es dif\u00edcil.", "rank": 0, "confidence": 0.8698762655258179, "source": "grammar", "dismissed": false, "id": "0-dd7d8ae7", "evidence": "sure", "heard_at": null}]', 'El problema es que no tengo dinero. ¿Qué es la idiosincrasia?', NULL, NULL, NULL, NULL, NULL, '2026-11-29 09:40:32.995862', NULL, NULL, '[]', NULL, '[]');
INSERT INTO "message" VALUES ('9bff16a56a6d46b496b286edaea7c79b', '0d5be6575445456da0c358f969f93dfe', 'a527c994ef2a4f11b80c221c8f851c61', 5, 'tutor', '¡Qué idiosincrasia tan singular! ¿Y tú?', 'complete', 0, NULL, NULL, '[]', NULL, NULL, '{"prompt_tokens": 42, "completion_tokens": 4, "cached_tokens": null, "tokens_per_s": 4.0, "first_token_ms": 18.2}', 'fake-chat:1b', 'ollama', NULL, '2026-11-29 09:40:32.996691', NULL, 'A1', '[{"text": "idiosincrasia", "start": 5, "end": 18, "lemma": "idiosincrasia", "level": "C1", "meaning": ""}, {"text": "singular", "start": 23, "end": 31, "lemma": "singular", "level": "B1", "meaning": ""}]', 'Ollama answers and has fake-chat:1b', '[]');
INSERT INTO "message" VALUES ('313564f0d6074f9fb2af2c23433ac98b', '0d5be6575445456da0c358f969f93dfe', '62a060e9c9a54fe294d0e6f47156027f', 6, 'learner', 'Gracias, adiós.', 'complete', 0, NULL, NULL, '[]', 'Gracias, adiós.', NULL, NULL, NULL, NULL, NULL, '2026-11-29 09:40:33.216440', NULL, NULL, '[]', NULL, '[]');
INSERT INTO "message" VALUES ('99c9ff3e393b4d5cb285df0267bba9ba', '0d5be6575445456da0c358f969f93dfe', '62a060e9c9a54fe294d0e6f47156027f', 7, 'tutor', '¡Qué idiosincrasia tan singular! ¿Y tú?', 'complete', 0, NULL, NULL, '[]', NULL, NULL, '{"prompt_tokens": 42, "completion_tokens": 4, "cached_tokens": null, "tokens_per_s": 4.0, "first_token_ms": 15.5}', 'fake-chat:1b', 'ollama', NULL, '2026-11-29 09:40:33.217465', NULL, 'A1', '[{"text": "idiosincrasia", "start": 5, "end": 18, "lemma": "idiosincrasia", "level": "C1", "meaning": ""}, {"text": "singular", "start": 23, "end": 31, "lemma": "singular", "level": "B1", "meaning": ""}]', 'Ollama answers and has fake-chat:1b', '[]');
CREATE TABLE turnevent (
	turn_id VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	data JSON NOT NULL, 
	CONSTRAINT pk_turnevent PRIMARY KEY (turn_id, seq), 
	CONSTRAINT fk_turnevent_turn_id_turn FOREIGN KEY(turn_id) REFERENCES turn (id) ON DELETE CASCADE
);
INSERT INTO "turnevent" VALUES ('39570fe7ef514c959eac0d631048b3c5', 1, 'start', '{"turn_id": "39570fe7ef514c959eac0d631048b3c5", "conversation_id": "c1e8ceaa8f7847499d08adb38f198750", "user_message_id": "807394107fc64ce2a12d5b99ba2f4bf4", "assistant_message_id": "9231d7a94edd45e0bca3eeb1d4d5d549", "model": "fake-chat:1b", "engine": "ollama", "level": "A2", "why": "Ollama answers and has fake-chat:1b"}');
INSERT INTO "turnevent" VALUES ('39570fe7ef514c959eac0d631048b3c5', 2, 'sources', '{"sources": [{"document_id": "fdcf985430e045959de569f86dc8d529", "title": "mar", "position": 1, "page": null, "section": "El mar", "text": "El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno. El pescador sali\u00f3 al mar antes del amanecer y volvi\u00f3 con el barco lleno."}]}');
INSERT INTO "turnevent" VALUES ('39570fe7ef514c959eac0d631048b3c5', 3, 'token', '{"text": "\u00a1Qu\u00e9 idiosincrasia "}');
INSERT INTO "turnevent" VALUES ('39570fe7ef514c959eac0d631048b3c5', 4, 'token', '{"text": "tan "}');
INSERT INTO "turnevent" VALUES ('39570fe7ef514c959eac0d631048b3c5', 5, 'token', '{"text": "singular! "}');
INSERT INTO "turnevent" VALUES ('39570fe7ef514c959eac0d631048b3c5', 6, 'token', '{"text": "\u00bfY t\u00fa?"}');
INSERT INTO "turnevent" VALUES ('39570fe7ef514c959eac0d631048b3c5', 7, 'speech', '{"text": "\u00a1Qu\u00e9 idiosincrasia tan singular! \u00bfY t\u00fa?", "speech_url": "/api/messages/9231d7a94edd45e0bca3eeb1d4d5d549/speech"}');
INSERT INTO "turnevent" VALUES ('39570fe7ef514c959eac0d631048b3c5', 8, 'done', '{"text": "\u00a1Qu\u00e9 idiosincrasia tan singular! \u00bfY t\u00fa?", "original_text": null, "learner_text": "\u00bfQu\u00e9 hizo el pescador?", "corrections": [], "corrected_text": "\u00bfQu\u00e9 hizo el pescador?", "glosses": [{"text": "idiosincrasia", "start": 5, "end": 18, "lemma": "idiosincrasia", "level": "C1", "meaning": ""}, {"text": "singular", "start": 23, "end": 31, "lemma": "singular", "level": "B1", "meaning": ""}], "reply_level": "A1", "usage": {"prompt_tokens": 42, "completion_tokens": 4, "cached_tokens": null, "tokens_per_s": 4.0, "first_token_ms": 192.5}, "speech_url": "/api/messages/9231d7a94edd45e0bca3eeb1d4d5d549/speech", "stopped": false}');
INSERT INTO "turnevent" VALUES ('7865e021c02d4b5d97910777da0fdfaa', 1, 'start', '{"turn_id": "7865e021c02d4b5d97910777da0fdfaa", "conversation_id": "0d5be6575445456da0c358f969f93dfe", "user_message_id": "67167afb423849549ff6c3a2e56a38f7", "assistant_message_id": "f0d80cd81d1e4ccdac931791617e3a71", "model": "fake-chat:1b", "engine": "ollama", "level": "A2", "why": "Ollama answers and has fake-chat:1b"}');
INSERT INTO "turnevent" VALUES ('7865e021c02d4b5d97910777da0fdfaa', 2, 'token', '{"text": "\u00a1Qu\u00e9 idiosincrasia "}');
INSERT INTO "turnevent" VALUES ('7865e021c02d4b5d97910777da0fdfaa', 3, 'token', '{"text": "tan "}');
INSERT INTO "turnevent" VALUES ('7865e021c02d4b5d97910777da0fdfaa', 4, 'token', '{"text": "singular! "}');
INSERT INTO "turnevent" VALUES ('7865e021c02d4b5d97910777da0fdfaa', 5, 'token', '{"text": "\u00bfY t\u00fa?"}');
INSERT INTO "turnevent" VALUES ('7865e021c02d4b5d97910777da0fdfaa', 6, 'speech', '{"text": "\u00a1Qu\u00e9 idiosincrasia tan singular! \u00bfY t\u00fa?", "speech_url": "/api/messages/f0d80cd81d1e4ccdac931791617e3a71/speech"}');
INSERT INTO "turnevent" VALUES ('7865e021c02d4b5d97910777da0fdfaa', 7, 'done', '{"text": "\u00a1Qu\u00e9 idiosincrasia tan singular! \u00bfY t\u00fa?", "original_text": null, "learner_text": "Yo quiere un caf\u00e9 con leche, por favor.", "corrections": [{"start": 3, "end": 9, "original": "quiere", "replacement": "quiero", "category": "verb form", "severity": "major", "explanation": "With this subject we say \u201cquiero\u201d.", "rule": "Subject and verb agree", "rule_id": "subject-verb", "example": "Mis padres viven en Lima.", "rank": 0, "confidence": 0.75, "source": "grammar", "dismissed": false, "id": "3-b0289fcf", "evidence": "sure", "heard_at": null}], "corrected_text": "Yo quiero un caf\u00e9 con leche, por favor.", "glosses": [{"text": "idiosincrasia", "start": 5, "end": 18, "lemma": "idiosincrasia", "level": "C1", "meaning": ""}, {"text": "singular", "start": 23, "end": 31, "lemma": "singular", "level": "B1", "meaning": ""}], "reply_level": "A1", "usage": {"prompt_tokens": 42, "completion_tokens": 4, "cached_tokens": null, "tokens_per_s": 4.0, "first_token_ms": 30.6}, "speech_url": "/api/messages/f0d80cd81d1e4ccdac931791617e3a71/speech", "stopped": false}');
INSERT INTO "turnevent" VALUES ('a527c994ef2a4f11b80c221c8f851c61', 1, 'start', '{"turn_id": "a527c994ef2a4f11b80c221c8f851c61", "conversation_id": "0d5be6575445456da0c358f969f93dfe", "user_message_id": "a7d76a4f0668477bad08184badf09bad", "assistant_message_id": "9bff16a56a6d46b496b286edaea7c79b", "model": "fake-chat:1b", "engine": "ollama", "level": "A2", "why": "Ollama answers and has fake-chat:1b"}');
INSERT INTO "turnevent" VALUES ('a527c994ef2a4f11b80c221c8f851c61', 2, 'token', '{"text": "\u00a1Qu\u00e9 idiosincrasia "}');
INSERT INTO "turnevent" VALUES ('a527c994ef2a4f11b80c221c8f851c61', 3, 'token', '{"text": "tan "}');
INSERT INTO "turnevent" VALUES ('a527c994ef2a4f11b80c221c8f851c61', 4, 'token', '{"text": "singular! "}');
INSERT INTO "turnevent" VALUES ('a527c994ef2a4f11b80c221c8f851c61', 5, 'token', '{"text": "\u00bfY t\u00fa?"}');
INSERT INTO "turnevent" VALUES ('a527c994ef2a4f11b80c221c8f851c61', 6, 'speech', '{"text": "\u00a1Qu\u00e9 idiosincrasia tan singular! \u00bfY t\u00fa?", "speech_url": "/api/messages/9bff16a56a6d46b496b286edaea7c79b/speech"}');
INSERT INTO "turnevent" VALUES ('a527c994ef2a4f11b80c221c8f851c61', 7, 'done', '{"text": "\u00a1Qu\u00e9 idiosincrasia tan singular! \u00bfY t\u00fa?", "original_text": null, "learner_text": "La problema es que no tengo dinero. \u00bfQu\u00e9 es la idiosincrasia?", "corrections": [{"start": 0, "end": 2, "original": "La", "replacement": "El", "category": "agreement", "severity": "normal", "explanation": "Here we say \u201cEl\u201d.", "rule": "Article and noun agree", "rule_id": "determiner-noun", "example": "El problema es dif\u00edcil.", "rank": 0, "confidence": 0.8698762655258179, "source": "grammar", "dismissed": false, "id": "0-dd7d8ae7", "evidence": "sure", "heard_at": null}], "corrected_text": "El problema es que no tengo dinero. \u00bfQu\u00e9 es la idiosincrasia?", "glosses": [{"text": "idiosincrasia", "start": 5, "end": 18, "lemma": "idiosincrasia", "level": "C1", "meaning": ""}, {"text": "singular", "start": 23, "end": 31, "lemma": "singular", "level": "B1", "meaning": ""}], "reply_level": "A1", "usage": {"prompt_tokens": 42, "completion_tokens": 4, "cached_tokens": null, "tokens_per_s": 4.0, "first_token_ms": 18.2}, "speech_url": "/api/messages/9bff16a56a6d46b496b286edaea7c79b/speech", "stopped": false}');
INSERT INTO "turnevent" VALUES ('62a060e9c9a54fe294d0e6f47156027f', 1, 'start', '{"turn_id": "62a060e9c9a54fe294d0e6f47156027f", "conversation_id": "0d5be6575445456da0c358f969f93dfe", "user_message_id": "313564f0d6074f9fb2af2c23433ac98b", "assistant_message_id": "99c9ff3e393b4d5cb285df0267bba9ba", "model": "fake-chat:1b", "engine": "ollama", "level": "A2", "why": "Ollama answers and has fake-chat:1b"}');
INSERT INTO "turnevent" VALUES ('62a060e9c9a54fe294d0e6f47156027f', 2, 'token', '{"text": "\u00a1Qu\u00e9 idiosincrasia "}');
INSERT INTO "turnevent" VALUES ('62a060e9c9a54fe294d0e6f47156027f', 3, 'token', '{"text": "tan "}');
INSERT INTO "turnevent" VALUES ('62a060e9c9a54fe294d0e6f47156027f', 4, 'token', '{"text": "singular! "}');
INSERT INTO "turnevent" VALUES ('62a060e9c9a54fe294d0e6f47156027f', 5, 'token', '{"text": "\u00bfY t\u00fa?"}');
INSERT INTO "turnevent" VALUES ('62a060e9c9a54fe294d0e6f47156027f', 6, 'speech', '{"text": "\u00a1Qu\u00e9 idiosincrasia tan singular! \u00bfY t\u00fa?", "speech_url": "/api/messages/99c9ff3e393b4d5cb285df0267bba9ba/speech"}');
INSERT INTO "turnevent" VALUES ('62a060e9c9a54fe294d0e6f47156027f', 7, 'done', '{"text": "\u00a1Qu\u00e9 idiosincrasia tan singular! \u00bfY t\u00fa?", "original_text": null, "learner_text": "Gracias, adi\u00f3s.", "corrections": [], "corrected_text": "Gracias, adi\u00f3s.", "glosses": [{"text": "idiosincrasia", "start": 5, "end": 18, "lemma": "idiosincrasia", "level": "C1", "meaning": ""}, {"text": "singular", "start": 23, "end": 31, "lemma": "singular", "level": "B1", "meaning": ""}], "reply_level": "A1", "usage": {"prompt_tokens": 42, "completion_tokens": 4, "cached_tokens": null, "tokens_per_s": 4.0, "first_token_ms": 15.5}, "speech_url": "/api/messages/99c9ff3e393b4d5cb285df0267bba9ba/speech", "stopped": false}');
CREATE TABLE account (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	password_hash VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT fk_account_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE, 
	CONSTRAINT uq_account_learner_id UNIQUE (learner_id), 
	CONSTRAINT uq_account_name UNIQUE (name)
);
INSERT INTO "account" VALUES ('fe008a7bc49048dcb5c56aa0180bb9e7', '51d716bf90f741b9825d07e6800567dd', 'doña clara', '$argon2id$v=19$m=65536,t=3,p=4$tJJQljlWxJ5zzTO10BFVEQ$1HQGLq2pP1EPIiwjnnAE32SScEz7Nt3ZF1E0I4a/X/0', 'owner', '2026-11-29 09:40:57.710256');
CREATE TABLE credential (
	id VARCHAR NOT NULL, 
	account_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	secret_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	last_used_at DATETIME NOT NULL, 
	expires_at DATETIME, 
	CONSTRAINT pk_credential PRIMARY KEY (id), 
	CONSTRAINT fk_credential_account_id_account FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE, 
	CONSTRAINT uq_credential_secret_hash UNIQUE (secret_hash)
);
INSERT INTO "credential" VALUES ('9b6f34e3ce5c4290b29a85bf873de219', 'fe008a7bc49048dcb5c56aa0180bb9e7', 'session', '', 'b1ed0b19ee736f7d0292b4ab74795dca510a36276ff4b008d4b950c03aab2fff', '2026-11-29 09:40:57.752116', '2026-11-29 09:40:57.752123', '2026-12-29 09:40:57.751867');
INSERT INTO "credential" VALUES ('d22030b2a3914c868643e39f79c57db5', 'fe008a7bc49048dcb5c56aa0180bb9e7', 'token', 'un programa', '96bc96050f4e57b8cd43080a3adf6282f6f4e3616161c0c5a76e1bee7885c04b', '2026-11-29 09:40:57.806085', '2026-11-29 09:40:57.806091', NULL);
CREATE TABLE invitation (
	id VARCHAR NOT NULL, 
	secret_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_by VARCHAR, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT uq_invitation_secret_hash UNIQUE (secret_hash)
);
INSERT INTO "invitation" VALUES ('79c67260d1184c40b24cc01dcaeaf2af', '73ca212608012678c9a4794e4b13f60f173f39bf384e6efaee8f349ee3ffe4f5', '2026-11-29 09:40:57.795450', '2026-12-06 09:40:57.795318', NULL);
CREATE TABLE dismissal (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	original VARCHAR NOT NULL, 
	replacement VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	rule_id VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_dismissal PRIMARY KEY (id), 
	CONSTRAINT fk_dismissal_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE, 
	CONSTRAINT uq_dismissal_learner_id UNIQUE (learner_id, original, replacement, rule_id)
);
INSERT INTO "dismissal" VALUES ('8492a0f019ff45caae0f8d2e442923d0', '51d716bf90f741b9825d07e6800567dd', 'quiere', 'quiero', 'verb form', 'subject-verb', 1, '2026-11-29 09:40:33.304776', '2026-11-29 09:40:33.304786');
CREATE TABLE attempt (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	item_id VARCHAR NOT NULL, 
	point_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	answer TEXT, 
	verdict VARCHAR NOT NULL, 
	judged_by VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (id), 
	CONSTRAINT fk_attempt_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE
);
INSERT INTO "attempt" VALUES ('c56c5dfc40ef4c438ccaf95e0edc6c99', '51d716bf90f741b9825d07e6800567dd', 'say.ser-present.0', 'ser-present', 'say', 'son', 'wrong', 'rules', '2026-11-29 09:40:33.775015');
INSERT INTO "attempt" VALUES ('6b753209a83746ba89a2f85630e4861a', '51d716bf90f741b9825d07e6800567dd', 'listen.ser-present.2', 'ser-present', 'listen', 'son', 'wrong', 'rules', '2026-11-29 09:40:33.812205');
INSERT INTO "attempt" VALUES ('81722bfae8da470bab7ebb34e056c994', '51d716bf90f741b9825d07e6800567dd', 'choice.ser-present.2', 'ser-present', 'choice', 'son', 'right', 'rules', '2026-11-29 09:40:33.880562');
CREATE TABLE placement (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	asked JSON NOT NULL, 
	answers JSON NOT NULL, 
	spoken BOOLEAN NOT NULL, 
	level VARCHAR, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_placement PRIMARY KEY (id), 
	CONSTRAINT fk_placement_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE
);
INSERT INTO "placement" VALUES ('04cbac4cc17c44a4ba905fab8df39f05', '51d716bf90f741b9825d07e6800567dd', '["cloze.verb-prepositions.2", "choice.preterite-regular.0", "cloze.hay-estar.2", "listen.noun-number.0"]', '["wrong", "wrong", "wrong"]', 0, NULL, '2026-11-29 09:40:34.013661');
CREATE TABLE reviewsettings (
	learner_id VARCHAR NOT NULL, 
	daily_limit INTEGER NOT NULL, 
	new_per_day INTEGER NOT NULL, 
	session_minutes INTEGER NOT NULL, 
	timezone VARCHAR NOT NULL, 
	CONSTRAINT pk_reviewsettings PRIMARY KEY (learner_id), 
	CONSTRAINT fk_reviewsettings_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE
);
INSERT INTO "reviewsettings" VALUES ('51d716bf90f741b9825d07e6800567dd', 100, 7, 5, 'Europe/Madrid');
CREATE TABLE card (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	front TEXT NOT NULL, 
	back TEXT NOT NULL, 
	sentence TEXT NOT NULL, 
	rule VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	form TEXT NOT NULL, 
	message_id VARCHAR, 
	standing VARCHAR NOT NULL, 
	leech BOOLEAN NOT NULL, 
	due DATETIME NOT NULL, 
	step INTEGER, 
	stability FLOAT, 
	difficulty FLOAT, 
	last_review DATETIME, 
	reviews INTEGER NOT NULL, 
	lapses INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	retired_at DATETIME, 
	CONSTRAINT pk_card PRIMARY KEY (id), 
	CONSTRAINT fk_card_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE, 
	CONSTRAINT fk_card_message_id_message FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE SET NULL, 
	CONSTRAINT uq_card_learner_id UNIQUE (learner_id, kind, "key")
);
INSERT INTO "card" VALUES ('5adbbb624c3f41f98c03768fc2841a90', '51d716bf90f741b9825d07e6800567dd', 'error', 'subject-verb:quiero', 'quiere', 'quiero', 'Yo quiere un café con leche, por favor.', 'subject-verb', 'verb form', 'quiero', '67167afb423849549ff6c3a2e56a38f7', 'new', 0, '2026-11-29 09:40:32.934508', 0, NULL, NULL, NULL, 0, 0, 1, '2026-11-29 09:40:32.934524', NULL);
INSERT INTO "card" VALUES ('811c9a90f05c4e5490d114275bc89eb4', '51d716bf90f741b9825d07e6800567dd', 'error', 'determiner-noun:el problema', 'La', 'El', 'La problema es que no tengo dinero. ¿Qué es la idiosincrasia?', 'determiner-noun', 'agreement', 'El problema', 'a7d76a4f0668477bad08184badf09bad', 'new', 0, '2026-11-29 09:40:33.136245', 0, NULL, NULL, NULL, 0, 0, 1, '2026-11-29 09:40:33.136265', NULL);
INSERT INTO "card" VALUES ('ff13e0f1e4b84a549d2f8adacf7570a3', '51d716bf90f741b9825d07e6800567dd', 'word', 'madrugada', 'madrugada', 'early morning', 'Era de madrugada.', '', '', '', NULL, 'learning', 0, '2026-11-29 09:50:33.417839', 1, 2.3065, 2.11810397045901588342e+00, '2026-11-29 09:40:33.417839', 1, 0, 2, '2026-11-29 09:40:33.405391', NULL);
INSERT INTO "card" VALUES ('c6bf963cebab4eae8af6b8505b1d11c2', '51d716bf90f741b9825d07e6800567dd', 'item', 'say.ser-present.0', 'I am a student.', 'Yo soy estudiante.', 'Yo soy estudiante.', '', '', '', NULL, 'new', 0, '2026-11-29 09:40:33.778046', 0, NULL, NULL, NULL, 0, 0, 1, '2026-11-29 09:40:33.778059', NULL);
INSERT INTO "card" VALUES ('8fe3e17e95e04be487df1642ff0bff17', '51d716bf90f741b9825d07e6800567dd', 'item', 'listen.ser-present.2', 'Mis padres son profesores.', 'My parents are teachers.', 'Mis padres son profesores.', '', '', '', NULL, 'new', 0, '2026-11-29 09:40:33.813593', 0, NULL, NULL, NULL, 0, 0, 1, '2026-11-29 09:40:33.813606', NULL);
CREATE TABLE reviewlog (
	id INTEGER NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	card_id VARCHAR NOT NULL, 
	rating INTEGER NOT NULL, 
	first BOOLEAN NOT NULL, 
	duration_ms INTEGER, 
	"before" JSON NOT NULL, 
	reviewed_at DATETIME NOT NULL, 
	CONSTRAINT pk_reviewlog PRIMARY KEY (id), 
	CONSTRAINT fk_reviewlog_card_id_card FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE CASCADE, 
	CONSTRAINT fk_reviewlog_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE
);
INSERT INTO "reviewlog" VALUES (1, '51d716bf90f741b9825d07e6800567dd', 'ff13e0f1e4b84a549d2f8adacf7570a3', 3, 1, 2500, '{"standing": "new", "leech": false, "due": "2026-11-29T09:40:33.405373+00:00", "step": 0, "stability": null, "difficulty": null, "last_review": null, "reviews": 0, "lapses": 0}', '2026-11-29 09:40:33.417839');
CREATE TABLE suggestion (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	word VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	meaning TEXT NOT NULL, 
	source VARCHAR NOT NULL, 
	sentence TEXT NOT NULL, 
	message_id VARCHAR, 
	state VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_suggestion PRIMARY KEY (id), 
	CONSTRAINT fk_suggestion_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE, 
	CONSTRAINT fk_suggestion_message_id_message FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE, 
	CONSTRAINT uq_suggestion_learner_id UNIQUE (learner_id, word)
);
INSERT INTO "suggestion" VALUES ('6059d3d7bf00463382b3ffb566eeb0a4', '51d716bf90f741b9825d07e6800567dd', 'singular', 'B1', '', 'model', '¡Qué idiosincrasia tan singular!', '99c9ff3e393b4d5cb285df0267bba9ba', 'offered', '2026-11-29 09:40:34.522685');
INSERT INTO "suggestion" VALUES ('4b7813c8cbba4234bcca4d99c2e2bc28', '51d716bf90f741b9825d07e6800567dd', 'zumo', 'A2', 'juice', 'list', 'Hay café, té y zumo.', 'c3b8e5327d924c99bc6329feeeeb3197', 'offered', '2026-11-29 09:40:34.577342');
CREATE TABLE template (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_template PRIMARY KEY (id), 
	CONSTRAINT fk_template_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE
);
INSERT INTO "template" VALUES ('f08d064808a944d290c916a858fcbb28', '51d716bf90f741b9825d07e6800567dd', 'Mi plantilla', '2026-11-29 09:40:19.181050');
CREATE TABLE templateversion (
	id VARCHAR NOT NULL, 
	template_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_templateversion PRIMARY KEY (id), 
	CONSTRAINT fk_templateversion_template_id_template FOREIGN KEY(template_id) REFERENCES template (id) ON DELETE CASCADE, 
	CONSTRAINT uq_templateversion_template_id UNIQUE (template_id, number)
);
INSERT INTO "templateversion" VALUES ('b24c5a3b4ccb4b008eed2319db9c5642', 'f08d064808a944d290c916a858fcbb28', 1, 'Habla del mar. {level}', '2026-11-29 09:40:19.182193');
INSERT INTO "templateversion" VALUES ('4b33b41c82c44e2ab202c34678fe12ca', 'f08d064808a944d290c916a858fcbb28', 2, 'Habla del pan. {level}', '2026-11-29 09:40:19.219190');
CREATE TABLE document (
	id VARCHAR NOT NULL, 
	learner_id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	words INTEGER NOT NULL, 
	length INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT fk_document_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id) ON DELETE CASCADE
);
INSERT INTO "document" VALUES ('fdcf985430e045959de569f86dc8d529', '51d716bf90f741b9825d07e6800567dd', 'mar', 'text', 'B1', 200, 2, 0, '2026-11-29 09:40:22.313823');
CREATE TABLE passage (
	id INTEGER NOT NULL, 
	document_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	page INTEGER, 
	section VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	level VARCHAR NOT NULL, 
	easier TEXT, 
	easier_for VARCHAR, 
	CONSTRAINT pk_passage PRIMARY KEY (id), 
	CONSTRAINT fk_passage_document_id_document FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE, 
	CONSTRAINT uq_passage_document_id UNIQUE (document_id, position)
);
INSERT INTO "passage" VALUES (1, 'fdcf985430e045959de569f86dc8d529', 1, NULL, 'El mar', 'El pescador salió al mar antes del amanecer y volvió con el barco lleno. El pescador salió al mar antes del amanecer y volvió con el barco lleno. El pescador salió al mar antes del amanecer y volvió con el barco lleno. El pescador salió al mar antes del amanecer y volvió con el barco lleno. El pescador salió al mar antes del amanecer y volvió con el barco lleno. El pescador salió al mar antes del amanecer y volvió con el barco lleno. El pescador salió al mar antes del amanecer y volvió con el barco lleno. El pescador salió al mar antes del amanecer y volvió con el barco lleno.', 'B1', NULL, NULL);
INSERT INTO "passage" VALUES (2, 'fdcf985430e045959de569f86dc8d529', 2, NULL, 'El pan', 'La harina llegaba los lunes, y el panadero cantaba mientras amasaba. La harina llegaba los lunes, y el panadero cantaba mientras amasaba. La harina llegaba los lunes, y el panadero cantaba mientras amasaba. La harina llegaba los lunes, y el panadero cantaba mientras amasaba. La harina llegaba los lunes, y el panadero cantaba mientras amasaba. La harina llegaba los lunes, y el panadero cantaba mientras amasaba. La harina llegaba los lunes, y el panadero cantaba mientras amasaba. La harina llegaba los lunes, y el panadero cantaba mientras amasaba.', 'B2', NULL, NULL);
CREATE TABLE passageterms (
	passage_id INTEGER NOT NULL, 
	terms TEXT NOT NULL, 
	CONSTRAINT pk_passageterms PRIMARY KEY (passage_id), 
	CONSTRAINT fk_passageterms_passage_id_passage FOREIGN KEY(passage_id) REFERENCES passage (id) ON DELETE CASCADE
);
INSERT INTO "passageterms" VALUES (1, 'el mar el pescador salir al mar antes del amanecer y volver con el barc llen el pescador salir al mar antes del amanecer y volver con el barc llen el pescador salir al mar antes del amanecer y volver con el barc llen el pescador salir al mar antes del amanecer y volver con el barc llen el pescador salir al mar antes del amanecer y volver con el barc llen el pescador salir al mar antes del amanecer y volver con el barc llen el pescador salir al mar antes del amanecer y volver con el barc llen el pescador salir al mar antes del amanecer y volver con el barc llen');
INSERT INTO "passageterms" VALUES (2, 'el pan la harin llegar los lunes y el panader cantar mientras amasar la harin llegar los lunes y el panader cantar mientras amasar la harin llegar los lunes y el panader cantar mientras amasar la harin llegar los lunes y el panader cantar mientras amasar la harin llegar los lunes y el panader cantar mientras amasar la harin llegar los lunes y el panader cantar mientras amasar la harin llegar los lunes y el panader cantar mientras amasar la harin llegar los lunes y el panader cantar mientras amasar');
CREATE VIRTUAL TABLE passage_index USING fts5(terms, content='passageterms', content_rowid='passage_id', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE share (
	conversation_id VARCHAR NOT NULL, 
	secret_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_share PRIMARY KEY (conversation_id), 
	CONSTRAINT fk_share_conversation_id_conversation FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE, 
	CONSTRAINT uq_share_secret_hash UNIQUE (secret_hash)
);
INSERT INTO "share" VALUES ('0d5be6575445456da0c358f969f93dfe', '1e53787ac4b28a3c92c2d547ffc0f3c8448aac551b8b614863e2fcf00e16fb01', '2026-11-29 09:40:33.293341', '2026-11-30 09:40:33.293218');
CREATE TABLE passagevector (
	passage_id INTEGER NOT NULL, 
	model VARCHAR NOT NULL, 
	vector BLOB NOT NULL, 
	CONSTRAINT pk_passagevector PRIMARY KEY (passage_id), 
	CONSTRAINT fk_passagevector_passage_id_passage FOREIGN KEY(passage_id) REFERENCES passage (id) ON DELETE CASCADE
);
INSERT INTO "passagevector" VALUES (1, 'fake-embeddings', X'0000003C00001920');
INSERT INTO "passagevector" VALUES (2, 'fake-embeddings', X'00000000003C0622');
CREATE INDEX ix_conversation_learner_id ON conversation (learner_id);
CREATE INDEX ix_conversation_updated_at ON conversation (updated_at);
CREATE INDEX ix_turn_conversation_id ON turn (conversation_id);
CREATE INDEX ix_message_conversation_id ON message (conversation_id);
CREATE INDEX ix_message_position ON message (position);
CREATE INDEX ix_message_turn_id ON message (turn_id);
CREATE INDEX ix_credential_account_id ON credential (account_id);
CREATE INDEX ix_dismissal_learner_id ON dismissal (learner_id);
CREATE INDEX ix_attempt_point ON attempt (learner_id, point_id, created_at);
CREATE INDEX ix_placement_learner_id ON placement (learner_id);
CREATE INDEX ix_card_message_id ON card (message_id);
CREATE INDEX ix_card_queue ON card (learner_id, standing, due);
CREATE INDEX ix_reviewlog_card_id ON reviewlog (card_id);
CREATE INDEX ix_reviewlog_day ON reviewlog (learner_id, reviewed_at);
CREATE INDEX ix_suggestion_message_id ON suggestion (message_id);
CREATE INDEX ix_template_learner_id ON template (learner_id);
CREATE INDEX ix_document_learner_id ON document (learner_id);
CREATE INDEX ix_conversation_document_id ON conversation (document_id);
CREATE TRIGGER passage_indexed AFTER INSERT ON passageterms BEGIN INSERT INTO passage_index(rowid, terms) VALUES (new.passage_id, new.terms); END;
CREATE TRIGGER passage_unindexed AFTER DELETE ON passageterms BEGIN INSERT INTO passage_index(passage_index, rowid, terms) VALUES ('delete', old.passage_id, old.terms); END;
INSERT INTO passage_index(passage_index) VALUES ('rebuild');
