// Keeps a form's draft while one types. Without it the form works all the same: "存草稿" is a button of the form.
for (const form of document.querySelectorAll('form[data-draft]')) {
  const said = form.querySelector('[data-saved]');
  let waiting;
  let typed = false;
  const keep = async () => {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (typeof value !== 'string') body.delete(name);
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: new URLSearchParams(body) });
      if (!answer.ok) throw new Error(String(answer.status));
      const { saved, version } = await answer.json();
      const at = form.elements.namedItem('draftVersion');
      if (at && version) at.value = version;
      typed = false;
      if (said) said.textContent = saved;
    } catch {
      if (said) said.textContent = '草稿暂未存上，内容仍在本页';
    }
  };
  form.addEventListener('input', () => {
    typed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1500);
  });
  form.addEventListener('submit', () => clearTimeout(waiting));
  addEventListener('pagehide', () => {
    if (typed) navigator.sendBeacon(form.dataset.draft, new URLSearchParams(new FormData(form)));
  });
}
document.getElementById('faults')?.focus();
