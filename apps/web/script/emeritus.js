// The only script: focus for the error summary and for an opened line, and live progress. Every page works without it.
const focusOn = (element) => element?.focus({ preventScroll: true });
focusOn(document.querySelector("[data-focus]"));

const opened = () => {
  const line = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!line) return;
  const around = line.closest("details");
  if (around) around.open = true;
  line.scrollIntoView();
  if (line.matches("[tabindex],input,select,textarea")) focusOn(line);
};
addEventListener("hashchange", opened);
opened();

for (const box of document.querySelectorAll("[data-events]")) {
  const source = new EventSource(box.dataset.events);
  source.addEventListener("step", ({ data }) => {
    const { done, of, text } = JSON.parse(data);
    Object.assign(box.querySelector("progress"), { max: of || 1, value: done });
    box.querySelector("[role=status]").textContent = text;
  });
  source.addEventListener("done", () => {
    source.close();
    location.reload();
  });
}
