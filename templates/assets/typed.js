// Saving one form of a page leads to the page anew: what is typed in its other forms is put back. Without it they are saved one by one.
const place = `typed ${location.pathname.replace(/\/acts$/, '')}`;
const forms = [...document.querySelectorAll('form.sheet-form')];
const fieldsOf = (form) => [...form.elements].filter(({ name, type }) => name && !['hidden', 'submit', 'file'].includes(type));
const written = (field) => (field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value);
const given = (field) => {
  if (field.type === 'checkbox' || field.type === 'radio') return field.defaultChecked;
  if (!field.options) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value;
};
// A form is known again by its act and by what stood in it: its place in the list may be another.
const nameOf = (form) =>
  JSON.stringify([form.elements.namedItem('act')?.value, ...fieldsOf(form).map((field) => [field.name, given(field)])]);

let kept = [];
try {
  kept = JSON.parse(sessionStorage.getItem(place) ?? '[]');
  sessionStorage.removeItem(place);
} catch {
  // Where nothing may be stored nothing is put back.
}
for (const { name, typed } of kept) {
  const form = forms.find((one) => nameOf(one) === name);
  if (!form) continue;
  for (const [at, field] of fieldsOf(form).entries())
    if (typeof typed[at] === 'boolean') field.checked = typed[at];
    else field.value = typed[at];
  form.closest('details')?.setAttribute('open', '');
  form.querySelector('.send')?.insertAdjacentHTML('beforeend', '<small> 尚未保存</small>');
}
document.addEventListener('submit', ({ target }) => {
  const others = forms.filter((form) => form !== target && fieldsOf(form).some((field) => written(field) !== given(field)));
  const typed = others.map((form) => ({ name: nameOf(form), typed: fieldsOf(form).map(written) }));
  try {
    sessionStorage.setItem(place, JSON.stringify(typed));
  } catch {
    // As above.
  }
});
