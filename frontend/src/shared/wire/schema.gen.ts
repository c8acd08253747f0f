/** Made by `npm run types` from what the server says of its API: do not edit. */

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptRequest: {
            rule_id: string;
            /** @default grammar */
            source?: string;
        };
        AccountOut: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "teacher" | "learner";
            active: boolean;
            /** @enum {string} */
            by: "password" | "elsewhere" | "course";
            /** Format: date-time */
            created_at: string;
        };
        /** @description What is left out stays. An account that is not `active` opens to nobody; what is theirs stays. */
        AccountPatch: {
            role?: ("teacher" | "learner") | null;
            active?: boolean | null;
        };
        AgainIn: {
            due_at?: string | null;
        };
        /** @description The whole answer, and what it cost. */
        AnswerDone: {
            text: string;
            usage: components["schemas"]["UsageOut"] | null;
        };
        /** @description The events of one answer that is not kept: why something is corrected, a template tried. */
        AnswerEvents: {
            start: components["schemas"]["AnswerStart"];
            queue: components["schemas"]["QueueEvent"];
            token: components["schemas"]["TokenEvent"];
            done: components["schemas"]["AnswerDone"];
            error: components["schemas"]["ErrorBody"];
        };
        /**
         * @description `answer: null` is "I don't know". `judge` lets the language model decide what the rules can't. `id` is the device's
         *     name for the answer: sent again because the reply to it was lost, it counts once.
         */
        AnswerIn: {
            answer: string | null;
            /** @default false */
            judge?: boolean;
            id?: string | null;
        };
        /** @description Who answers. */
        AnswerStart: {
            model: string;
            engine: string;
            why: string;
        };
        /** @description Who answers and why; `tokens_per_s` as measured when it arrived here, None where it was not. */
        AnsweringOut: {
            engine: string;
            model: string;
            why: string;
            here: boolean;
            host: string;
            tokens_per_s: number | null;
        };
        /** @description A model or voice that is being fetched, and how much of it is here, in bytes. */
        ArrivingOut: {
            name: string;
            /** @enum {string} */
            kind: "llm" | "stt" | "tts";
            here: number;
            size: number;
        };
        /**
         * @description Something to do, without how anybody stands to it. One of these says what: `scene_id`, `points`, `exercise`, `words`
         *     (how many), `set_id` (sentences of the class); a text says nothing, it is opened by `start`.
         */
        AssignmentOut: {
            id: string;
            classroom_id: string;
            /** @enum {string} */
            kind: "scene" | "points" | "exercise" | "text" | "words" | "sentences";
            title: string;
            scene_id: string | null;
            points: string[];
            exercise: string | null;
            words: number;
            set_id: string | null;
            level: components["schemas"]["Level"] | null;
            amount: number;
            due_at: string | null;
            note: string;
            /** Format: date-time */
            created_at: string;
        };
        /** @description What is left out stays. */
        AssignmentPatch: {
            due_at?: string | null;
            note?: string | null;
        };
        /** @description A class for a learner in it. `consented_at`: since when its teacher sees what they say and do; null for never. */
        AttendedOut: {
            id: string;
            name: string;
            teacher: string;
            /** Format: date-time */
            joined_at: string;
            consented_at: string | null;
            retention_days: number | null;
        };
        /** @description A line that cannot be used, counted from 1. */
        BadLineOut: {
            line: number;
            /** @enum {string} */
            fault: "unreadable" | "no_spanish" | "too_long" | "nothing_asked" | "gap_elsewhere" | "no_such_point" | "many_alternatives" | "twice" | "too_many" | "no_title" | "no_text";
            text: string;
        };
        /** @description A better partner that is on its way; `share` of it is here, 0…1. */
        BetterOut: {
            name: string;
            share: number;
        };
        Body_pronunciation_api_pronunciation_post: {
            audio: string;
            text: string;
        };
        Body_shadow_api_messages__message_id__shadow_post: {
            audio: string;
            sentence: number;
            /** @default 1 */
            speed?: number;
        };
        Body_transcriptions_v1_audio_transcriptions_post: {
            file: string;
            /**
             * @default json
             * @enum {string}
             */
            response_format?: "json" | "text" | "verbose_json" | "srt" | "vtt";
        };
        /** @description `path` is shown once: only its hash is kept. A new one puts an end to the old one. */
        CalendarOut: {
            path: string;
        };
        /** @description The class, and what the link that led to it is about, if it is about anything. */
        CameInOut: {
            id: string;
            name: string;
            teacher: string;
            /** Format: date-time */
            joined_at: string;
            consented_at: string | null;
            retention_days: number | null;
            assignment_id: string | null;
        };
        /**
         * @description A card. `item` is what to ask now: for items the item itself, for errors a new one about the same point.
         *
         *     `right`, of a card just reviewed: whether it was known. What was answered wrongly was not, whatever the rating.
         */
        CardOut: {
            id: string;
            /** @enum {string} */
            kind: "word" | "error" | "item";
            front: string;
            back: string;
            sentence: string;
            rule: string;
            category: string;
            form: string;
            message_id: string | null;
            /** @enum {string} */
            standing: "new" | "learning" | "review" | "suspended" | "retired";
            leech: boolean;
            /** Format: date-time */
            due: string;
            reviews: number;
            lapses: number;
            version: number;
            /** Format: date-time */
            created_at: string;
            retired_at: string | null;
            item: components["schemas"]["ItemOut"] | null;
            right: boolean | null;
        };
        CardPatch: {
            back?: string | null;
            sentence?: string | null;
            standing?: ("active" | "suspended") | null;
        };
        /** @description What other programs send; what is not listed here is ignored, as they expect. `model` may be anything. */
        ChatBody: {
            messages: components["schemas"]["ChatTurn"][];
            /** @default  */
            model?: string;
            /** @default false */
            stream?: boolean;
            /**
             * @default {
             *       "include_usage": false
             *     }
             */
            stream_options?: components["schemas"]["StreamOptions"];
            max_tokens?: number | null;
            max_completion_tokens?: number | null;
            /** @default 0.6 */
            temperature?: number;
            top_p?: number | null;
            /**
             * @default {
             *       "type": "text"
             *     }
             */
            response_format?: components["schemas"]["ResponseFormat"];
        };
        /** @description One message. What a tool answered is read as if the user had said it. */
        ChatTurn: {
            /** @enum {string} */
            role: "system" | "developer" | "user" | "assistant" | "tool" | "function";
            content: string | components["schemas"]["ContentPart"][];
        };
        ChoiceOut: {
            chosen: string;
            expected: string;
            right: boolean;
        };
        /** @description The answer chosen for each question, as it stands there; "" for none. */
        ChoicesIn: {
            choices: string[];
        };
        ClassIn: {
            name: string;
        };
        /** @description A class for its teacher. `code` opens it, null while its door is closed. */
        ClassOut: {
            id: string;
            name: string;
            code: string | null;
            code_expires_at: string | null;
            retention_days: number | null;
            /** Format: date-time */
            created_at: string;
            learners: number;
        };
        /** @description What is left out stays. `retention_days` null keeps what was handed in until the class is deleted. */
        ClassPatch: {
            name?: string | null;
            retention_days?: number | null;
        };
        /** @description Sentences that a class has to practise. */
        ClassSetOut: {
            id: string;
            title: string;
            count: number;
        };
        /** @description `may_teach`: who asks is a teacher here, or the owner. */
        ClassesOut: {
            may_teach: boolean;
            teaching: components["schemas"]["ClassOut"][];
            attending: components["schemas"]["AttendedOut"][];
        };
        /** @description `returned`: it is to be done once more. */
        CommentIn: {
            /** @default  */
            comment?: string;
            /** @default  */
            mark?: string;
            /** @default false */
            returned?: boolean;
        };
        /** @description A kind of mistake, how often it was made and by how many. */
        CommonMistakeOut: {
            rule_id: string;
            rule: string;
            category: string;
            point_id: string | null;
            count: number;
            learners: number;
            examples: components["schemas"]["MendedOut"][];
        };
        ConsentIn: {
            consent: boolean;
        };
        /** @description A piece of a message; what is no text, a picture for example, is passed over. */
        ContentPart: {
            /** @default text */
            type?: string;
            /** @default  */
            text?: string;
        };
        ConversationOut: {
            id: string;
            title: string;
            level: components["schemas"]["Level"];
            scenario_id: string;
            document_id: string | null;
            place: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            archived: boolean;
            summary: string;
            focus: components["schemas"]["FocusOut"] | null;
            template: components["schemas"]["TemplateUsed"];
            active_turn_id: string | null;
            messages: components["schemas"]["MessageOut"][];
        };
        /** @description `archived` puts a conversation away, or brings it back. */
        ConversationPatch: {
            archived?: boolean | null;
            title?: string | null;
            level?: components["schemas"]["Level"] | null;
        };
        /** @description What another page of the learner cannot know by itself. */
        ConversationState: {
            last_turn_id: string | null;
            shared_until: string | null;
            followers: number;
        };
        ConversationSummary: {
            id: string;
            title: string;
            level: components["schemas"]["Level"];
            scenario_id: string;
            document_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            message_count: number;
            last_text: string;
        };
        /** @description One of our scenes that may be copied. */
        CopyableOut: {
            id: string;
            title: string;
            title_es: string;
            icon: string;
            level_min: components["schemas"]["Level"];
        };
        CorrectionAnswer: {
            corrections: components["schemas"]["CorrectionOut"][];
            corrected_text: string;
        };
        /** @description `reason` says why, finer than `rule_id`; `likely` is asked about and not struck; `secondary` is above the level. */
        CorrectionOut: {
            id: string;
            start: number;
            end: number;
            original: string;
            replacement: string;
            category: string;
            /** @enum {string} */
            severity: "minor" | "normal" | "major";
            explanation: string;
            rule: string;
            rule_id: string;
            example: string;
            rank: number;
            confidence: number;
            source: string;
            dismissed: boolean;
            /** @enum {string} */
            evidence: "sure" | "weak";
            heard_at: [
                number,
                number
            ] | null;
            reason: string;
            /** @enum {string} */
            certainty: "sure" | "likely";
            secondary: boolean;
        };
        /** @description `conversation_id`: where the text is being written, so that the model can read it before it is sent. */
        CorrectionRequest: {
            text: string;
            conversation_id?: string | null;
            /** @default B1 */
            level?: components["schemas"]["Level"];
            /**
             * @default fast
             * @enum {string}
             */
            mode?: "fast" | "full";
        };
        DebriefOut: {
            conversation_id: string;
            goals: components["schemas"]["GoalOut"][];
            well: components["schemas"]["WellOut"][];
            mistakes: components["schemas"]["MistakeOut"][];
            words_met: string[];
            words_said: number;
            speaking: components["schemas"]["SpeakingOut"] | null;
            practised: components["schemas"]["PractisedOut"] | null;
            next: components["schemas"]["NextOut"];
        };
        /** @description Cards that are due now or soon, exercises besides, and how each exercise is answered, by its id. */
        DeckOut: {
            cards: components["schemas"]["CardOut"][];
            items: components["schemas"]["ItemOut"][];
            keys: {
                [key: string]: components["schemas"]["KeyOut"];
            };
            session_minutes: number;
        };
        DismissRequest: {
            rule_id: string;
            /** @default grammar */
            source?: string;
            original: string;
            replacement: string;
            category: string;
        };
        /**
         * @description `length` is in passages; `place` is the one read last, 0 before the first. What is `recorded` is read aloud in the voice
         *     that was heard.
         */
        DocumentOut: {
            id: string;
            title: string;
            /** @enum {string} */
            kind: "text" | "html" | "pdf" | "epub" | "subtitles" | "sound";
            level: components["schemas"]["Level"];
            words: number;
            length: number;
            place: number;
            sample_id: string | null;
            recorded: boolean;
            /** Format: date-time */
            created_at: string;
        };
        DocumentPatch: {
            title: string;
        };
        /**
         * @description The end: the reply as it is kept, and the learner's words with what should change in them.
         *
         *     `switched`: not all of them were Spanish, so that no corrections do not mean no mistakes.
         */
        DoneEvent: {
            text: string;
            original_text: string | null;
            learner_text: string;
            corrections: components["schemas"]["CorrectionOut"][];
            corrected_text: string;
            glosses: components["schemas"]["HardWord"][];
            reply_level: components["schemas"]["Level"] | null;
            usage: components["schemas"]["UsageOut"] | null;
            speech_url: string;
            stopped: boolean;
            switched: boolean;
            goals: string[];
            scene_over: boolean;
        };
        /** @description Something that was to be done. `right` of `total`, and where its recording is, only of what may be seen. */
        DoneTaskOut: {
            assignment_id: string;
            title: string;
            /** @enum {string} */
            kind: "scene" | "points" | "exercise" | "text" | "words" | "sentences";
            /** @enum {string} */
            state: "open" | "done" | "returned";
            done_at: string | null;
            right: number | null;
            total: number | null;
            comment: string;
            mark: string;
            handed_in: boolean;
            recording_url: string | null;
        };
        /** @description The class behind a code, before one comes in. */
        DoorOut: {
            name: string;
            teacher: string;
            retention_days: number | null;
            inside: boolean;
        };
        /** @description A fetch: `here` and `total` in bytes; `problem` and `action` say why it failed, and what helps. */
        DownloadOut: {
            /** @enum {string} */
            state: "waiting" | "coming" | "done" | "failed" | "cancelled";
            here: number;
            total: number;
            problem: string;
            action: string;
        };
        "DraftAnswer-Input": {
            id: string;
            /** @default [] */
            hears?: string[];
            /** @default {} */
            say?: {
                [key: string]: string[];
            };
            /** @default [] */
            key?: string[];
        };
        "DraftAnswer-Output": {
            id: string;
            /** @default [] */
            hears: string[];
            /** @default {} */
            say: {
                [key: string]: string[];
            };
            /** @default [] */
            key: string[];
        };
        "DraftCard-Input": {
            /** @default  */
            you?: string;
            /** @default  */
            you_es?: string;
            /** @default [] */
            phrases?: [
                string,
                string
            ][];
        };
        "DraftCard-Output": {
            /** @default  */
            you: string;
            /** @default  */
            you_es: string;
            /** @default [] */
            phrases: [
                string,
                string
            ][];
        };
        "DraftEnd-Input": {
            /** @default {} */
            say?: {
                [key: string]: string[];
            };
        };
        "DraftEnd-Output": {
            /** @default {} */
            say: {
                [key: string]: string[];
            };
        };
        "DraftExample-Input": {
            /** @enum {string} */
            band: "A" | "B" | "C";
            /** @default  */
            learner?: string;
            /** @default  */
            partner?: string;
        };
        "DraftExample-Output": {
            /** @enum {string} */
            band: "A" | "B" | "C";
            /** @default  */
            learner: string;
            /** @default  */
            partner: string;
        };
        /** @description Something that is sold. Without `the` and `hears` they are made of `one`. */
        "DraftItem-Input": {
            id: string;
            /** @default [] */
            hears?: string[];
            /** @default  */
            one?: string;
            /** @default  */
            the?: string;
            price?: number | null;
            unit?: string | null;
            /** @default false */
            sold_out?: boolean;
        };
        /** @description Something that is sold. Without `the` and `hears` they are made of `one`. */
        "DraftItem-Output": {
            id: string;
            /** @default [] */
            hears: string[];
            /** @default  */
            one: string;
            /** @default  */
            the: string;
            price: number | null;
            unit: string | null;
            /** @default false */
            sold_out: boolean;
        };
        "DraftLost-Input": {
            /** @default {} */
            say?: {
                [key: string]: string[];
            };
            /** @default {} */
            unknown?: {
                [key: string]: string[];
            };
        };
        "DraftLost-Output": {
            /** @default {} */
            say: {
                [key: string]: string[];
            };
            /** @default {} */
            unknown: {
                [key: string]: string[];
            };
        };
        /** @description Who the tutor plays. `facts` leaves out the prices of what is sold: they are told of the table. */
        "DraftPartner-Input": {
            /** @default  */
            name?: string;
            /** @default  */
            role?: string;
            /** @default  */
            facts?: string;
        };
        /** @description Who the tutor plays. `facts` leaves out the prices of what is sold: they are told of the table. */
        "DraftPartner-Output": {
            /** @default  */
            name: string;
            /** @default  */
            role: string;
            /** @default  */
            facts: string;
        };
        "DraftStep-Input": {
            id: string;
            /** @default [] */
            hears?: string[];
            /** @default  */
            goal?: string;
            /** @default  */
            goal_es?: string;
            /** @default false */
            item?: boolean;
            /** @default false */
            open?: boolean;
            /** @default false */
            optional?: boolean;
            /** @default false */
            closes?: boolean;
            /** @default [] */
            after?: string[];
            /** @default {} */
            ask?: {
                [key: string]: string[];
            };
            /** @default {} */
            done?: {
                [key: string]: string[];
            };
            /** @default {} */
            yes?: {
                [key: string]: string[];
            };
            /** @default {} */
            no?: {
                [key: string]: string[];
            };
            /** @default {} */
            help?: {
                [key: string]: string[];
            };
        };
        "DraftStep-Output": {
            id: string;
            /** @default [] */
            hears: string[];
            /** @default  */
            goal: string;
            /** @default  */
            goal_es: string;
            /** @default false */
            item: boolean;
            /** @default false */
            open: boolean;
            /** @default false */
            optional: boolean;
            /** @default false */
            closes: boolean;
            /** @default [] */
            after: string[];
            /** @default {} */
            ask: {
                [key: string]: string[];
            };
            /** @default {} */
            done: {
                [key: string]: string[];
            };
            /** @default {} */
            yes: {
                [key: string]: string[];
            };
            /** @default {} */
            no: {
                [key: string]: string[];
            };
            /** @default {} */
            help: {
                [key: string]: string[];
            };
        };
        "DraftTopic-Input": {
            id: string;
            /** @default [] */
            hears?: string[];
            /** @default  */
            title?: string;
            /** @default true */
            offered?: boolean;
            /** @default {} */
            react?: {
                [key: string]: string[];
            };
            /** @default {} */
            own?: {
                [key: string]: string[];
            };
            /** @default {} */
            ask?: {
                [key: string]: string[];
            };
            /** @default {} */
            help?: {
                [key: string]: string[];
            };
        };
        "DraftTopic-Output": {
            id: string;
            /** @default [] */
            hears: string[];
            /** @default  */
            title: string;
            /** @default true */
            offered: boolean;
            /** @default {} */
            react: {
                [key: string]: string[];
            };
            /** @default {} */
            own: {
                [key: string]: string[];
            };
            /** @default {} */
            ask: {
                [key: string]: string[];
            };
            /** @default {} */
            help: {
                [key: string]: string[];
            };
        };
        "DraftTwist-Input": {
            id: string;
            /** @default [] */
            hears?: string[];
            after: string;
            /** @default {} */
            say?: {
                [key: string]: string[];
            };
            /** @default false */
            open?: boolean;
            /** @default {} */
            done?: {
                [key: string]: string[];
            };
            /** @default {} */
            help?: {
                [key: string]: string[];
            };
        };
        "DraftTwist-Output": {
            id: string;
            /** @default [] */
            hears: string[];
            after: string;
            /** @default {} */
            say: {
                [key: string]: string[];
            };
            /** @default false */
            open: boolean;
            /** @default {} */
            done: {
                [key: string]: string[];
            };
            /** @default {} */
            help: {
                [key: string]: string[];
            };
        };
        EasierOut: {
            text: string;
            glosses: components["schemas"]["HardWord"][];
        };
        /** @description An engine that answers in place of the first one only where the learner has allowed its host. */
        ElsewhereOut: {
            title: string;
            host: string;
            allowed: boolean;
        };
        /**
         * @description Who may answer. `here` tells whether words stay on the tutor's machine or its
         *     own network, `host` where they go else, `problem` why it cannot answer now.
         */
        EngineOut: {
            id: string;
            engine: string;
            model: string;
            here: boolean;
            host: string;
            problem: string;
        };
        /** @description How an engine is doing; `detail` and `action` say what is wrong, and what helps. */
        EngineStatusOut: {
            /** @enum {string} */
            state: "off" | "loading" | "ready" | "error";
            engine: string;
            name: string;
            detail: string;
            action: string;
        };
        /** @description `chosen` is `auto` or the id of an engine; `now` is who would answer, or `problem` why nobody would. */
        EnginesOut: {
            chosen: string;
            now: components["schemas"]["AnsweringOut"] | null;
            problem: string;
            engines: components["schemas"]["EngineOut"][];
            elsewhere: components["schemas"]["ElsewhereOut"][];
            sent_away: components["schemas"]["SentAwayOut"][];
        };
        /** @description A word looked up. `source` is whose the meaning is: our lists', FreeDict's, a model's guess, or "" for none. */
        EntryOut: {
            word: string;
            lemma: string;
            level: components["schemas"]["Level"];
            meaning: string;
            /** @enum {string} */
            source: "list" | "dictionary" | "model" | "";
            /** @enum {string} */
            gender: "m" | "f" | "";
            forms: string[];
            /** @default  */
            elsewhere?: string;
            card_id: string | null;
        };
        /** @description How every error is answered. */
        ErrorAnswer: {
            error: components["schemas"]["ErrorBody"];
        };
        ErrorBody: {
            code: string;
            message: string;
            action: string;
            retryable: boolean;
        };
        ErrorCounts: {
            category: string;
            counts: number[];
        };
        /** @description The end of a turn that failed; `text` is what had arrived of the reply. */
        ErrorEvent: {
            code: string;
            message: string;
            action: string;
            retryable: boolean;
            text: string;
        };
        /** @description Mistakes over time; `weeks` are Mondays, and every list is as long as it. */
        ErrorsByWeek: {
            weeks: string[];
            messages: number[];
            words: number[];
            categories: components["schemas"]["ErrorCounts"][];
        };
        /** @description An example and its English; `meaning` is in the language of the page. */
        ExampleOut: {
            spanish: string;
            english: string;
            meaning: string;
        };
        FactIn: {
            text: string;
        };
        FactOut: {
            id: string;
            kind: string;
            text: string;
        };
        /** @description What differs; `word` is the number of the word it is about, `amount` a factor, or seconds of a pause. */
        FindingOut: {
            /** @enum {string} */
            code: "slower" | "faster" | "flat" | "pause" | "long_word" | "melody";
            amount: number;
            word: number | null;
        };
        /** @description What a conversation practises: a point of the map, or words. */
        FocusOut: {
            title: string;
            point_id: string | null;
            words: string[];
        };
        /** @description What is told while a conversation is open: `state` and `hint` to the learner's pages, `conversation` to guests. */
        FollowEvents: {
            state: components["schemas"]["ConversationState"];
            hint: components["schemas"]["HintEvent"];
            conversation: components["schemas"]["Followed"];
        };
        /** @description A conversation as a guest sees it. */
        Followed: {
            learner: string;
            title: string;
            level: components["schemas"]["Level"];
            /** Format: date-time */
            until: string;
            active_turn_id: string | null;
            messages: components["schemas"]["FollowedMessage"][];
        };
        /** @description What a guest sees of a message. */
        FollowedMessage: {
            id: string;
            turn_id: string | null;
            /** @enum {string} */
            role: "learner" | "tutor";
            text: string;
            /** Format: date-time */
            created_at: string;
            /** @enum {string} */
            state: "pending" | "complete" | "stopped" | "failed";
            transcript: components["schemas"]["TranscriptOut"] | null;
            corrections: components["schemas"]["CorrectionOut"][];
            corrected_text: string | null;
            glosses: components["schemas"]["HardWord"][];
            error: components["schemas"]["ErrorBody"] | null;
        };
        FoundCardOut: {
            id: string;
            /** @enum {string} */
            kind: "word" | "error" | "item";
            front: string;
            back: string;
            sentence: string;
        };
        /** @description `message_id` is null when the words are in the title. */
        FoundConversationOut: {
            id: string;
            title: string;
            /** Format: date-time */
            updated_at: string;
            message_id: string | null;
            snippet: components["schemas"]["SnippetOut"];
        };
        FoundOut: {
            conversations: components["schemas"]["FoundConversationOut"][];
            passages: components["schemas"]["FoundPassageOut"][];
            cards: components["schemas"]["FoundCardOut"][];
        };
        FoundPassageOut: {
            document_id: string;
            title: string;
            position: number;
            snippet: components["schemas"]["SnippetOut"];
        };
        /** @description One answer a gap, "" for none. */
        GapAnswersIn: {
            answers: string[];
        };
        GapGradeOut: {
            /** @enum {string} */
            verdict: "right" | "almost" | "wrong" | "unforeseen" | "unusable";
            right: boolean;
            feedback: string;
            expected: string;
            point: string;
        };
        GapGradesOut: {
            grades: components["schemas"]["GapGradeOut"][];
            right: number;
            total: number;
        };
        /** @description A gap: the dictionary form beside it, and what could be chosen, in a fixed order. */
        GapOut: {
            hint: string;
            options: string[];
        };
        /** @description A text; `parts` stand before, between and after the gaps. */
        GapTextOut: {
            id: string;
            level: components["schemas"]["Level"];
            title: string;
            /** @enum {string} */
            variety: "spain" | "america" | "";
            parts: string[];
            gaps: components["schemas"]["GapOut"][];
        };
        /** @description The same for one who is to do it: `part` of `whole` is done; the product's measure, and what the teacher says. */
        GivenOut: {
            id: string;
            classroom_id: string;
            /** @enum {string} */
            kind: "scene" | "points" | "exercise" | "text" | "words" | "sentences";
            title: string;
            scene_id: string | null;
            points: string[];
            exercise: string | null;
            words: number;
            set_id: string | null;
            level: components["schemas"]["Level"] | null;
            amount: number;
            due_at: string | null;
            note: string;
            /** Format: date-time */
            created_at: string;
            class_name: string;
            /** @enum {string} */
            state: "open" | "done" | "returned";
            part: number;
            whole: number;
            done_at: string | null;
            right: number | null;
            total: number | null;
            comment: string;
            mark: string;
            commented_at: string | null;
        };
        /** @description A class that has the scene. `current`: it has it as it is written now. */
        GivenSceneOut: {
            class_id: string;
            version: number;
            /** Format: date-time */
            published_at: string;
            current: boolean;
        };
        GoalOut: {
            id: string;
            text: string;
            text_es: string;
            reached: boolean;
        };
        /**
         * @description `counted` is false when the answer said nothing about the learner (emoji, another script); `right` is what a
         *     summary should count.
         */
        GradeOut: {
            item_id: string;
            /** @enum {string} */
            verdict: "right" | "almost" | "wrong" | "unforeseen" | "unusable";
            counted: boolean;
            right: boolean;
            feedback: string;
            expected: string;
            sentence: string;
            /** @enum {string} */
            judged_by: "rules" | "model";
            transcript: string | null;
            card_id: string | null;
        };
        GuessOut: {
            meaning: string;
            /**
             * @default model
             * @constant
             */
            source?: "model";
        };
        /** @description What was handed in: the words of a task and what the product thought of them, or where it was said. */
        HandedInOut: {
            learner_id: string;
            name: string;
            title: string;
            done_at: string | null;
            right: number | null;
            total: number | null;
            text: string;
            marks: {
                [key: string]: unknown;
            }[];
            conversation_id: string | null;
            recording_url: string | null;
            comment: string;
            mark: string;
        };
        /** @description A word above a level, at code points `start:end` of the text. */
        HardWord: {
            text: string;
            start: number;
            end: number;
            lemma: string;
            level: components["schemas"]["Level"];
            meaning: string;
        };
        /** @description What was measured of ears: seconds to hear a second of sound, and the share of words heard right. */
        HeardOut: {
            factor: number;
            right: number;
            at: string;
        };
        /**
         * @description A word as it is said, where it stands in the text (`start:end`, code points), and when it is heard, in seconds from
         *     the start of the speech.
         */
        HeardWord: {
            text: string;
            start: number;
            end: number;
            from_s: number;
            to_s: number;
        };
        /** @description A sound file that is becoming a text: `heard_s` of `total_s` seconds so far, or why it does not. */
        HearingOut: {
            id: string;
            title: string;
            /** @enum {string} */
            state: "hearing" | "failed";
            heard_s: number;
            total_s: number;
            error: components["schemas"]["ErrorBody"] | null;
        };
        /** @description What a teacher who follows whispers to the learner. It is kept nowhere. */
        HintEvent: {
            teacher: string;
            text: string;
        };
        HintIn: {
            text: string;
        };
        /** @description How many pages of the learner show the hint now; 0 when none is open. */
        HintSent: {
            pages: number;
        };
        /** @description A passage that was searched for. */
        Hit: {
            document_id: string;
            title: string;
            position: number;
            page: number | null;
            section: string;
            text: string;
            level: components["schemas"]["Level"];
        };
        /** @description How an import went; `refused` are the first rows that were not taken. */
        ImportOut: {
            added: number;
            known: number;
            refused: components["schemas"]["RefusedRow"][];
            refused_in_all: number;
        };
        InvitationOut: {
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            used_by: string | null;
        };
        /** @description A tense of a verb that has forms of its own, as the learner calls it, from yo to ellos. */
        IrregularOut: {
            tense: string;
            forms: string[];
        };
        /** @description An exercise without its answer. `options` are to choose from, or, for `order`, to be put in order. */
        ItemOut: {
            id: string;
            /** @enum {string} */
            kind: "conjugation" | "cloze" | "choice" | "repair" | "order" | "build" | "dictation" | "listen" | "say" | "translate";
            point: string;
            level: components["schemas"]["Level"];
            prompt: string;
            english: string;
            hint: string;
            options: string[];
            tense: string | null;
            speech_url: string | null;
        };
        JsonSchema: {
            schema: {
                [key: string]: unknown;
            };
        };
        /** @description A card with its rating, an exercise with its answer, or both at once. `at` is by the device's clock. */
        KeptIn: {
            id: string;
            /** Format: date-time */
            at: string;
            card_id?: string | null;
            rating?: number | null;
            item_id?: string | null;
            answer?: string | null;
            duration_ms?: number | null;
        };
        /** @description What an exercise is graded by on the device, as far as comparing goes; the tutor grades it when it comes back. */
        KeyOut: {
            answers: string[];
            sentence: string;
            explanation: string;
        };
        LearnerOut: {
            id: string;
            name: string;
            first_language: string;
            page_language: "" | ("en" | "es" | "pt" | "de" | "fr" | "it");
            level: components["schemas"]["Level"];
            voice: string;
            speech_speed: number | null;
            /** @enum {string} */
            accent: "spain" | "america";
            /** @enum {string} */
            variety: "spain" | "mexico" | "river-plate" | "neutral";
            vosotros: boolean;
            /** @enum {string} */
            strictness: "gentle" | "normal" | "strict";
            tips: boolean;
            patience: number;
            template_id: string;
            engine: string;
            remote_hosts: string[];
            /** @enum {string} */
            goal: "" | "travel" | "work" | "family" | "exam" | "school";
            minutes_a_day: number;
            reminder_at: string;
            remembers: boolean;
        };
        /** @description `page_language` is told by the page itself: corrections are explained in it. */
        LearnerPatch: {
            name?: string | null;
            first_language?: string | null;
            page_language?: "" | ("en" | "es" | "pt" | "de" | "fr" | "it") | null;
            level?: components["schemas"]["Level"] | null;
            voice?: string | null;
            speech_speed?: number | null;
            accent?: ("spain" | "america") | null;
            variety?: ("spain" | "mexico" | "river-plate" | "neutral") | null;
            vosotros?: boolean | null;
            strictness?: ("gentle" | "normal" | "strict") | null;
            tips?: boolean | null;
            patience?: number | null;
            template_id?: string | null;
            engine?: string | null;
            remote_hosts?: string[] | null;
            goal?: ("" | "travel" | "work" | "family" | "exam" | "school") | null;
            minutes_a_day?: number | null;
            reminder_at?: string | null;
            remembers?: boolean | null;
        };
        /** @description A learner in a row. Without their consent there is only what was to be done, and how much of it was. */
        LearnerSumOut: {
            learner_id: string;
            name: string;
            consented: boolean;
            given: number;
            done: number;
            minutes: number | null;
            messages: number | null;
            answers: number | null;
            goals: number | null;
            errors: number | null;
            words: number | null;
        };
        LearnerViewOut: {
            learner_id: string;
            name: string;
            /** Format: date-time */
            since: string;
            weeks: components["schemas"]["LearnerWeekOut"][];
            talks: components["schemas"]["TalkOut"][];
            mistakes: components["schemas"]["CommonMistakeOut"][];
        };
        /** @description `errors` by category; `words` is what they are measured against. */
        LearnerWeekOut: {
            /** Format: date */
            monday: string;
            minutes: number;
            messages: number;
            words: number;
            words_per_minute: number | null;
            answers: number;
            right: number;
            errors: {
                [key: string]: number;
            };
        };
        /** @description `words` were examined for their sounds since the learner agreed. */
        LearnerWorkOut: {
            tasks: components["schemas"]["DoneTaskOut"][];
            words: number;
            sounds: components["schemas"]["MissedSoundOut"][];
        };
        /**
         * @description A CEFR level. Levels compare as their names do: `Level.A2 < Level.B1`.
         * @enum {string}
         */
        Level: "A1" | "A2" | "B1" | "B2" | "C1" | "C2";
        /** @description How far a level is. `done` when all its points are known: then `next_level` is open, and `message` says so. */
        LevelDoneOut: {
            level: components["schemas"]["Level"];
            known: number;
            points: number;
            done: boolean;
            next_level: components["schemas"]["Level"] | null;
            message: string;
        };
        LevelIn: {
            text: string;
        };
        LevelInfo: {
            id: components["schemas"]["Level"];
            name: string;
            name_es: string;
            can_do: string;
            can_do_es: string;
        };
        /** @description A text's level; `score` runs from 1 (A1) to 6 (C2). */
        LevelOut: {
            level: components["schemas"]["Level"];
            score: number;
            words: components["schemas"]["HardWord"][];
        };
        /** @description What one side said; `better` is the learner's sentence with its mistakes mended. */
        LineOut: {
            role: string;
            text: string;
            better: string | null;
            /** Format: date-time */
            created_at: string;
        };
        /** @description `text` has one word or sentence a line, its meaning and an example behind it: CSV, semicolons or tabs. */
        ListIn: {
            title: string;
            text: string;
        };
        ListOut: {
            id: string;
            title: string;
            rows: string[][];
            /** Format: date-time */
            created_at: string;
        };
        /** @description The answers, and the words that were heard; `voice` is 0 or 1. */
        ListeningGradesOut: {
            grades: components["schemas"]["ChoiceOut"][];
            right: number;
            total: number;
            lines: components["schemas"]["SpokenLineOut"][];
        };
        /** @description A passage without its words: they are told with the answers. `speech_urls` are its lines, to be played in order. */
        ListeningOut: {
            id: string;
            level: components["schemas"]["Level"];
            title: string;
            /** @enum {string} */
            kind: "announcement" | "dialogue" | "interview" | "message" | "story";
            /** @enum {string} */
            variety: "spain" | "america" | "";
            speech_urls: string[];
            questions: components["schemas"]["ListeningQuestionOut"][];
        };
        ListeningQuestionOut: {
            text: string;
            options: string[];
        };
        Login: {
            name: string;
            password: string;
        };
        /** @description A longer exercise in a list; `best` of `total` when it was done before. */
        LongerOut: {
            id: string;
            level: components["schemas"]["Level"];
            title: string;
            topic: string;
            kind: string;
            best: number | null;
            total: number | null;
            done_at: string | null;
        };
        /** @description What the tutor runs on; memory in GB, `gpu` is empty where nothing computes on one. */
        MachineOut: {
            memory_gb: number;
            cores: number;
            gpu: string;
        };
        MarkOut: {
            /** @enum {string} */
            heading: "task" | "coherence" | "fluency" | "correctness" | "range" | "pronunciation";
            points: number;
            reason: string;
        };
        /**
         * @description A mark of a task: practice, no official one. `enough` is false where too little was said to be marked; `text` is the
         *     answer, or what was heard of it, and `corrected` the same with its mistakes mended.
         */
        MarkedOut: {
            enough: boolean;
            marks: components["schemas"]["MarkOut"][];
            advice: string[];
            points: number;
            total: number;
            text: string;
            corrected: string;
        };
        /**
         * @description What was measured here: tokens a second, seconds to the first word, the share of replies in Spanish, how many told
         *     what was thought. `at` is ISO 8601.
         */
        MeasuredOut: {
            tokens_per_s: number;
            first_token_s: number;
            spanish: number;
            leaks: number;
            lines: number;
            at: string;
        };
        MemberOut: {
            learner_id: string;
            name: string;
            /** Format: date-time */
            joined_at: string;
            consented: boolean;
        };
        /** @description How an assignment stands with one learner. `right` of `total` only of those who agreed. */
        MemberStandingOut: {
            learner_id: string;
            /** @enum {string} */
            state: "open" | "done" | "returned";
            done_at: string | null;
            times: number;
            right: number | null;
            total: number | null;
            comment: string;
            mark: string;
            handed_in: boolean;
        };
        MendedOut: {
            said: string;
            better: string;
        };
        /** @description How many were counted, had arrived before, or are about cards that are no more. None has to be sent again. */
        MergedOut: {
            counted: number;
            known: number;
            gone: number;
        };
        MessageOut: {
            id: string;
            turn_id: string | null;
            sent_as: string | null;
            /** @enum {string} */
            role: "learner" | "tutor";
            text: string;
            /** Format: date-time */
            created_at: string;
            /** @enum {string} */
            state: "pending" | "complete" | "stopped" | "failed";
            transcript: components["schemas"]["TranscriptOut"] | null;
            recording_url: string | null;
            speech_url: string | null;
            corrections: components["schemas"]["CorrectionOut"][];
            corrected_text: string | null;
            translation: string | null;
            original_text: string | null;
            reply_level: components["schemas"]["Level"] | null;
            glosses: components["schemas"]["HardWord"][];
            sources: components["schemas"]["SourceOut"][];
            usage: components["schemas"]["UsageOut"] | null;
            model: string | null;
            engine: string | null;
            why: string | null;
            error: components["schemas"]["ErrorBody"] | null;
        };
        /** @description A point of the map that `missed` of `of` learners miss. */
        MissedPointOut: {
            point_id: string;
            title: string;
            title_es: string;
            missed: number;
            of: number;
        };
        /** @description A sound, by the id that `/api/pronunciation` has for it, and in how many words it was missed. */
        MissedSoundOut: {
            sound: string;
            missed: number;
        };
        /**
         * @description A mistake in the learner's sentence, that sentence mended, and the point of the map that it is about; null for what is
         *     about words.
         */
        MistakeOut: {
            said: string;
            better: string;
            rule: string;
            rule_id: string;
            explanation: string;
            point_id: string | null;
            point_title: string | null;
        };
        /** @description Something that answers, hears or speaks, or could. Sizes in bytes, `expected` in tokens a second. */
        ModelOut: {
            id: string;
            /** @enum {string} */
            kind: "llm" | "stt" | "tts";
            engine: string;
            name: string;
            about: string;
            licence: string;
            size_bytes: number;
            memory_bytes: number;
            installed: boolean;
            in_use: boolean;
            /** @enum {string} */
            suits: "well" | "slow" | "foreign" | "leaks" | "expected_well" | "expected_slow" | "too_large" | "unknown";
            expected: number | null;
            measured: components["schemas"]["MeasuredOut"] | null;
            heard: components["schemas"]["HeardOut"] | null;
            download: components["schemas"]["DownloadOut"] | null;
        };
        /** @description `may_change` tells whether the one who asks may fetch and remove; `ollama` whether one answers on this machine. */
        ModelsOut: {
            machine: components["schemas"]["MachineOut"];
            may_change: boolean;
            ollama: boolean;
            models: components["schemas"]["ModelOut"][];
        };
        NewAccount: {
            name: string;
            password: string;
            invitation: string;
        };
        /** @description Exactly one thing to do, as `kind` says. `level` null is each learner's own; `amount` 0 is all there is. */
        NewAssignment: {
            /** @enum {string} */
            kind: "scene" | "points" | "exercise" | "text" | "words" | "sentences";
            scene_id?: string | null;
            points?: string[] | null;
            exercise?: string | null;
            document_id?: string | null;
            sample_id?: string | null;
            list_id?: string | null;
            set_id?: string | null;
            level?: components["schemas"]["Level"] | null;
            /** @default 0 */
            amount?: number;
            due_at?: string | null;
            /** @default  */
            note?: string;
        };
        /**
         * @description With `document_id` it is about that document, and the scenario is that of reading. With `reading` as well, the
         *     tutor says nothing before it asks about a passage. With `point_id`, a point of the map, or with `words` it gives
         *     chances to use them; no words in `words` means those of the learner's cards that are due first.
         */
        NewConversation: {
            level: components["schemas"]["Level"];
            /** @default charla */
            scenario_id?: string;
            template_id?: string | null;
            document_id?: string | null;
            /** @default false */
            reading?: boolean;
            point_id?: string | null;
            words?: string[] | null;
        };
        NewInvitation: {
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            used_by: string | null;
            token: string;
            url: string;
        };
        NewOwner: {
            name: string;
            password: string;
            token: string;
        };
        /** @description A password for who holds the link for a new one. */
        NewPassword: {
            token: string;
            password: string;
        };
        /** @description `spoken`: whether some answers may be asked aloud; false when there is no microphone. */
        NewPlacement: {
            /** @default false */
            spoken?: boolean;
        };
        NewShare: {
            /** @default 2 */
            hours?: number;
        };
        /** @description A new scene: a copy of one of ours, or of one of the teacher's own; else a small blank one. */
        NewTaughtScene: {
            copy_of?: string | null;
        };
        NewToken: {
            name: string;
        };
        NewTokenOut: {
            id: string;
            name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string;
            token: string;
        };
        NewWord: {
            word: string;
            /** @default  */
            meaning?: string;
            /** @default  */
            sentence?: string;
            message_id?: string | null;
        };
        /** @description What to do next: a point of the map to practise, and a scene with the reason for it. */
        NextOut: {
            point_id: string | null;
            point_title: string | null;
            scene: components["schemas"]["ScenarioOut"];
            /** @enum {string} */
            why: "goal" | "new" | "again";
        };
        /** @description Something a learner should know of this turn, in a sentence. */
        NoticeEvent: {
            code: string;
            message: string;
        };
        /** @description `minutes` of all who agreed, week by week. */
        OverviewOut: {
            weeks: string[];
            minutes: number[];
            learners: components["schemas"]["LearnerSumOut"][];
            mistakes: components["schemas"]["CommonMistakeOut"][];
            points: components["schemas"]["MissedPointOut"][];
        };
        /** @description What was kept, in the order in which it was done. `sent_at` is the device's clock now. */
        ParcelIn: {
            /** Format: date-time */
            sent_at: string;
            kept: components["schemas"]["KeptIn"][];
        };
        /** @description The pass that a course gave, and whether its teacher may see what one says and does from now on. */
        PassIn: {
            token: string;
            consent: boolean;
        };
        /** @description A passage for a learner of a level: words above it, whether it is `hard` as a whole, and easier words if made. */
        PassageOut: {
            position: number;
            page: number | null;
            at_s: number | null;
            section: string;
            text: string;
            sentences: components["schemas"]["SpanOut"][];
            level: components["schemas"]["Level"];
            glosses: components["schemas"]["HardWord"][];
            hard: boolean;
            easier: components["schemas"]["EasierOut"] | null;
        };
        /** @description Tokens end with the old password, unless they are kept: whoever had it may have made one. */
        PasswordChange: {
            password: string;
            new_password: string;
            /** @default false */
            keep_tokens?: boolean;
        };
        PasswordOnce: {
            password: string;
        };
        /** @description `after` is the number of the word before it. */
        PauseOut: {
            start: number;
            end: number;
            after: number;
        };
        /** @description `wrong_guesses` at the password lately, from where nobody has signed in as that person before. */
        PersonOut: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "teacher" | "learner";
            active: boolean;
            /** @enum {string} */
            by: "password" | "elsewhere" | "course";
            /** Format: date-time */
            created_at: string;
            wrong_guesses: number;
        };
        /** @description Whose link is to be chosen: the class, and where it will stand. */
        PickingOut: {
            class_id: string;
            platform: string;
        };
        PitchOut: {
            at: number;
            semitones: number;
        };
        PlacementAnswer: {
            item_id: string;
            answer: string | null;
        };
        /**
         * @description Where a placement test stands. `item` is null at the end, when `level` is known.
         *
         *     `share` is how much of the test is done at least; `begins`: the level is A1 because the language is new to the learner;
         *     `notice` says why an answer was not counted.
         */
        PlacementOut: {
            id: string;
            item: components["schemas"]["ItemOut"] | null;
            answered: number;
            share: number;
            level: components["schemas"]["Level"] | null;
            chances: {
                [key: string]: number;
            };
            /** @default false */
            begins: boolean;
            /** @default  */
            notice: string;
        };
        /**
         * @description A platform as it tells of itself. `origins`: where its pages are, if not where `issuer` and `auth_url` are; `audience`:
         *     whom it wants in what we sign for a token, if not `token_url`.
         */
        PlatformIn: {
            name: string;
            issuer: string;
            client_id: string;
            deployments: string[];
            auth_url: string;
            token_url: string;
            keys_url: string;
            origins?: string[];
            /** @default  */
            audience?: string;
        };
        /** @description The same, with how many grades wait to be told and what it said to the last one that it did not take. */
        PlatformOut: {
            id: string;
            name: string;
            issuer: string;
            client_id: string;
            deployments: string[];
            auth_url: string;
            token_url: string;
            keys_url: string;
            origins: string[];
            audience: string;
            /** Format: date-time */
            created_at: string;
            grades_waiting: number;
            failure: string;
        };
        PlatformsOut: {
            tool: components["schemas"]["ToolOut"];
            platforms: components["schemas"]["PlatformOut"][];
        };
        /** @description A point of the map by its name in the language of the page. */
        PointLink: {
            id: string;
            title: string;
            title_es: string;
        };
        /**
         * @description A grammar point on the learner's map, told in the language of their page; what ends in `_es` is in Spanish.
         *
         *     `assumed`: known only because it lies below the learner's level.
         */
        PointOut: {
            id: string;
            level: components["schemas"]["Level"];
            title: string;
            title_es: string;
            requires: string[];
            explanation: string;
            explanation_es: string;
            regions: string;
            regions_es: string;
            examples: components["schemas"]["ExampleOut"][];
            mistake_wrong: string;
            mistake_right: string;
            kinds: ("conjugation" | "cloze" | "choice" | "repair" | "order" | "build" | "dictation" | "listen" | "say" | "translate")[];
            rules: string[];
            /** @enum {string} */
            state: "known" | "learning" | "next" | "later";
            assumed: boolean;
            attempts: number;
            right: number;
            open_errors: number;
        };
        /** @description How often what the conversation practised was used: `used` counts tries, `right` those that needed no mending. */
        PractisedOut: {
            title: string;
            point_id: string | null;
            used: number;
            right: number;
            sentences: components["schemas"]["PractisedSentenceOut"][];
            words: components["schemas"]["PractisedWordOut"][];
        };
        PractisedSentenceOut: {
            text: string;
            right: boolean;
            better: string | null;
        };
        PractisedWordOut: {
            word: string;
            used: number;
        };
        /** @description Something wrong at a place of the draft, by its keys and numbers from the top; `hint` lets it be played all the same. */
        ProblemOut: {
            where: string;
            /** @enum {string} */
            code: "needed" | "no_lines" | "no_hears" | "no_steps" | "pattern" | "markup" | "orders" | "braces" | "no_price" | "facts_long" | "same_id" | "no_such_step" | "ask_needs_question" | "no_question_here" | "opening_needs_question" | "unreachable" | "help_missed" | "help_needed" | "no_end" | "price_differs" | "correction" | "level";
            hint: boolean;
            values: {
                [key: string]: string;
            };
        };
        ProgressOut: {
            weeks: components["schemas"]["WeekOut"][];
            words_met: number;
            words_used: number;
            words_saved: number;
            words_known: number;
            errors_open: number;
            errors_retired: number;
            streak_days: number;
            skills: {
                [key: string]: components["schemas"]["Level"] | null;
            };
        };
        PronunciationOut: {
            words: components["schemas"]["SpokenWordOut"][];
        };
        /** @description How a sentence was said, in seconds from its first word; the pitch in semitones from the speaker's median. */
        ProsodyOut: {
            words: components["schemas"]["WordTimeOut"][];
            pitch: components["schemas"]["PitchOut"][];
            pauses: components["schemas"]["PauseOut"][];
            syllables_per_s: number;
            articulation: number;
        };
        /** @description `right` counts the options from 0; `quote` is where the text gives the answer. */
        QuestionOut: {
            ask: string;
            options: string[];
            right: number;
            quote: string;
        };
        /** @description Others use an engine; the next event of any other kind ends the wait. `wait_s` in seconds, if it can be told. */
        QueueEvent: {
            /** @enum {string} */
            engine: "llm" | "stt" | "tts";
            position: number;
            wait_s: number | null;
        };
        QueueOut: {
            cards: components["schemas"]["CardOut"][];
            due: number;
            new: number;
            done_today: number;
            new_today: number;
            daily_limit: number;
            session_minutes: number;
        };
        /** @description What the learner may take of this tutor, and has taken. */
        QuotasOut: {
            recordings_bytes: number;
            recordings_most_bytes: number;
            documents: number;
            documents_most: number;
            rates: components["schemas"]["UsedOut"][];
        };
        /** @description The passage that is read together, and the tutor's question about it. */
        ReadingOut: {
            passage: components["schemas"]["PassageOut"];
            message: components["schemas"]["MessageOut"];
        };
        RefusedRow: {
            row: number;
            reason: string;
        };
        /** @description A link for a new password, shown once. */
        ResetOut: {
            /** Format: date-time */
            expires_at: string;
            token: string;
            url: string;
        };
        ResponseFormat: {
            /**
             * @default text
             * @enum {string}
             */
            type?: "text" | "json_object" | "json_schema";
            json_schema?: components["schemas"]["JsonSchema"] | null;
        };
        ReviewIn: {
            rating: number;
            version: number;
            duration_ms?: number | null;
            id?: string | null;
        };
        ReviewSettingsOut: {
            daily_limit: number;
            new_per_day: number;
            session_minutes: number;
            timezone: string;
        };
        ReviewSettingsPatch: {
            daily_limit?: number | null;
            new_per_day?: number | null;
            session_minutes?: number | null;
            timezone?: string | null;
        };
        /** @description A class with who is in it and what it was given. */
        RoomOut: {
            id: string;
            name: string;
            code: string | null;
            code_expires_at: string | null;
            retention_days: number | null;
            /** Format: date-time */
            created_at: string;
            learners: number;
            members: components["schemas"]["MemberOut"][];
            assignments: components["schemas"]["TaughtAssignmentOut"][];
        };
        /** @description A text of ours. `document_id` is that of the learner's copy, once they have opened it. */
        SampleOut: {
            id: string;
            title: string;
            level: components["schemas"]["Level"];
            words: number;
            beginning: string;
            document_id: string | null;
        };
        /** @description A scene as it is offered; `reasons` are those to learn that it serves, `phrases` (Spanish, what it means). */
        ScenarioOut: {
            id: string;
            title: string;
            title_es: string;
            description: string;
            description_es: string;
            icon: string;
            level_min: components["schemas"]["Level"];
            variety: string;
            you: string;
            you_es: string;
            goals: string[];
            goals_es: string[];
            phrases: [
                string,
                string
            ][];
            reasons: ("" | "travel" | "work" | "family" | "exam" | "school")[];
        };
        /** @description What the learner reads before starting: who they are, and phrases as (Spanish, what it means). */
        SceneCardOut: {
            you: string;
            you_es: string;
            phrases: [
                string,
                string
            ][];
        };
        /** @description A scene as far as it is written. */
        "SceneDraft-Input": {
            /** @default  */
            title?: string;
            /** @default  */
            title_es?: string;
            /** @default  */
            description?: string;
            /** @default  */
            description_es?: string;
            /** @default 💬 */
            icon?: string;
            /**
             * @default A1
             * @enum {string}
             */
            level_min?: "A1" | "A2" | "B1" | "B2" | "C1" | "C2";
            /**
             * @default usted
             * @enum {string}
             */
            address?: "tú" | "usted";
            /**
             * @default spain
             * @enum {string}
             */
            variety?: "spain" | "america";
            /** @default  */
            goal?: string;
            /** @default {} */
            opening?: {
                [key: string]: string[];
            };
            /**
             * @default {
             *       "name": "",
             *       "role": "",
             *       "facts": ""
             *     }
             */
            partner?: components["schemas"]["DraftPartner-Input"];
            /**
             * @default {
             *       "you": "",
             *       "you_es": "",
             *       "phrases": []
             *     }
             */
            card?: components["schemas"]["DraftCard-Input"];
            /** @default [] */
            item?: components["schemas"]["DraftItem-Input"][];
            /** @default [] */
            step?: components["schemas"]["DraftStep-Input"][];
            /** @default [] */
            answer?: components["schemas"]["DraftAnswer-Input"][];
            /** @default [] */
            topic?: components["schemas"]["DraftTopic-Input"][];
            /** @default [] */
            twist?: components["schemas"]["DraftTwist-Input"][];
            /**
             * @default {
             *       "say": {}
             *     }
             */
            end?: components["schemas"]["DraftEnd-Input"];
            /**
             * @default {
             *       "say": {},
             *       "unknown": {}
             *     }
             */
            lost?: components["schemas"]["DraftLost-Input"];
            /** @default [] */
            example?: components["schemas"]["DraftExample-Input"][];
            /** @default {} */
            glossary?: {
                [key: string]: string;
            };
        };
        /** @description A scene as far as it is written. */
        "SceneDraft-Output": {
            /** @default  */
            title: string;
            /** @default  */
            title_es: string;
            /** @default  */
            description: string;
            /** @default  */
            description_es: string;
            /** @default 💬 */
            icon: string;
            /**
             * @default A1
             * @enum {string}
             */
            level_min: "A1" | "A2" | "B1" | "B2" | "C1" | "C2";
            /**
             * @default usted
             * @enum {string}
             */
            address: "tú" | "usted";
            /**
             * @default spain
             * @enum {string}
             */
            variety: "spain" | "america";
            /** @default  */
            goal: string;
            /** @default {} */
            opening: {
                [key: string]: string[];
            };
            /**
             * @default {
             *       "name": "",
             *       "role": "",
             *       "facts": ""
             *     }
             */
            partner: components["schemas"]["DraftPartner-Output"];
            /**
             * @default {
             *       "you": "",
             *       "you_es": "",
             *       "phrases": []
             *     }
             */
            card: components["schemas"]["DraftCard-Output"];
            /** @default [] */
            item: components["schemas"]["DraftItem-Output"][];
            /** @default [] */
            step: components["schemas"]["DraftStep-Output"][];
            /** @default [] */
            answer: components["schemas"]["DraftAnswer-Output"][];
            /** @default [] */
            topic: components["schemas"]["DraftTopic-Output"][];
            /** @default [] */
            twist: components["schemas"]["DraftTwist-Output"][];
            /**
             * @default {
             *       "say": {}
             *     }
             */
            end: components["schemas"]["DraftEnd-Output"];
            /**
             * @default {
             *       "say": {},
             *       "unknown": {}
             *     }
             */
            lost: components["schemas"]["DraftLost-Output"];
            /** @default [] */
            example: components["schemas"]["DraftExample-Output"][];
            /** @default {} */
            glossary: {
                [key: string]: string;
            };
        };
        /** @description The content of a file that was exported, or written by hand. */
        SceneFileIn: {
            text: string;
        };
        /** @description Where a conversation stands in its scene. */
        SceneOut: {
            scenario_id: string;
            card: components["schemas"]["SceneCardOut"];
            goals: components["schemas"]["GoalOut"][];
            suggestions: string[];
            closed: boolean;
        };
        /**
         * @description What beside the language model is done on somebody else's computer: what you say is heard there, what is said to
         *     you is spoken, what you write is checked, your texts are searched.
         */
        SentAwayOut: {
            /** @enum {string} */
            part: "hearing" | "voice" | "corrections" | "documents";
            host: string;
        };
        SentenceIn: {
            /** @default  */
            sentence?: string;
        };
        /**
         * @description `text` has a sentence a line: Spanish, translation, alternatives with | between, gap, point. `skip_bad` leaves out the
         *     lines that cannot be used.
         */
        SentenceSetIn: {
            text: string;
            title: string;
            /** @default false */
            skip_bad?: boolean;
        };
        /** @description A set of the teacher's; `class_ids` have it. */
        SentenceSetOut: {
            id: string;
            title: string;
            rows: string[][];
            class_ids: string[];
            /** Format: date-time */
            created_at: string;
        };
        /** @description `elsewhere`: what the service is called with whose accounts one may sign in here; null for none. */
        SessionOut: {
            accounts: boolean;
            signed_in: boolean;
            needs_owner: boolean;
            elsewhere: string | null;
            account: components["schemas"]["AccountOut"] | null;
        };
        /**
         * @description A model and a take of the same sentence. `aligned` is the pitch of the take where the model says the words;
         *     `melody` their correlation (-1…1), `rhythm` what part of their time the words have in common (0…1).
         */
        ShadowOut: {
            model: components["schemas"]["ProsodyOut"];
            take: components["schemas"]["ProsodyOut"];
            aligned: components["schemas"]["PitchOut"][];
            melody: number | null;
            rhythm: number;
            findings: components["schemas"]["FindingOut"][];
        };
        /** @description A link to give away, shown once. */
        ShareOut: {
            token: string;
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        /** @description `start` and `end` count code points of `text`. */
        SnippetOut: {
            text: string;
            start: number;
            end: number;
        };
        /** @description A passage of a document as it is quoted under a reply. */
        SourceOut: {
            document_id: string;
            title: string;
            position: number;
            page: number | null;
            section: string;
            text: string;
        };
        /** @description The passages of a document that the reply is made from. */
        SourcesEvent: {
            sources: components["schemas"]["SourceOut"][];
        };
        /** @description A sentence of a passage, at `text[start:end]` in code points. */
        SpanOut: {
            start: number;
            end: number;
        };
        SpeakingOut: {
            minutes: number;
            words_per_minute: number;
            pauses: number;
            hesitations: number;
        };
        /** @description What other programs send. A `voice` that is not the tutor's own means the tutor's default. */
        SpeechBody: {
            input: string;
            /** @default  */
            model?: string;
            /** @default auto */
            voice?: string;
            /**
             * @default mp3
             * @enum {string}
             */
            response_format?: "wav" | "pcm" | "mp3" | "opus" | "flac" | "aac";
            /** @default 1 */
            speed?: number;
        };
        /**
         * @description The whole reply is there, and can be heard; `simpler_voice` where another voice than the learner's own speaks, since many
         *     do.
         */
        SpeechEvent: {
            text: string;
            speech_url: string;
            /** @default false */
            simpler_voice?: boolean;
        };
        /** @description The events of `speech/words`. */
        SpeechEvents: {
            words: components["schemas"]["WordsEvent"];
        };
        SpokenLineOut: {
            voice: number;
            text: string;
        };
        /** @description A sound of a word, in IPA, the letters that stand for it, and how well it was said: 0…1, below ½ it was missed. */
        SpokenSoundOut: {
            ipa: string;
            start: number;
            end: number;
            score: number;
        };
        /**
         * @description `score` 0…1, that of the worst sound, null where nothing can be told; `sound` is what was missed, "" if nothing was, and
         *     `heard_as` how that is written, "" where Spanish has no letters for it.
         */
        SpokenWordOut: {
            text: string;
            start: number;
            end: number;
            score: number | null;
            sound: string;
            heard_as: string;
            advice: string;
            sounds: components["schemas"]["SpokenSoundOut"][];
        };
        /** @description The first one: which messages the turn is about, and who answers. */
        StartEvent: {
            turn_id: string;
            conversation_id: string;
            user_message_id: string;
            assistant_message_id: string;
            model: string;
            engine: string;
            level: components["schemas"]["Level"];
            why: string;
        };
        /** @description Where an assignment is done: in a new document of the learner's, or where its kind says. */
        StartOut: {
            document_id: string | null;
        };
        /** @description Which engine answers for what, how many wait for each, and how much may be said at once. */
        StatusOut: {
            version: string;
            ready: boolean;
            engines: {
                [key: string]: components["schemas"]["EngineStatusOut"];
            };
            arriving: components["schemas"]["ArrivingOut"][];
            waiting: {
                [key: string]: number;
            };
            better: components["schemas"]["BetterOut"] | null;
            /** @enum {string} */
            partner: "free" | "small" | "none";
            text_limit: number;
            audio_limit_s: number;
        };
        /** @description A step of a turn, in milliseconds from its beginning; `to_ms` is null while there is no first sound. */
        StepOut: {
            /** @enum {string} */
            step: "prepared" | "waited" | "heard" | "thought" | "wrote" | "simplified" | "corrected" | "spoke";
            from_ms: number;
            to_ms: number | null;
        };
        StreamOptions: {
            /** @default false */
            include_usage?: boolean;
        };
        /** @description Words of the study list, each as it is `shown`. */
        StudyIn: {
            words: string[];
        };
        /** @description A word of the tutor's that may be kept as a card. */
        SuggestionOut: {
            id: string;
            word: string;
            level: components["schemas"]["Level"];
            meaning: string;
            /** @enum {string} */
            source: "list" | "dictionary" | "model" | "";
            sentence: string;
            message_id: string | null;
        };
        /** @description A table: CSV, semicolons or tabs. */
        TableIn: {
            text: string;
        };
        /** @description What a table would give, as cells, and what it would not. */
        TablePreview: {
            rows: string[][];
            bad: components["schemas"]["BadLineOut"][];
        };
        TalkLinesOut: {
            title: string;
            lines: components["schemas"]["LineOut"][];
        };
        TalkOut: {
            conversation_id: string;
            scenario_id: string;
            title: string;
            level: string;
            /** Format: date-time */
            created_at: string;
            reached: number;
            goals: number;
            messages: number;
        };
        /** @description A task: what to do, for how long, and how notes may begin. Times in seconds. */
        TaskOut: {
            id: string;
            level: components["schemas"]["Level"];
            title: string;
            /** @enum {string} */
            mode: "speak" | "write";
            /** @enum {string} */
            form: "letter" | "message" | "monologue" | "opinion" | "picture" | "role-card" | "story" | "summary";
            task: string;
            say: string[];
            outline: string[];
            picture: string;
            source: string;
            words: [
                number,
                number
            ];
            prepare_s: number;
            time_s: number;
        };
        /** @description The same for its teacher, with everybody in the class. */
        TaughtAssignmentOut: {
            id: string;
            classroom_id: string;
            /** @enum {string} */
            kind: "scene" | "points" | "exercise" | "text" | "words" | "sentences";
            title: string;
            scene_id: string | null;
            points: string[];
            exercise: string | null;
            words: number;
            set_id: string | null;
            level: components["schemas"]["Level"] | null;
            amount: number;
            due_at: string | null;
            note: string;
            /** Format: date-time */
            created_at: string;
            learners: components["schemas"]["MemberStandingOut"][];
        };
        TaughtSceneIn: {
            draft: components["schemas"]["SceneDraft-Input"];
        };
        /** @description A scene as it is written, what is wrong with it, and who has it. `playable`: nothing that is more than a hint. */
        TaughtSceneOut: {
            id: string;
            scenario_id: string;
            draft: components["schemas"]["SceneDraft-Output"];
            problems: components["schemas"]["ProblemOut"][];
            playable: boolean;
            /** Format: date-time */
            updated_at: string;
            published: components["schemas"]["GivenSceneOut"][];
        };
        /** @description A scene of the teacher's in a list. `scenario_id` is what it is assigned and played by; `class_ids` have it. */
        TaughtSceneSum: {
            id: string;
            scenario_id: string;
            title: string;
            level: components["schemas"]["Level"];
            /** Format: date-time */
            updated_at: string;
            class_ids: string[];
        };
        /** @description The content of a file that was exported. */
        TemplateImport: {
            text: string;
        };
        TemplateIn: {
            name: string;
            text: string;
        };
        /** @description A template in one version. The built-in one has none, and `id` is `built-in`. */
        TemplateOut: {
            id: string;
            name: string;
            version: number | null;
            text: string;
            saved_at: string | null;
        };
        /** @description What a conversation goes by; the built-in template has no version. */
        TemplateUsed: {
            id: string;
            name: string;
            version: number | null;
        };
        /** @description `text` has a text a row: title, text. */
        TextsIn: {
            text: string;
            /** @default false */
            skip_bad?: boolean;
        };
        TextsOut: {
            document_ids: string[];
        };
        /**
         * @description Minutes are estimates; `why` is the reason for the scene. `week` has the minutes of its days, Monday first, up to
         *     today.
         */
        TodayOut: {
            minutes_a_day: number;
            minutes_done: number;
            minutes_due: number;
            week: number[];
            minutes_a_week: number;
            due: number;
            new: number;
            streak_days: number;
            scene: components["schemas"]["ScenarioOut"];
            /** @enum {string} */
            why: "goal" | "new" | "again";
        };
        /** @description The next piece of the reply. */
        TokenEvent: {
            text: string;
        };
        TokenOut: {
            id: string;
            name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string;
        };
        TokensOut: {
            learner_id: string;
            name: string;
            replies: number;
            prompt_tokens: number;
            completion_tokens: number;
        };
        /** @description What a platform wants to know of this tutor. */
        ToolOut: {
            login_url: string;
            launch_url: string;
            keys_url: string;
        };
        /** @description A word as heard; times in seconds from the start of the recording, probability 0…1. */
        TranscribedWord: {
            text: string;
            start: number;
            end: number;
            probability: number;
        };
        /**
         * @description What was heard in a recording; `text` is how the learner put it right, where they did. `unsure` where it is a word or two
         *     that may have been heard wrong.
         */
        TranscriptEvent: {
            text: string;
            words: components["schemas"]["TranscribedWord"][];
            language: string;
            duration_s: number;
            /** @default false */
            unsure?: boolean;
        };
        /** @description What was heard in a recording, before the learner put it right; `unsure` where it is a word or two to ask about. */
        TranscriptOut: {
            /** @default  */
            text: string;
            words: components["schemas"]["TranscribedWord"][];
            /** @default  */
            language: string;
            /** @default 0 */
            duration_s: number;
            /** @default false */
            unsure: boolean;
        };
        Translation: {
            text: string;
            language: string;
        };
        /**
         * @description A message to try a template on: `text`, or else the newest version of the one with that id.
         *
         *     What is left out is as in a conversation; `top_p` is then the engine's own.
         */
        Trial: {
            /** @default built-in */
            template_id?: string;
            text?: string | null;
            message: string;
            level: components["schemas"]["Level"];
            /** @default charla */
            scenario_id?: string;
            /** @default en */
            first_language?: string;
            temperature?: number | null;
            top_p?: number | null;
            max_tokens?: number | null;
        };
        /**
         * @description A talk with the scene as it is written. Without `opening` it begins; `lines` are what was said since, as
         *     (learner, partner); `model` lets the model that runs answer. `twist` is the complication that comes; `draw` has one
         *     drawn where it begins.
         */
        TrialIn: {
            level: components["schemas"]["Level"];
            /** @default  */
            opening?: string;
            lines?: [
                string,
                string
            ][];
            /** @default  */
            said?: string;
            /** @default false */
            model?: boolean;
            twist?: string | null;
            /** @default false */
            draw?: boolean;
        };
        /**
         * @description `reply` by a model where it names one, else by a line of the scene. `heard` is what the line was recognised as;
         *     `twist` the complication of this talk, which the next line takes along.
         */
        TrialOut: {
            reply: string;
            model: string | null;
            heard: string[];
            goals: string[];
            topics: string[];
            twist: string | null;
            twist_done: boolean;
            suggestions: string[];
            ended: boolean;
        };
        /** @description A line that a model is to answer; nothing of it is kept. */
        TryIn: {
            text: string;
            /** @default A2 */
            level?: components["schemas"]["Level"];
        };
        /** @description Its answer, the seconds until its first word, and tokens a second after that. */
        TryOut: {
            id: string;
            text: string;
            first_token_s: number;
            tokens_per_s: number | null;
        };
        /** @description The events of a turn by their names. */
        TurnEvents: {
            start: components["schemas"]["StartEvent"];
            queue: components["schemas"]["QueueEvent"];
            transcript: components["schemas"]["TranscriptEvent"];
            sources: components["schemas"]["SourcesEvent"];
            token: components["schemas"]["TokenEvent"];
            notice: components["schemas"]["NoticeEvent"];
            speech: components["schemas"]["SpeechEvent"];
            done: components["schemas"]["DoneEvent"];
            error: components["schemas"]["ErrorEvent"];
        };
        /** @description A turn that has ended; `took_ms` is how long until its `done`, null where that was not measured. */
        TurnOut: {
            id: string;
            conversation_id: string;
            title: string;
            /** Format: date-time */
            created_at: string;
            /** @enum {string} */
            state: "done" | "stopped" | "failed";
            said: string;
            spoken: boolean;
            model: string | null;
            engine: string | null;
            usage: components["schemas"]["UsageOut"] | null;
            took_ms: number | null;
            steps: components["schemas"]["StepOut"][];
        };
        /** @description What a reply cost. What is null the engine does not tell; `cut` says that its limit ended the reply. */
        UsageOut: {
            prompt_tokens: number;
            completion_tokens: number;
            cached_tokens: number | null;
            tokens_per_s: number | null;
            first_token_ms: number | null;
            /** @default false */
            cut: boolean;
        };
        /** @description How often the learner has asked for something within the last `window_s` seconds, and how often they may. */
        UsedOut: {
            /** @enum {string} */
            kind: "turns" | "speech" | "uploads" | "listens" | "checks" | "conversations" | "searches" | "exports" | "tokens";
            used: number;
            most: number;
            window_s: number;
        };
        VoiceOut: {
            id: string;
            name: string;
            engine: string;
            language: string;
            region: string;
            gender: string;
            installed: boolean;
            size_bytes: number;
        };
        WeekOut: {
            /** Format: date */
            monday: string;
            minutes_spoken: number;
            words: number;
            errors: {
                [key: string]: number;
            };
            reviews: number;
            answers: number;
        };
        WellOut: {
            /** @enum {string} */
            kind: "mended" | "word" | "long";
            text: string;
        };
        WordList: {
            text: string;
        };
        /**
         * @description A word of the study list. `shown` is as it is learnt, with its article, and names it; `meaning` and `definition`
         *     are in the page's language and in easy Spanish. `card_id` and `standing` are of its card, when it is one.
         */
        WordOut: {
            shown: string;
            text: string;
            english: string;
            meaning: string;
            definition: string;
            sentence: string;
            level: components["schemas"]["Level"];
            topic: string;
            /** @enum {string} */
            gender: "m" | "f" | "";
            plural: string;
            irregular: components["schemas"]["IrregularOut"][];
            zipf: number;
            card_id: string | null;
            standing: ("new" | "learning" | "review" | "suspended" | "retired") | null;
        };
        WordTimeOut: {
            text: string;
            start: number;
            end: number;
        };
        /** @description The words of one sentence of a speech, as soon as it is spoken. */
        WordsEvent: {
            words: components["schemas"]["HeardWord"][];
        };
        WrittenIn: {
            text: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
