import { common } from "../../../shared/i18n/common";
import { AddButton, RemoveButton } from "./Buttons";
import { Problems, Section } from "./Fields";
import { freshId, without } from "./places";
import { problemsAt } from "./problems";
import { strings } from "./strings";
import { useWritten } from "./useDraft";

const MOST_ITEMS = 80;

/** What is sold: a table with prices, and the words each is known by where its name does not tell. */
export function Menu() {
  const { draft, problems, change, set } = useWritten();
  const text = strings.menu;
  const price = (said: string): number | null => {
    const found = Number(said.replace(",", "."));
    return said.trim() === "" || Number.isNaN(found) ? null : Math.max(0, found);
  };
  return (
    <Section title={text.title} parts={["item"]}>
      <p className="quiet">{text.text}</p>
      {draft.item.length > 0 && (
        <div className="table-scroll">
          <table className="editor-menu">
            <thead>
              <tr>
                <th scope="col">{text.name}</th>
                <th scope="col">{text.price}</th>
                <th scope="col">{text.soldOut}</th>
                <th scope="col">{text.known}</th>
                <th scope="col">
                  <span className="visually-hidden">{common.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {draft.item.map((item, n) => (
                <tr key={item.id} data-testid={`item-${item.id}`}>
                  <td>
                    <input
                      className="line-input"
                      lang="es"
                      maxLength={80}
                      aria-label={text.nameOf(n + 1)}
                      placeholder={text.example}
                      value={item.one}
                      // What was made of the old name is made of the new one.
                      onChange={({ target }) => set(`item.${n}`, { ...item, one: target.value, the: "" })}
                    />
                  </td>
                  <td>
                    <input
                      className="line-input"
                      type="number"
                      min={0}
                      step="any"
                      aria-label={text.priceOf(item.one)}
                      value={item.price ?? ""}
                      onChange={({ target }) => set(`item.${n}.price`, price(target.value))}
                    />
                  </td>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={text.soldOutOf(item.one)}
                      checked={item.sold_out}
                      onChange={({ target }) => set(`item.${n}.sold_out`, target.checked)}
                    />
                  </td>
                  <td>
                    <input
                      className="line-input"
                      lang="es"
                      maxLength={2000}
                      aria-label={text.knownOf(item.one)}
                      value={item.hears.join(" ; ")}
                      onChange={({ target }) => set(`item.${n}.hears`, target.value === "" ? [] : target.value.split(" ; ").slice(0, 40))}
                    />
                  </td>
                  <td>
                    <RemoveButton label={text.removeOf(item.one)} onRemove={() => change((old) => ({ ...old, item: without(old.item, n) }))} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Problems found={problemsAt(problems, "item")} />
      <AddButton
        full={draft.item.length >= MOST_ITEMS}
        onAdd={() =>
          change((old) => ({
            ...old,
            item: [...old.item, { id: freshId("item", old.item), hears: [], one: "", the: "", price: null, unit: null, sold_out: false }],
          }))
        }
      >
        {text.add}
      </AddButton>
    </Section>
  );
}
