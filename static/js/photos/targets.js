// Suggestions of stands and exhibits for the field that has the focus.

const PAUSE = 200;

export function suggest(page) {
  const offered = page.querySelector("#photo-targets");
  let timer = null;

  async function ask(term) {
    const query = new URLSearchParams({ term });
    const answer = await fetch(`${page.dataset.targets}?${query}`);
    if (!answer.ok) {
      return;
    }
    const { values } = await answer.json();
    offered.replaceChildren(
      ...values.map((value) => {
        const option = document.createElement("option");
        option.value = value;
        return option;
      }),
    );
  }

  for (const name of ["focusin", "input"]) {
    page.addEventListener(name, (event) => {
      if (!event.target.matches("input[list]")) {
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => ask(event.target.value), PAUSE);
    });
  }
}
