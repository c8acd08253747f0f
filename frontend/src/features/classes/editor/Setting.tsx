import { LEVELS } from "../../../shared/wire/types";
import { AddButton } from "./Buttons";
import { ChoiceField, LinesField, Problems, Section, TextField } from "./Fields";
import { Pairs } from "./Pairs";
import { problemsAt } from "./problems";
import { strings } from "./strings";
import { useWritten } from "./useDraft";

const MOST_PHRASES = 12;

/** What the scene is called, for whom it is, who the partner is, and what they know. */
export function Setting() {
  const text = strings.setting;
  return (
    <>
      <Section title={text.title} parts={["title_es", "title", "description_es", "description", "icon"]} open>
        <TextField label={text.nameEs} where="title_es" max={80} />
        <TextField label={text.name} where="title" max={80} spanish={false} hint={text.optional} />
        <TextField label={text.aboutEs} where="description_es" max={300} />
        <TextField label={text.about} where="description" max={300} spanish={false} hint={text.optional} />
        <div className="editor-row">
          <TextField label={text.icon} where="icon" max={8} spanish={false} />
          <ChoiceField label={text.level} where="level_min" options={LEVELS.map((level) => [level, level])} />
          <ChoiceField
            label={text.address}
            where="address"
            options={[
              ["tú", text.tu],
              ["usted", text.usted],
            ]}
          />
          <ChoiceField
            label={text.variety}
            where="variety"
            options={[
              ["spain", text.spain],
              ["america", text.america],
            ]}
          />
        </div>
      </Section>
      <Section title={text.partner} parts={["partner", "goal"]} open>
        <TextField label={text.partnerName} where="partner.name" max={80} />
        <TextField label={text.role} where="partner.role" max={300} hint={text.roleHint} />
        <TextField label={text.facts} where="partner.facts" max={2000} rows={5} hint={text.factsHint} />
        <LinesField label={text.opening} where="opening" hint={text.openingHint} />
      </Section>
    </>
  );
}

/** What the learner reads before starting. */
export function Card() {
  const { draft, problems, set } = useWritten();
  const text = strings.card;
  const phrases = draft.card.phrases;
  return (
    <Section title={text.title} parts={["card"]}>
      <TextField label={text.youEs} where="card.you_es" max={2000} rows={2} />
      <TextField label={text.you} where="card.you" max={2000} rows={2} spanish={false} hint={strings.setting.optional} />
      <div className="editor-field" role="group" aria-label={text.phrases}>
        <span className="editor-label">{text.phrases}</span>
        <span className="quiet">{text.phrasesHint}</span>
        <Pairs
          rows={phrases}
          columns={[
            { label: text.phrase, max: 300, spanish: true },
            { label: text.meaning, max: 300, spanish: false },
          ]}
          removeLabel={text.removePhrase}
          onChange={(next) => set("card.phrases", next)}
        />
        <Problems found={problemsAt(problems, "card.phrases")} />
        <AddButton full={phrases.length >= MOST_PHRASES} onAdd={() => set("card.phrases", [...phrases, ["", ""]])}>
          {text.addPhrase}
        </AddButton>
      </div>
    </Section>
  );
}

/** How it ends, and what the partner says where they did not understand. */
export function Ending() {
  const text = strings.ending;
  return (
    <Section title={text.title} parts={["end", "lost"]}>
      <LinesField label={text.end} where="end.say" />
      <LinesField label={text.lost} where="lost.say" hint={text.lostHint} />
      <LinesField label={text.unknown} where="lost.unknown" />
    </Section>
  );
}
