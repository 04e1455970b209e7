// Keeps a form's draft while one types. Without it the form works all the same: "存草稿" is a button of the form.
for (const form of document.querySelectorAll('form[data-draft]')) {
  const said = form.querySelector('[data-saved]');
  const say = (words) => {
    if (said) said.textContent = words;
  };
  let waiting;
  let typed = false;
  const keep = async () => {
    typed = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (answer.status === 401 || answer.redirected) return say('登录或邮件链接已过期：请在另一个窗口重新点开邮件里的链接（或登录），本页内容仍在，再改一处即会存上');
      const { saved, version } = await answer.json();
      if (version) form.elements.namedItem('draftVersion').value = version;
      say(saved);
    } catch {
      say('草稿暂未存上，内容仍在本页');
      typed = true;
    }
  };
  form.addEventListener('input', () => {
    typed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1500);
  });
  // What is sent needs no draft; a refused form is kept by the server.
  form.addEventListener('submit', () => {
    typed = false;
    clearTimeout(waiting);
  });
  // Before the page is left: a browser that goes to sign out or to bring a file asks for that only after this.
  const leave = () => {
    if (typed) navigator.sendBeacon(form.dataset.draft, new URLSearchParams(new FormData(form)));
    typed = false;
  };
  addEventListener('beforeunload', leave);
  addEventListener('pagehide', leave);
}
document.getElementById('faults')?.focus();
