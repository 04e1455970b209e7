// Saving one form of a page leads to the page anew: what is typed in its other forms is put back. Without it they are saved one by one.
const place = `typed ${location.pathname.replace(/\/(?:acts|activation)$/, '')}`;
const forms = [...document.querySelectorAll('form.sheet-form')];
const isTicked = ({ type }) => type === 'checkbox' || type === 'radio';
const fieldsOf = (form) => [...form.elements].filter(({ name, type }) => name && !['hidden', 'submit', 'file'].includes(type));
const written = (field) => (isTicked(field) ? field.checked : field.value);
const given = (field) => {
  if (isTicked(field)) return field.defaultChecked;
  if (!field.options) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value;
};
const nameOf = (field) => (isTicked(field) ? `${field.name}=${field.value}` : field.name);
const changed = (form) => fieldsOf(form).filter((field) => written(field) !== given(field));
const labelOf = (field) => (field.labels?.[0]?.firstChild ?? field).textContent.trim();

// A form is known again by its act and by what it is of, which are hidden in it. Its place in the list may be another, and another form may have changed what stands in it.
const ofForm = (form) => [...form.elements].flatMap(({ type, name, value }) => (type === 'hidden' && !['token', 'version', 'at'].includes(name) ? [name, value] : [])).join(' ');
const placeOf = (form) => form.closest('[id]')?.id ?? '';
const formOf = ({ of, at }) => {
  const same = forms.filter((form) => ofForm(form) === of);
  return same.find((form) => placeOf(form) === at) ?? same[0];
};
const factsOf = (form) => ({
  of: ofForm(form),
  at: placeOf(form),
  typed: changed(form).map((field) => ({ name: nameOf(field), value: written(field), label: labelOf(field) })),
});

let kept = [];
try {
  kept = JSON.parse(sessionStorage.getItem(place) ?? '[]');
  sessionStorage.removeItem(place);
} catch {
  // Where nothing may be stored nothing is put back.
}
const lost = [];
for (const one of kept) {
  const form = formOf(one);
  const fields = new Map(form ? fieldsOf(form).map((field) => [nameOf(field), field]) : []);
  for (const { name, value, label } of one.typed) {
    const field = fields.get(name);
    if (!field) {
      if (value !== false) lost.push(value === true ? label : `${label} ${value}`);
    } else if (isTicked(field)) field.checked = value;
    else field.value = value;
  }
  if (!form || changed(form).length === 0) continue;
  form.closest('details')?.setAttribute('open', '');
  form.querySelector('.send')?.insertAdjacentHTML('beforeend', '<small> 尚未保存</small>');
}
if (lost.length > 0) {
  const said = document.createElement('p');
  said.className = 'error';
  said.setAttribute('role', 'alert');
  said.textContent = `刚才还填了没有保存的内容，页面上已没有可以放回的地方：${lost.join('；')}`;
  document.querySelector('main')?.prepend(said);
}

const keep = (others) => {
  try {
    sessionStorage.setItem(place, JSON.stringify(others.map(factsOf)));
  } catch {
    // As above.
  }
};
let isWarned = false;
let isSent = false;
// Whoever follows a link comes back to what was typed.
addEventListener('pagehide', () => {
  if (!isSent) keep(forms.filter((form) => changed(form).length > 0));
});
document.addEventListener('submit', (event) => {
  const { target } = event;
  const others = forms.filter((form) => form !== target && changed(form).length > 0);
  // What leads away from the page leads to no page on which the rest is put back: the first time it only says so.
  if (target.hasAttribute('data-leaves') && others.length > 0 && !isWarned) {
    isWarned = true;
    event.preventDefault();
    const said = document.createElement('p');
    said.className = 'error';
    said.setAttribute('role', 'alert');
    said.append(`还有${others.length}处修改没有保存，请先保存；不要这些修改的，再按一次：`);
    for (const [at, form] of others.entries()) {
      form.closest('details')?.setAttribute('open', '');
      form.id ||= `unsaved-${at + 1}`;
      const link = document.createElement('a');
      link.href = `#${form.id}`;
      const heading = form.closest('li, section')?.querySelector('h3, b, h2');
      link.textContent = heading?.textContent.trim() ?? `第${at + 1}处`;
      said.append(at > 0 ? '、' : '', link);
    }
    target.querySelector('.send')?.before(said);
    return;
  }
  isSent = true;
  keep(others);
});
