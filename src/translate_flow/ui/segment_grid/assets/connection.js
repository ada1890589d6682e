// While the server is away Streamlit lays a dialog over the page that asks for the internet, and takes the keyboard.
// The editor goes on working and has its own word for it: the dialog is closed as it comes.

const DIALOG = '[data-testid="stDialog"]';
// Streamlit says this in English only, and marks the dialog in no other way.
const TITLE = "Connection error";

export function watchConnection(signal, onLost) {
  const look = () => {
    for (const dialog of document.querySelectorAll(DIALOG)) {
      if (dialog.querySelector("h2")?.textContent !== TITLE) continue;
      dialog.querySelector("button")?.click();
      onLost();
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
}
