import "../learners/account/account.css";
import { useTitle } from "../../shared/ui/useTitle";
import { coursesApi } from "./api";
import { strings } from "./strings";

/** Where a browser keeps no cookies of a page within another: the tutor opens in a window of its own. */
export default function WindowPage({ token }: { token: string }) {
  const text = strings.window;
  useTitle(text.title);
  return (
    <main className="welcome" data-testid="course-window">
      <div className="welcome-card">
        <h1>{text.title}</h1>
        <p>{text.text}</p>
        <a className="button wide" href={coursesApi.again(token)} target="_blank" rel="noreferrer">
          {text.open}
        </a>
      </div>
    </main>
  );
}
